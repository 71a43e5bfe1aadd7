import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { pollUntil } from '../../support/poll-until.ts';

const SERVER = join(import.meta.dirname, '..', '..', '..', 'localstack', 'cli', 'sagemaker-server.ts');

/** `npm run sagemaker -- ...` as a process of its own. */
export class SageMakerServerProcess {
  readonly #process: ChildProcess;
  readonly #exit: Promise<number | null>;
  #output = '';

  constructor(args: readonly string[], environment: Readonly<Record<string, string>>) {
    const env = { ...process.env, ...environment };
    this.#process = spawn(process.execPath, [SERVER, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env });
    for (const stream of [this.#process.stdout, this.#process.stderr]) {
      stream?.on('data', (data) => {
        this.#output += data;
      });
    }
    this.#exit = new Promise((resolve) => this.#process.on('close', resolve));
  }

  /** The addresses of its line `ready`. */
  async ready(): Promise<readonly string[]> {
    const line = await pollUntil('the SageMaker server is ready', () => {
      if (this.#process.exitCode !== null) throw new Error(`it ended: ${this.#output}`);
      return /^ready (.*)$/m.exec(this.#output)?.[1];
    });
    return line.split(' ');
  }

  end(signal: NodeJS.Signals): Promise<number | null> {
    this.#process.kill(signal);
    return this.#exit;
  }
}
