import { runCommandLine } from '../../../localstack/cli/command-line.ts';
import { pollUntil } from '../poll-until.ts';
import { CapturedOutput } from './captured-output.ts';
import { AS_USUAL, type EndedCli } from './cli-process.ts';

const AFTER_CTRL_C = 130;

/** The command line in the tests' process, which has loaded already what a process of its own takes a second to load. */
export class CliHere {
  readonly #output = new CapturedOutput();
  readonly #interruption = new AbortController();
  readonly #ended: Promise<number>;
  #exitCode: number | undefined;

  constructor(args: readonly string[]) {
    const { signal } = this.#interruption;
    const happened = new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
    const config = args.includes('--config') ? [] : ['--config', AS_USUAL];
    this.#ended = this.#run([...args, ...config], { signal, happened, exitStatus: AFTER_CTRL_C });
  }

  async #run(args: readonly string[], interruption: Parameters<typeof runCommandLine>[1]): Promise<number> {
    try {
      this.#exitCode = await runCommandLine(args, interruption);
      return this.#exitCode;
    } finally {
      this.#output[Symbol.dispose]();
    }
  }

  /** As Ctrl-C does. */
  interrupt(): void {
    this.#interruption.abort();
  }

  /** Resolves as soon as standard output matches; the match is given. */
  printed(pattern: RegExp): Promise<RegExpExecArray> {
    return pollUntil(`the command printed ${pattern}`, () => {
      const { stdout, stderr } = this.#output;
      if (this.#exitCode !== undefined) throw new Error(`it ended: ${stdout}${stderr}`);
      return pattern.exec(stdout) ?? undefined;
    });
  }

  async ended(): Promise<EndedCli> {
    const exitCode = await this.#ended;
    return { exitCode, stdout: this.#output.stdout, stderr: this.#output.stderr };
  }
}

export function runCliHere(...args: string[]): Promise<EndedCli> {
  return new CliHere(args).ended();
}
