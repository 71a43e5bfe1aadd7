import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { ROOT } from './areas.ts';

const MOCHA = join(ROOT, 'node_modules/mocha/bin/mocha.js');
const LOADER = pathToFileURL(join(import.meta.dirname, 'load-mutant.ts')).href;
const CACHE = join(ROOT, 'node_modules/.cache/mutants');

/** A loop without end is known by the processor time that it takes: on a busy machine every run is slow. */
const CPU_SECONDS = 90;
const LIMITED = `ulimit -t ${CPU_SECONDS}; exec "$@"`;
/** For a test that waits for what never comes. */
const TEST_LIMIT_MS = 120_000;

export type Outcome = 'passed' | 'failed' | 'timed out';

export interface TestRun {
  readonly tests: readonly string[];
  readonly limitMs: number;
  /** A source file with other text. */
  readonly mutant?: { readonly path: string; readonly text: string };
  /** Folder for V8's coverage. */
  readonly coverageFolder?: string;
}

/** Runs test files in a process of its own, until the first failure. */
export function runTests({ tests, limitMs, mutant, coverageFolder }: TestRun): Promise<Outcome> {
  const loader = mutant === undefined ? [] : ['--import', LOADER];
  const mocha = [MOCHA, '--no-parallel', '--bail', '--exit', '--timeout', String(TEST_LIMIT_MS), ...tests];
  const child = spawn('/bin/sh', ['-c', LIMITED, 'sh', process.execPath, ...loader, ...mocha], {
    cwd: ROOT,
    stdio: 'ignore',
    detached: true,
    env: { ...process.env, NODE_COMPILE_CACHE: join(CACHE, 'compiled'), ...variables(mutant, coverageFolder) },
  });
  return new Promise((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      // The process and what it has started: it is the leader of a group of its own.
      if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
    }, limitMs);
    child.once('error', reject);
    child.once('exit', (code, signal) => {
      clearTimeout(timer);
      const isKilled = signal === 'SIGXCPU' || signal === 'SIGKILL';
      resolve(isLate || isKilled ? 'timed out' : code === 0 ? 'passed' : 'failed');
    });
  });
}

function variables(mutant: TestRun['mutant'], coverageFolder: string | undefined): NodeJS.ProcessEnv {
  const url = mutant === undefined ? '' : pathToFileURL(join(ROOT, mutant.path)).href;
  return {
    ...(mutant === undefined ? {} : { MUTANT: JSON.stringify({ url, text: mutant.text }) }),
    ...(coverageFolder === undefined ? {} : { NODE_V8_COVERAGE: coverageFolder }),
  };
}
