import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import type { JobSpec, TrainingEvent } from '../../../image-classification/protocol.ts';
import { parseTrainingEvent } from './training-event.ts';

export interface TrainingCommand {
  readonly command: string;
  readonly args: readonly string[];
}

/** The built-in algorithm at work on one job. */
export interface RunningAlgorithm {
  readonly ended: Promise<ProcessEnd>;
  /** Asks it to stop and to keep what it has; it is killed when it has not ended after `graceMs`. */
  terminate(graceMs: number): void;
}

export type StartAlgorithm = (spec: JobSpec, output: TrainingOutput) => RunningAlgorithm;

export interface TrainingOutput {
  onEvent(event: TrainingEvent): void;
  /** A line that is no event: stray output or standard error. */
  onLine(line: string): void;
}

export interface ProcessEnd {
  readonly exitCode: number | null;
  readonly signal: NodeJS.Signals | null;
  /** Set when the process could not be started at all. */
  readonly startError?: Error;
}

const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'LANG', 'SystemRoot', 'NODE_COMPILE_CACHE'];

/** Runs every job in a process of its own. */
export function algorithmProcess(command: TrainingCommand): StartAlgorithm {
  return (spec, output) => new AlgorithmProcess(command, spec, output);
}

/** A running training process: it gets the job on standard input, which stays open as the sign that its parent lives. */
class AlgorithmProcess implements RunningAlgorithm {
  readonly ended: Promise<ProcessEnd>;
  readonly #child: ChildProcess;
  #killTimer: NodeJS.Timeout | undefined;

  constructor(command: TrainingCommand, spec: JobSpec, output: TrainingOutput) {
    // In a process group of its own, so that Ctrl-C in a terminal reaches the emulator only, which then stops the job in order.
    const child = spawn(command.command, command.args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      env: passedOnEnvironment(),
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    this.ended = this.#watch(child.stdout, child.stderr, output);
    // A child that dies at once breaks the pipe; its exit gives the reason.
    child.stdin.on('error', () => undefined);
    child.stdin.write(`${JSON.stringify(spec)}\n`);
  }

  terminate(graceMs: number): void {
    this.#child.kill('SIGTERM');
    clearTimeout(this.#killTimer);
    this.#killTimer = setTimeout(() => this.#child.kill('SIGKILL'), graceMs);
  }

  async #watch(stdout: Readable, stderr: Readable, output: TrainingOutput): Promise<ProcessEnd> {
    const ended = new Promise<ProcessEnd>((resolve) => {
      this.#child.once('error', (startError) => resolve({ exitCode: null, signal: null, startError }));
      this.#child.once('close', (exitCode, signal) => resolve({ exitCode, signal }));
    });
    const lines = Promise.all([takeEvents(stdout, output), eachLine(stderr, (line) => output.onLine(line))]);
    // What it says can no longer be taken in (a full disk, say): let it not train on for nothing. The error comes out below.
    lines.catch(() => this.#child.kill('SIGKILL'));
    const end = await ended;
    clearTimeout(this.#killTimer);
    this.#child.stdin?.destroy();
    if (end.startError === undefined) await lines;
    return end;
  }
}

/** What the algorithm writes, event by event. */
export function takeEvents(stream: Readable, output: TrainingOutput): Promise<void> {
  return eachLine(stream, (line) => takeLine(line, output));
}

function takeLine(line: string, output: TrainingOutput): void {
  const event = parseTrainingEvent(line);
  if (event === undefined) output.onLine(line);
  else output.onEvent(event);
}

async function eachLine(stream: Readable, use: (line: string) => void): Promise<void> {
  for await (const line of createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY })) use(line);
}

/** The emulator's own credentials and Node options are none of the job's business. */
function passedOnEnvironment(): NodeJS.ProcessEnv {
  return Object.fromEntries(
    PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])),
  );
}
