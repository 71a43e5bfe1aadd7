import { fork } from 'node:child_process';
import { join } from 'node:path';
import { UserError } from '../emulators/core/user-error.ts';
import { AWS_FACTS } from './plan/aws-facts.ts';
import type { Operation } from './plan/operation.ts';
import type { ProviderFacts } from './plan/provider-facts.ts';
import type { PlanQuestion } from './program-runs.ts';
import type { ProgramSnapshot, ResourceSnapshot } from './program-snapshot.ts';
import type { RecorderAnswer } from './recorder-process.ts';

const RECORDER = join(import.meta.dirname, 'recorder-process.ts');
const DEADLINE_MS = 60_000;
/** Whatever else is set, credentials among it, a program of a pull request must not see. */
const PASSED_ON = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'TMP', 'SystemRoot', 'LANG', 'NODE_COMPILE_CACHE'];
const LAST_OUTPUT_CHARACTERS = 2000;

/** A program that could not be run; the message is its own, with paths below its folder. */
export class ProgramError extends UserError {
  constructor(message: string) {
    super('ProgramError', message);
  }
}

/** Runs the program in `folder` with a stack's configuration in a process of its own, without credentials, engine or provider. */
export async function recordTree(folder: string, stack: string): Promise<ProgramSnapshot> {
  const answer = await recorderAnswer(folder, [stack]);
  if ('snapshot' in answer) return answer.snapshot;
  throw new Error(`the recorder answered with ${Object.keys(answer).join()}`);
}

/**
 * What Pulumi's engine would do with the program in `folder` where a stack is as `state` says. The program runs as in Pulumi's
 * preview: what is not made yet is not known.
 */
export async function planTree(
  folder: string,
  stack: string,
  state: readonly ResourceSnapshot[],
  facts: ProviderFacts = AWS_FACTS,
): Promise<readonly Operation[]> {
  const answer = await recorderAnswer(folder, [stack, 'plan'], { state, facts });
  if ('operations' in answer) return answer.operations;
  throw new Error(`the recorder answered with ${Object.keys(answer).join()}`);
}

type Answered = Exclude<RecorderAnswer, { readonly error: string }>;

function recorderAnswer(folder: string, options: readonly string[], question?: PlanQuestion): Promise<Answered> {
  const environment = PASSED_ON.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]]));
  const child = fork(RECORDER, [folder, ...options], {
    cwd: folder,
    env: Object.fromEntries(environment),
    execArgv: [],
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (data) => (printed += data));
  return new Promise((resolve, reject) => {
    const fail = (text: string) => reject(new ProgramError(withoutFolder(text, folder)));
    child.once('message', (message) => {
      const answer = message as RecorderAnswer;
      if ('error' in answer) fail(answer.error);
      else resolve(answer);
    });
    child.once('error', reject);
    child.once('close', (code, signal) =>
      fail(`${howEnded(code, signal)}\n${printed.slice(-LAST_OUTPUT_CHARACTERS)}`.trim()),
    );
    if (question !== undefined) child.send(question, (error) => error !== null && reject(error));
  });
}

function howEnded(code: number | null, signal: string | null): string {
  if (signal === 'SIGKILL') return `the program was ended since it ran for more than ${DEADLINE_MS / 1000} s`;
  return `the program ended by itself (${signal ?? `exit status ${code}`}) before it had registered its resources`;
}

function withoutFolder(text: string, folder: string): string {
  return text.replaceAll(`file://${folder}/`, '').replaceAll(`${folder}/`, '');
}
