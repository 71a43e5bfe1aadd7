/**
 * A training process that speaks the protocol and learns nothing. The hyperparameter `fake` says how it behaves:
 * `finish` (default), `wait` for SIGTERM and then save, `stubborn` against SIGTERM, `crash`, `customer-error`, `noise`, `no-model`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JobSpec, TrainingEvent } from '../../../../../emulators/image-classification/protocol.ts';

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  const spec = JSON.parse(line) as JobSpec;
  lines.once('close', () => leaveWithParent(spec));
  behave(spec);
});

/** The end of standard input is the parent's end: nothing is left to train for. The file shows a test that it was noticed. */
function leaveWithParent(spec: JobSpec): void {
  writeFileSync(join(spec.workFolder, 'parent-gone'), '');
  process.exit(3);
}

function say(event: TrainingEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function behave(spec: JobSpec): void {
  const way = spec.hyperParameters['fake'] ?? 'finish';
  if (way === 'crash') {
    process.stderr.write('segmentation fault, as it were\n');
    process.exit(134);
  }
  say({ type: 'phase', phase: 'Downloading' });
  if (way === 'customer-error') {
    const message = 'The number of input images must be bigger or equal to the mini_batch_size.';
    process.stdout.write('', () => say({ type: 'failed', kind: 'customer', message }));
    setImmediate(() => process.exit(2));
    return;
  }
  if (way === 'noise') process.stdout.write('{"type":"epoch"}\nnot json\n{broken\n');
  say({ type: 'phase', phase: 'Training' });
  say({ type: 'log', line: `seed ${spec.seed} key ${spec.s3.accessKeyId} channels ${spec.channels.length}` });
  // Before the first epoch: a fault may stop the job at its end.
  if (way === 'wait') process.once('SIGTERM', () => finish(spec, true));
  else if (way === 'stubborn') process.on('SIGTERM', () => undefined);
  sayEpoch(0);
  if (way === 'wait' || way === 'stubborn') return;
  if (way === 'no-model') end({ type: 'finished', modelFile: join(spec.workFolder, 'absent'), stopped: false });
  else finish(spec, false);
}

function sayEpoch(epoch: number): void {
  say({
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

function finish(spec: JobSpec, stopped: boolean): void {
  const modelFile = join(spec.workFolder, 'model.tar.gz');
  writeFileSync(modelFile, `model of ${spec.trainingJobName}`);
  end({ type: 'finished', modelFile, stopped });
}

function end(event: TrainingEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`, () => process.exit(0));
}
