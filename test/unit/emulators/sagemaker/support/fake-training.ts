/**
 * A training process that speaks the protocol and learns nothing. The hyperparameter `fake` says how it behaves:
 * `finish` (default), `wait` for SIGTERM and then save, `stubborn` against SIGTERM, `crash`, `customer-error`, `noise`, `no-model`.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { JobSpec } from '../../../../../emulators/image-classification/protocol.ts';
import { behave, type FakeStage, wayOf } from './fake-behaviour.ts';

const STAGE: FakeStage = {
  write: (text) => process.stdout.write(text),
  end: (exitCode) => process.stdout.write('', () => process.exit(exitCode)),
  onTerminate: (stop) => process.on('SIGTERM', stop),
};

const lines = createInterface({ input: process.stdin });
lines.once('line', (line) => {
  const spec = JSON.parse(line) as JobSpec;
  lines.once('close', () => leaveWithParent(spec));
  if (wayOf(spec) === 'crash') crash();
  behave(spec, STAGE);
});

/** The end of standard input is the parent's end: nothing is left to train for. The file shows a test that it was noticed. */
function leaveWithParent(spec: JobSpec): void {
  writeFileSync(join(spec.workFolder, 'parent-gone'), '');
  process.exit(3);
}

function crash(): never {
  process.stderr.write('segmentation fault, as it were\n');
  process.exit(134);
}
