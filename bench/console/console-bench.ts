import { setTimeout as pause } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { CommandTable } from '../../emulators/core/command-line/command-table.ts';
import { runCommand } from '../../emulators/core/command-line/run-command.ts';
import { bundleConsole } from '../../localstack/cli/console/bundle-console.ts';
import { formatTable } from '../../localstack/cli/views/format.ts';
import { launchChromium } from '../../test/console/support/chromium.ts';
import { ConsoleProcess } from './console-process.ts';
import { LONG_EVENTS, type ManyRuns, makeManyRuns } from './many-runs.ts';
import { MeasuredPage } from './measured-page.ts';

const DEFAULT_RUNS = 10_000;
const TIMES = 5;
const IDLE_MS = 20_000;
const LISTED_AT_ONCE = 1_000;
/** In pixels, of the list of events. */
const EVENT_ROW_HEIGHT = 30;

const TABLE = {
  command: 'npm run bench -- console',
  summary: [
    'Measures the console in the system’s Chromium: what it weighs, how fast it opens and scrolls, and what it takes at rest.',
  ],
  options: {
    runs: { value: 'N', text: `executions in the long list (default: ${DEFAULT_RUNS})` },
  },
} as const satisfies CommandTable;

type Row = readonly [what: string, figure: string, limit: string];

export async function benchConsole(): Promise<void> {
  await runCommand(TABLE, async (options) => {
    const count = options.count('runs') ?? DEFAULT_RUNS;
    const rows: Row[] = [['', 'measured', 'limit'], ...(await weights())];
    await using cloud = await ConsoleProcess.start();
    const runs = await makeManyRuns(cloud.clients, count);
    const browser = await launchChromium();
    try {
      await using page = await MeasuredPage.enter(browser, cloud.consoleUrl);
      rows.push(...(await openings(page, runs)), ...(await longList(page, runs, count)));
      rows.push(...(await atRest(page, cloud, runs)));
    } finally {
      await browser.close();
    }
    process.stdout.write(`${formatTable(rows.map((row) => [...row])).join('\n')}\n`);
    return 0;
  });
}

async function weights(): Promise<readonly Row[]> {
  const startMs = performance.now();
  const files = await bundleConsole();
  const bundledMs = performance.now() - startMs;
  const bytes = [...files.values()].reduce((sum, { body }) => sum + gzipSync(body).length, 0);
  return [
    ['all files of the page, gzipped', `${(bytes / 1_000).toFixed(1)} kB`, '150 kB'],
    ['bundling them, once', `${bundledMs.toFixed(0)} ms`, ''],
  ];
}

/** The median of a few. */
async function median(one: () => Promise<number>): Promise<number> {
  const figures: number[] = [];
  for (let time = 0; time < TIMES; time += 1) figures.push(await one());
  return figures.sort((a, b) => a - b)[Math.floor(TIMES / 2)] ?? Number.NaN;
}

async function openings(page: MeasuredPage, { runArn, redArn, longArn }: ManyRuns): Promise<readonly Row[]> {
  const of = (arn: string) => `#/executions/${encodeURIComponent(arn)}`;
  const long = `${of(longArn)}?list=events`;
  const whole = `.events .virtual > [style*="height: ${LONG_EVENTS * EVENT_ROW_HEIGHT}px"]`;
  const ms = async (one: () => Promise<number>) => `${(await median(one)).toFixed(0)} ms`;
  const count = LONG_EVENTS.toLocaleString('en');
  return [
    ['a red run’s page, first paint of its name and cause', await ms(() => page.openRed(of(redArn))), '300 ms'],
    ['a green run’s page, with its graph', await ms(() => page.open(of(runArn), '.graph svg')), ''],
    [`a history of ${count} events, its first rows`, await ms(() => page.open(long, '.events .row')), ''],
    ['the same, all rows listed', await ms(() => page.open(long, whole)), '1,000 ms'],
    ['scrolling it, a frame: median, 95 of 100, longest', await scrolling(page), '33 ms for 95 of 100'],
  ];
}

async function scrolling(page: MeasuredPage): Promise<string> {
  const frames = [...(await page.scrollFrames('.events .virtual'))].sort((a, b) => a - b);
  const at = (share: number) => `${(frames[Math.floor((frames.length - 1) * share)] ?? Number.NaN).toFixed(0)} ms`;
  return [0.5, 0.95, 1].map(at).join(', ');
}

async function longList(page: MeasuredPage, { machineArn }: ManyRuns, count: number): Promise<readonly Row[]> {
  const list = `#/executions?machine=${encodeURIComponent(machineArn)}`;
  const first = await page.open(list, '.runs .row');
  const pages: number[] = [];
  for (let listed = 100; listed < count; ) {
    listed = Math.min(count, listed + LISTED_AT_ONCE);
    pages.push(await page.click('list older ones', `${listed.toLocaleString('en')} listed`));
  }
  const longest = pages.length === 0 ? 'none' : `${Math.max(...pages).toFixed(0)} ms`;
  return [
    [`the list of ${count.toLocaleString('en')} runs, its first page`, `${first.toFixed(0)} ms`, '300 ms'],
    [`further pages of ${LISTED_AT_ONCE}, the slowest of ${pages.length}`, longest, '1,000 ms'],
  ];
}

async function atRest(page: MeasuredPage, cloud: ConsoleProcess, { runArn }: ManyRuns): Promise<readonly Row[]> {
  const rows: Row[] = [];
  await cloud.calm();
  const pages = [
    ['a run that has ended', `#/executions/${encodeURIComponent(runArn)}`, '.graph svg'],
    ['the workflow', '#/workflow', '.graph svg'],
    ['the list of runs', '#/executions', '.runs .row'],
  ] as const;
  for (const [what, fragment, selector] of pages) {
    await page.open(fragment, selector);
    await pause(2_000);
    rows.push([`at rest on ${what}: server, page`, await shares(page, cloud), '1 % each']);
  }
  await page.hide(true);
  // What was asked before may still be under way.
  await pause(1_000);
  const before = page.calls;
  await pause(IDLE_MS);
  rows.push([`requests of a hidden tab in ${IDLE_MS / 1_000} s`, String(page.calls - before), '0']);
  return rows;
}

async function shares(page: MeasuredPage, cloud: ConsoleProcess): Promise<string> {
  const [server, task] = [await cloud.cpuMs(), await page.taskMs()];
  const startMs = performance.now();
  await pause(IDLE_MS);
  const tookMs = performance.now() - startMs;
  const used = [(await cloud.cpuMs()) - server, (await page.taskMs()) - task];
  return used.map((ms) => `${((ms / tookMs) * 100).toFixed(2)} %`).join(', ');
}
