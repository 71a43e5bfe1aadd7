import { PassThrough } from 'node:stream';
import { EventWriter } from '../../../emulators/image-classification/event-writer.ts';
import type { JobSpec } from '../../../emulators/image-classification/protocol.ts';
import { runTrainingJob } from '../../../emulators/image-classification/training-job.ts';
import {
  type ProcessEnd,
  type RunningAlgorithm,
  type TrainingOutput,
  takeEvents,
} from '../../../emulators/sagemaker/training-jobs/run/algorithm-process.ts';

/** The built-in algorithm without a process of its own, which takes longer to start than a tiny job takes to run. */
export function algorithmInProcess(spec: JobSpec, output: TrainingOutput): RunningAlgorithm {
  const stop = new AbortController();
  return { ended: run(spec, output, stop.signal), terminate: () => stop.abort() };
}

async function run(spec: JobSpec, output: TrainingOutput, signal: AbortSignal): Promise<ProcessEnd> {
  const pipe = new PassThrough();
  const taken = takeEvents(pipe, output);
  const events = new EventWriter(pipe);
  events.write(await runTrainingJob(spec, events, signal));
  pipe.end();
  await taken;
  return { exitCode: 0, signal: null };
}
