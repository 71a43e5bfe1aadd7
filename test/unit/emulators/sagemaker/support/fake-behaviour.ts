import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JobSpec, TrainingEvent } from '../../../../../emulators/image-classification/protocol.ts';

/** Where a fake training is: a process, or the tests' own. */
export interface FakeStage {
  write(text: string): void;
  /** Once what was written is out. */
  end(exitCode: number): void;
  onTerminate(stop: () => void): void;
}

/** How the hyperparameter `fake` says that the training behaves. */
export function wayOf(spec: JobSpec): string {
  return spec.hyperParameters['fake'] ?? 'finish';
}

/** Speaks the protocol and learns nothing. */
export function behave(spec: JobSpec, stage: FakeStage): void {
  const way = wayOf(spec);
  say(stage, { type: 'phase', phase: 'Downloading' });
  if (way === 'customer-error') {
    const message = 'The number of input images must be bigger or equal to the mini_batch_size.';
    say(stage, { type: 'failed', kind: 'customer', message });
    stage.end(2);
    return;
  }
  if (way === 'noise') stage.write('{"type":"epoch"}\nnot json\n{broken\n');
  say(stage, { type: 'phase', phase: 'Training' });
  const line = `seed ${spec.seed} key ${spec.s3.accessKeyId} channels ${spec.channels.length}`;
  say(stage, { type: 'log', line });
  // Before the first epoch: a fault may stop the job at its end.
  if (way === 'wait') stage.onTerminate(() => finish(spec, stage, true));
  else if (way === 'stubborn') stage.onTerminate(() => undefined);
  sayEpoch(stage, 0);
  if (way === 'wait' || way === 'stubborn') return;
  if (way === 'no-model') end(stage, { type: 'finished', modelFile: join(spec.workFolder, 'absent'), stopped: false });
  else finish(spec, stage, false);
}

function say(stage: FakeStage, event: TrainingEvent): void {
  stage.write(`${JSON.stringify(event)}\n`);
}

function sayEpoch(stage: FakeStage, epoch: number): void {
  say(stage, {
    type: 'epoch',
    epoch,
    epochs: 1,
    trainAccuracy: 0.75,
    validationAccuracy: 0.5,
    trainCrossEntropy: 1,
    imagesPerSecond: 120.5,
    timestampMs: 1_700_000_000_000,
  });
}

function finish(spec: JobSpec, stage: FakeStage, stopped: boolean): void {
  const modelFile = join(spec.workFolder, 'model.tar.gz');
  writeFileSync(modelFile, `model of ${spec.trainingJobName}`);
  end(stage, { type: 'finished', modelFile, stopped });
}

function end(stage: FakeStage, event: TrainingEvent): void {
  say(stage, event);
  stage.end(0);
}
