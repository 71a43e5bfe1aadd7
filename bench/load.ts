import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import type { LoadCase } from './load/load-case.ts';

const BYTES_PER_MB = 1e6;
const MS_PER_SECOND = 1_000;

const TABLE = {
  command: 'npm run bench:load --',
  summary: [
    'Gives the embedded cloud much to do at once, each case in a process of its own, and says how long it takes, the largest memory of the',
    'process with all that it starts, and the longest turn of its event loop in processor time.',
  ],
  options: { only: { value: 'TEXT', text: 'the cases whose names contain it, such as jobs (default: all)' } },
} as const satisfies CommandTable;

await runCommand(TABLE, async (options) => {
  const only = options.text('only') ?? '';
  const { CASES } = await import('./load/cases.ts');
  for (const one of CASES.filter(({ name }) => name.includes(only))) await measure(one);
  return 0;
});

async function measure({ name, quotas, prepare, run }: LoadCase): Promise<void> {
  const { CloudProcess } = await import('./cloud-process.ts');
  await using cloud = await CloudProcess.start(quotas);
  await prepare(cloud);
  await cloud.longestTurn();
  const memory = cloud.watchMemory();
  const startMs = performance.now();
  await run(cloud);
  const seconds = (performance.now() - startMs) / MS_PER_SECOND;
  const megabytes = Math.round((memory.stop() ?? Number.NaN) / BYTES_PER_MB);
  const { cpuMs } = await cloud.longestTurn();
  process.stdout.write(`${seconds.toFixed(1)} s, ${megabytes} MB, longest turn ${cpuMs.toFixed(0)} ms: ${name}\n`);
}
