import type { JobSpec } from '../../../image-classification/protocol.ts';
import type { JobEnd } from '../training-job-record.ts';
import type { ProcessEnd, StartAlgorithm } from './algorithm-process.ts';
import { artifactUri, uploadArtifact } from './artifact-upload.ts';
import type { AttemptJob, PendingAttempt, ReadyAttempt, RunningAttempt, UnsavedModel } from './attempt.ts';
import { crashFailure, reportedFailure } from './failure-reason.ts';
import { JobProgress } from './job-progress.ts';
import { jobSpec } from './job-spec.ts';
import { makeWorkFolder, removeWorkFolder } from './work-folder.ts';

/** An attempt with the built-in algorithm. */
export class BuiltInAttempt implements PendingAttempt {
  readonly #job: AttemptJob;
  readonly #startAlgorithm: StartAlgorithm;

  constructor(job: AttemptJob, startAlgorithm: StartAlgorithm) {
    this.#job = job;
    this.#startAlgorithm = startAlgorithm;
  }

  async prepare(): Promise<ReadyAttempt> {
    const { name, store, role, folder, checkpoints } = this.#job;
    await makeWorkFolder(folder);
    await checkpoints?.restore();
    const spec = jobSpec(store.require(name), (await role.clients()).access, folder);
    return { start: (afterEpoch) => startOn(this.#job, this.#startAlgorithm, spec, afterEpoch) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await removeWorkFolder(this.#job.folder);
  }
}

function startOn(
  job: AttemptJob,
  startAlgorithm: StartAlgorithm,
  spec: JobSpec,
  afterEpoch: () => void,
): RunningAttempt {
  const { name, store, log, checkpoints } = job;
  const progress = new JobProgress(store, name, log, () => {
    // A failure is thrown by the last copying.
    checkpoints?.save().catch(() => undefined);
    afterEpoch();
  });
  const algorithm = startAlgorithm(spec, progress);
  return {
    terminate: (graceMs) => algorithm.terminate(graceMs),
    ended: algorithm.ended.then((end) => ({
      state: 'finished',
      saveCheckpoints: async () => checkpoints?.save(),
      outcome: () => outcomeOf(job, end, progress),
    })),
  };
}

function outcomeOf(
  job: AttemptJob,
  end: ProcessEnd,
  { failed, finished, lastLine }: JobProgress,
): JobEnd | UnsavedModel {
  const { stop } = job;
  // When the emulator closes, S3 may be gone already: nothing is uploaded, so that nothing is left half-written.
  if (stop.cause === 'emulator closes') return { status: 'Stopped' };
  if (finished !== undefined) return { upload: () => upload(job, finished.modelFile) };
  if (stop.cause !== undefined) return stop.endWithoutModel();
  if (failed !== undefined) return { status: 'Failed', failureReason: reportedFailure(failed) };
  return { status: 'Failed', failureReason: crashFailure(end, lastLine) };
}

async function upload({ name, store, stop, role }: AttemptJob, modelFile: string): Promise<JobEnd> {
  const artifact = artifactUri(store.require(name).request, name);
  store.enter(name, 'Uploading');
  await uploadArtifact(await role.clients(), modelFile, artifact);
  return { status: stop.endWithModel(), artifact };
}
