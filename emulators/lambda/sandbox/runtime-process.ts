import { type ChildProcess, spawn } from 'node:child_process';
import { Readable, Writable } from 'node:stream';
import { modulePath } from '../../core/process/module-path.ts';
import { type ErrorDocument, INVOCATIONS_FD, type InvocationMessage, MESSAGES_FD } from '../runtime/messages.ts';
import { LineSplitter } from './message-lines.ts';
import { receivedMessage } from './received-message.ts';

const ENTRY_FILE = modulePath('../runtime/entry.ts', import.meta.url);
/** A process that the function started may hold the output open after the function's own process has gone. */
const OUTPUT_GRACE_MS = 200;
/** More of one line of output than CloudWatch Logs takes. */
const MAX_OUTPUT_LINE_BYTES = 1024 * 1024;
/** Half of what a string can hold. */
const MAX_MESSAGE_BYTES = 256 * 1024 * 1024;
const SHOWN_CHARS = 100;

/** How a phase (loading the code, or one invocation) ended. */
export type Outcome =
  | { readonly type: 'ready' }
  | { readonly type: 'init-error' | 'error'; readonly error: ErrorDocument }
  | { readonly type: 'result'; readonly body: string }
  | { readonly type: 'exit'; readonly reason: ExitReason }
  | { readonly type: 'timeout' };

export interface ExitReason {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
}

export interface ProcessOptions {
  readonly nodePath: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly taskRoot: string;
  readonly memoryMb: number;
}

/** A Node process that has loaded one function and serves one invocation at a time. */
export class RuntimeProcess {
  readonly startedAtMs = performance.now();
  readonly #child: ChildProcess;
  /** Resolves when the process has gone and its output has been read. */
  readonly gone: Promise<void>;
  #waiting: PromiseWithResolvers<Outcome> = Promise.withResolvers();
  #exit: Outcome | undefined;
  #isEnding = false;
  #isInvoked = false;
  #peakMemoryKb = 0;
  #onLog: (timestampMs: number, text: string) => void = () => {};

  constructor(options: ProcessOptions) {
    this.#child = spawn(options.nodePath, [...memoryFlags(options.memoryMb), ENTRY_FILE], {
      cwd: options.taskRoot,
      env: options.environment,
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe'],
      // A group of its own: what the function starts goes with it, and Ctrl-C in a terminal does not reach it.
      detached: process.platform !== 'win32',
    });
    this.gone = this.#watch();
  }

  /** Whether it can take another invocation. */
  get isUsable(): boolean {
    return !this.#isEnding && this.#exit === undefined;
  }

  get peakMemoryMb(): number {
    return Math.ceil(this.#peakMemoryKb / 1024);
  }

  onLog(listener: (timestampMs: number, text: string) => void): void {
    this.#onLog = listener;
  }

  /** Waits until the code is loaded. */
  loaded(limitMs: number): Promise<Outcome> {
    return this.#outcome(limitMs);
  }

  /** One invocation; at the limit the process is killed. */
  invoke(message: InvocationMessage, limitMs: number): Promise<Outcome> {
    this.#waiting = Promise.withResolvers();
    this.#isInvoked = true;
    if (this.#exit !== undefined) this.#waiting.resolve(this.#exit);
    const invocations = this.#child.stdio[INVOCATIONS_FD];
    if (invocations instanceof Writable) invocations.write(`${JSON.stringify(message)}\n`);
    return this.#outcome(limitMs);
  }

  kill(): void {
    this.#isEnding = true;
    if (this.#child.exitCode === null && this.#child.signalCode === null) this.#killGroup();
  }

  /** The process and what it started. */
  #killGroup(): void {
    if (this.#child.pid === undefined) return;
    try {
      process.kill(process.platform === 'win32' ? this.#child.pid : -this.#child.pid, 'SIGKILL');
    } catch {
      // Nothing of it is left.
    }
  }

  async #outcome(limitMs: number): Promise<Outcome> {
    const timer = setTimeout(() => {
      this.#waiting.resolve({ type: 'timeout' });
      this.kill();
    }, limitMs);
    try {
      return await this.#waiting.promise;
    } finally {
      clearTimeout(timer);
    }
  }

  #watch(): Promise<void> {
    const { stdio } = this.#child;
    for (const output of [stdio[1], stdio[2]]) {
      this.#readLines(output, MAX_OUTPUT_LINE_BYTES, (text) => this.#onLog(Date.now(), text));
    }
    this.#readLines(stdio[MESSAGES_FD], MAX_MESSAGE_BYTES, (line) => this.#receive(line));
    // Writing to a process that has just ended is no event of its own: its end is.
    stdio[INVOCATIONS_FD]?.on('error', () => {});
    return new Promise((resolve) => {
      const end = (status: number | null, signal: NodeJS.Signals | null) => {
        this.#exit ??= { type: 'exit', reason: { status, signal } };
        this.#waiting.resolve(this.#exit);
        resolve();
      };
      this.#child.once('close', end);
      this.#child.once('exit', (status, signal) => {
        this.#killGroup();
        setTimeout(() => end(status, signal), OUTPUT_GRACE_MS).unref();
      });
      this.#child.once('error', (error) => {
        this.#onLog(Date.now(), `[rehearsal] the runtime process could not be started: ${error.message}`);
        end(null, null);
      });
    });
  }

  #readLines(stream: unknown, maxBytes: number, onLine: (line: string) => void): void {
    if (!(stream instanceof Readable)) return;
    const lines = new LineSplitter(onLine, maxBytes);
    stream.on('data', (chunk: Buffer) => lines.write(chunk));
    stream.on('end', () => lines.end());
    stream.on('error', () => {});
  }

  /** A line of the channel, which the function's code can write to as well: what is no message is told in its log. */
  #receive(line: string): void {
    const message = receivedMessage(line, Date.now());
    if (message === undefined || (message.type === 'ready' && this.#isInvoked)) {
      const text = `[rehearsal] left out what is no message of the runtime: a function must not write to file descriptor ${MESSAGES_FD}, or its process ended halfway: ${line.slice(0, SHOWN_CHARS)}`;
      this.#onLog(Date.now(), text);
      return;
    }
    if (message.type === 'log') {
      this.#onLog(message.timestampMs, message.text);
      return;
    }
    this.#isEnding ||= message.type === 'init-error' || (message.type === 'error' && message.fatal);
    if (message.type !== 'init-error') this.#peakMemoryKb = message.peakMemoryKb;
    this.#waiting.resolve(message);
  }
}

/** As AWS's runtime starts Node: a tenth of the memory for young objects, the rest for the old ones. */
function memoryFlags(memoryMb: number): string[] {
  const youngMb = Math.floor(memoryMb / 10);
  return [`--max-semi-space-size=${Math.floor(youngMb / 2)}`, `--max-old-space-size=${memoryMb - youngMb}`];
}
