import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { formatTable } from '../localstack/cli/views/format.ts';
import { measureEndedExecutions, megabytesText } from './ended-executions.ts';
import { fuzzSageMaker } from './fuzz-sagemaker.ts';
import { watchMemory } from './process-tree.ts';
import { measureStateMachines } from './state-machines.ts';
import { measureFunction } from './time-function.ts';

const CLI = join(import.meta.dirname, '..', 'localstack', 'cli', 'main.ts');
const BYTES_PER_MB = 1e6;
const MS_PER_SECOND = 1000;

interface Figures {
  readonly name: string;
  readonly seconds: readonly number[];
  readonly peakBytes: readonly number[];
}

const { values } = parseArgs({
  options: {
    dataset: { type: 'string' },
    runs: { type: 'string', default: '3' },
    fuzz: { type: 'string', default: '100000' },
  },
});
/** 0 leaves the timed commands out. */
const runs = Number(values.runs);

process.stdout.write(`${cpus().length} x ${cpus()[0]?.model ?? 'unknown processor'}, Node ${process.version}\n\n`);
if (runs > 0) await measureAll();
if (Number(values.fuzz) > 0) process.stdout.write(`\n${(await fuzzSageMaker(Number(values.fuzz))).join('\n')}\n`);

async function measureAll(): Promise<void> {
  const figures = [
    await measureCommand('npm start, sample images', []),
    ...(values.dataset === undefined
      ? []
      : [await measureCommand(`npm start, ${values.dataset}`, datasetArgs(values.dataset))]),
    { ...(await measureFunction(runs)), peakBytes: [] },
    ...(await measureStateMachines(runs)).map((one) => ({ ...one, peakBytes: [] })),
  ];
  const ended = await measureEndedExecutions();
  const rows = figures.map(({ name, seconds, peakBytes }) => [name, ...spread(seconds, 1), peak(peakBytes)]);
  const lines = formatTable([['', 'min s', 'median s', 'max s', 'peak MB, all processes'], ...rows]);
  process.stdout.write(`\n${lines.join('\n')}\n\n${ended.name}: ${megabytesText(ended.bytes)} MB\n`);
}

function datasetArgs(dataset: string): string[] {
  if (!existsSync(dataset)) throw new Error(`--dataset ${dataset} does not exist`);
  return ['--dataset', resolve(dataset)];
}

/** Whole-process time of one run from a fresh data folder, samples included, and the memory of all its processes. */
async function measureCommand(name: string, args: readonly string[]): Promise<Figures> {
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
