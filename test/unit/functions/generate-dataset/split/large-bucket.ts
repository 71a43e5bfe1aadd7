import { expect } from 'chai';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';

/** So long, though a key may be, that 5,400 rows are more than the 5 MiB of a part. */
const LONG = 'x'.repeat(970);
export const IMAGES = 6000;

interface Sent {
  readonly constructor: { readonly name: string };
  readonly input: { readonly Prefix?: string; readonly StartAfter?: string; readonly Delimiter?: string };
}

export const pathsOf = (className: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${className}/${String(index).padStart(6, '0')}-${LONG}.jpg`);

/** Long rows of two classes, and whatever is added to them. */
export function bucketOf(more: readonly string[] = [], images = IMAGES): BucketS3 {
  const train = [...pathsOf('b', images), ...pathsOf('d', 5)];
  const keys = [...train.map((path) => `p/train/${path}`), 'p/test/b/1.jpg', 'p/test/d/1.jpg', ...more];
  return new BucketS3(new Map(keys.map((key) => [key, key])), 1000);
}

/** A sender that may keep an answer back, or change it. */
export function through(
  sender: S3Sender,
  change: (input: Sent['input'], answer: () => Promise<object>) => Promise<object>,
): S3Sender {
  const send = (command: Sent) => change(command.input, async () => sender.send(command as never) as Promise<object>);
  return { send } as unknown as S3Sender;
}

/** The last keys of train/ come when a part of the rows is sent. */
export function lastWhenSent(s3: BucketS3): S3Sender {
  const last = `p/train/${pathsOf('b', IMAGES)[IMAGES - 500]}`;
  return through(s3.sender, async ({ Prefix = '', StartAfter = '' }, answer) => {
    if (Prefix === 'p/train/' && StartAfter >= last)
      await pollUntil('a part of the rows is sent', () => s3.calls.includes('UploadPart') || undefined);
    return answer();
  });
}

/** The rows that are expected, by the obvious way. */
function expectedRows(classes: readonly string[], paths: readonly string[]): string {
  const sorted = paths.toSorted();
  return sorted.map((path, row) => `${row + 1}\t${classes.indexOf(path.split('/')[0] ?? '')}\t${path}\n`).join('');
}

export function check(s3: BucketS3, classes: readonly string[], paths: readonly string[]): void {
  // Not by deep.equal, whose words would be megabytes.
  expect(s3.text('p/train-data.lst') === expectedRows(classes, paths)).to.equal(true);
  expect(s3.uploads.size).to.equal(0);
}

export const TRAIN = [...pathsOf('b', IMAGES), ...pathsOf('d', 5)];
