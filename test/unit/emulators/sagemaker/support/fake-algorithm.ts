import { PassThrough } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { JobSpec } from '../../../../../emulators/image-classification/protocol.ts';
import {
  algorithmProcess,
  type ProcessEnd,
  type RunningAlgorithm,
  type TrainingOutput,
  takeEvents,
} from '../../../../../emulators/sagemaker/training-jobs/run/algorithm-process.ts';
import { behave, wayOf } from './fake-behaviour.ts';

const FAKE_TRAINING = fileURLToPath(new URL('./fake-training.ts', import.meta.url));
/** What only a process can do: die, outlive SIGTERM, and end by itself in the middle. */
const OF_PROCESSES: readonly string[] = ['crash', 'stubborn', 'customer-error', 'noise'];

const inProcessOfItsOwn = algorithmProcess({ command: process.execPath, args: [FAKE_TRAINING] });

/** The fake training, in the tests' own process where it has no need of another, which takes 0.08 s. */
export function fakeAlgorithm(spec: JobSpec, output: TrainingOutput): RunningAlgorithm {
  if (OF_PROCESSES.includes(wayOf(spec))) return inProcessOfItsOwn(spec, output);
  const pipe = new PassThrough();
  const terminated = Promise.withResolvers<void>();
  const exit = Promise.withResolvers<number>();
  const taken = takeEvents(pipe, output);
  setImmediate(() =>
    behave(spec, {
      write: (text) => pipe.write(text),
      end: (exitCode) => pipe.end(() => exit.resolve(exitCode)),
      onTerminate: (stop) => terminated.promise.then(stop),
    }),
  );
  return { ended: endOf(exit.promise, taken), terminate: () => terminated.resolve() };
}

async function endOf(exit: Promise<number>, taken: Promise<void>): Promise<ProcessEnd> {
  await taken;
  return { exitCode: await exit, signal: null };
}
