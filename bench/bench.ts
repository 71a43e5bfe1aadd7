import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import type { ParsedOptions } from '../emulators/core/command-line/parsed-options.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { formatTable } from '../localstack/cli/views/format.ts';
import { watchMemory } from './process-tree.ts';

const CLI = join(import.meta.dirname, '..', 'localstack', 'cli', 'main.ts');
const BYTES_PER_MB = 1e6;
const MS_PER_SECOND = 1000;

interface Figures {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly peakBytes: readonly number[];
}

const DEFAULT_RUNS = 3;
const DEFAULT_FUZZED = 100_000;

const TABLE = {
  command: 'npm run bench --',
  summary: [
    'Measures runs of the whole, of the function and of state machines, and sends random requests to SageMaker.',
    '`npm run bench -- dataset` measures data sets of many sizes, `npm run bench -- fan-out` one that several functions list,',
    '`npm run bench -- console` the console in Chromium; each has options of its own.',
  ],
  options: {
    dataset: { value: 'DIR', text: 'measure a run with these images, too' },
    runs: { value: 'N', text: `times that each is measured (default: ${DEFAULT_RUNS}; 0 leaves the measuring out)` },
    fuzz: { value: 'N', text: `random requests (default: ${DEFAULT_FUZZED})` },
  },
} as const satisfies CommandTable;

// Benches with options of their own.
if (process.argv[2] === 'fan-out') {
  process.argv.splice(2, 1);
  const { benchFanOut } = await import('./dataset/fan-out-bench.ts');
  await benchFanOut();
} else if (process.argv[2] === 'dataset') {
  process.argv.splice(2, 1);
  const { benchDataset } = await import('./dataset/dataset-bench.ts');
  await benchDataset();
} else if (process.argv[2] === 'console') {
  process.argv.splice(2, 1);
  const { benchConsole } = await import('./console/console-bench.ts');
  await benchConsole();
} else await runCommand(TABLE, benchAll);

async function benchAll(options: ParsedOptions<typeof TABLE.options>): Promise<number> {
  const runs = options.count('runs') ?? DEFAULT_RUNS;
  const fuzzed = options.count('fuzz') ?? DEFAULT_FUZZED;
  const dataset = options.path('dataset');
  if (dataset !== undefined && !existsSync(dataset)) throw options.error(`--dataset ${dataset} does not exist`);
  process.stdout.write(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n\n`);
  if (runs > 0) await measureAll(runs, dataset);
  if (fuzzed > 0) await fuzz(fuzzed);
  return 0;
}

async function fuzz(requests: number): Promise<void> {
  const { fuzzSageMaker } = await import('./fuzz-sagemaker.ts');
  process.stdout.write(`\n${(await fuzzSageMaker(requests)).join('\n')}\n`);
}

// What is measured is loaded only when it is: `--help` is to come at once.
async function measureAll(runs: number, dataset: string | undefined): Promise<void> {
  const { measureEndedExecutions, megabytesText } = await import('./ended-executions.ts');
  const { measureStateMachines } = await import('./state-machines.ts');
  const { measureFunction } = await import('./time-function.ts');
  const figures = [
    await measureCommand('npm start, sample images', runs, []),
    ...(dataset === undefined ? [] : [await measureCommand(`npm start, ${dataset}`, runs, ['--dataset', dataset])]),
    { ...(await measureFunction(runs)), peakBytes: [] },
    ...(await measureStateMachines(runs)).map((one) => ({ ...one, peakBytes: [] })),
  ];
  const ended = await measureEndedExecutions();
  const rows = figures.map(({ name, seconds, peakBytes }) => [name, ...spread(seconds, 1), peak(peakBytes)]);
  const lines = formatTable([['', 'min s', 'median s', 'max s', 'peak MB, all processes'], ...rows]);
  process.stdout.write(`\n${lines.join('\n')}\n\n${ended.name}: ${megabytesText(ended.bytes)} MB\n`);
}

/** Whole-process time of one run from a fresh data folder, samples included, and the memory of all its processes. */
async function measureCommand(name: string, runs: number, args: readonly string[]): Promise<Figures> {
  const seconds: number[] = [];
  const peakBytes: number[] = [];
  for (let run = 1; run <= runs; run += 1) {
    const folder = mkdtempSync(join(tmpdir(), 'retraining-bench-'));
    process.stdout.write(`${name}: run ${run} of ${runs}\n`);
    const startMs = performance.now();
    const child = spawn(process.execPath, [CLI, 'run', '--data', folder, ...args], { stdio: 'ignore' });
    const memory = watchMemory(child.pid ?? 0);
    const exitCode = await new Promise((done) => child.on('close', done));
    seconds.push((performance.now() - startMs) / MS_PER_SECOND);
    const bytes = memory.stop();
    if (bytes !== undefined) peakBytes.push(bytes);
    rmSync(folder, { recursive: true, force: true });
    if (exitCode !== 0) throw new Error(`${name} ended with exit status ${exitCode}; its time says nothing`);
  }
  return { name, seconds, peakBytes };
}

function spread(numbers: readonly number[], digits: number): string[] {
  const sorted = [...numbers].sort((a, b) => a - b);
  const at = (index: number) => (sorted[index] ?? Number.NaN).toFixed(digits + ((sorted[0] ?? 0 < 1) ? 2 : 0));
  return [at(0), at(Math.floor(sorted.length / 2)), at(sorted.length - 1)];
}

function peak(bytes: readonly number[]): string {
  return bytes.length === 0 ? 'n/a' : `${Math.round(Math.max(...bytes) / BYTES_PER_MB)}`;
}
