import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';

const PROJECT_FOLDER = join(import.meta.dirname, '..');

export interface MochaRun {
  readonly files: readonly string[];
  /** Of one test. */
  readonly timeoutMs: number;
  readonly options?: readonly string[];
  /** Beside the variables of this process. */
  readonly environment?: Readonly<Record<string, string>>;
}

/** Runs test files one after another in one process, whose output is shown; gives its exit status. */
export function runMocha({ files, timeoutMs, options = [], environment = {} }: MochaRun): Promise<number> {
  const mocha = createRequire(import.meta.url).resolve('mocha/bin/mocha.js');
  const args = [mocha, '--no-parallel', '--timeout', String(timeoutMs), ...options, ...files];
  const env = { ...process.env, ...environment };
  const child = spawn(process.execPath, args, { cwd: PROJECT_FOLDER, env, stdio: 'inherit' });
  return new Promise((resolve) => child.once('close', (code) => resolve(code ?? 1)));
}
