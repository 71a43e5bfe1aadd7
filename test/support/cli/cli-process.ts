import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pollUntil } from '../poll-until.ts';

const CLI = join(import.meta.dirname, '..', '..', '..', 'localstack', 'cli', 'main.ts');
/** For `--config`: what the tests take where they name none. */
export const AS_USUAL = join(import.meta.dirname, 'as-usual.yaml');
/** For `--config`. */
export const SMALL_STACK = join(import.meta.dirname, 'small-stack.yaml');
export const GROWING_STACK = join(import.meta.dirname, 'growing-stack.yaml');
export const ENDLESS_STACK = join(import.meta.dirname, 'endless-stack.yaml');

export interface EndedCli {
  readonly exitCode: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** The command line as a process of its own. */
export class CliProcess implements Disposable {
  readonly #process: ChildProcess;
  readonly #exit: Promise<number | null>;
  #stdout = '';
  #stderr = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
    const config = args.includes('--config') ? [] : ['--config', AS_USUAL];
    this.#process = spawn(process.execPath, [CLI, ...args, ...config], {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { ...process.env, ...environment },
    });
    this.#process.stdout?.on('data', (data) => {
      this.#stdout += data;
    });
    this.#process.stderr?.on('data', (data) => {
      this.#stderr += data;
    });
    this.#exit = new Promise((resolve) => this.#process.on('close', resolve));
  }

  get pid(): number {
    if (this.#process.pid === undefined) throw new Error('the process could not be started');
    return this.#process.pid;
  }

  kill(signal: NodeJS.Signals): void {
    this.#process.kill(signal);
  }

  /** For a test that fails before it has ended the process, which would keep the whole run from ending. */
  [Symbol.dispose](): void {
    if (this.#process.exitCode === null && this.#process.signalCode === null) this.#process.kill('SIGKILL');
  }

  /** Resolves as soon as standard output matches; the match is given. */
  printed(pattern: RegExp, deadlineMs?: number): Promise<RegExpExecArray> {
    const ask = () => {
      if (this.#process.exitCode !== null) throw new Error(`it ended: ${this.#stdout}${this.#stderr}`);
      return pattern.exec(this.#stdout) ?? undefined;
    };
    return pollUntil(`the command printed ${pattern}`, ask, deadlineMs);
  }

  async ended(): Promise<EndedCli> {
    const exitCode = await this.#exit;
    return { exitCode, stdout: this.#stdout, stderr: this.#stderr };
  }
}

export function runCli(...args: string[]): Promise<EndedCli> {
  return new CliProcess(args).ended();
}
