import { expect } from 'chai';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { EarlyRows } from '../../../../../functions/generate-dataset/split/early-rows.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';
import { SETTINGS } from '../fan-out/fan-out-run.ts';

const EVENT = { executionName: 'e' };
/** So long, though a key may be, that 5,400 rows are more than the 5 MiB of a part. */
const LONG = 'x'.repeat(970);
const IMAGES = 6000;

interface Sent {
  readonly constructor: { readonly name: string };
  readonly input: { readonly Prefix?: string; readonly StartAfter?: string; readonly Delimiter?: string };
}

const pathsOf = (className: string, count: number) =>
  Array.from({ length: count }, (_, index) => `${className}/${String(index).padStart(6, '0')}-${LONG}.jpg`);

/** Long rows of two classes, and whatever is added to them. */
function bucketOf(more: readonly string[] = []): BucketS3 {
  const train = [...pathsOf('b', IMAGES), ...pathsOf('d', 5)];
  const keys = [...train.map((path) => `p/train/${path}`), 'p/test/b/1.jpg', 'p/test/d/1.jpg', ...more];
  return new BucketS3(new Map(keys.map((key) => [key, key])), 1000);
}

/** A sender that may keep an answer back, or change it. */
function through(
  sender: S3Sender,
  change: (input: Sent['input'], answer: () => Promise<object>) => Promise<object>,
): S3Sender {
  const send = (command: Sent) => change(command.input, async () => sender.send(command as never) as Promise<object>);
  return { send } as unknown as S3Sender;
}

/** The last keys of train/ come when a part of the rows is sent. */
function lastWhenSent(s3: BucketS3): S3Sender {
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

function check(s3: BucketS3, classes: readonly string[], paths: readonly string[]): void {
  // Not by deep.equal, whose words would be megabytes.
  expect(s3.text('p/train-data.lst') === expectedRows(classes, paths)).to.equal(true);
  expect(s3.uploads.size).to.equal(0);
}

const TRAIN = [...pathsOf('b', IMAGES), ...pathsOf('d', 5)];

describe('rows of a data set that is being listed', () => {
  it('are sent before the last keys have come', async () => {
    const s3 = bucketOf();
    const last = `p/train/${pathsOf('b', IMAGES)[IMAGES - 500]}`;
    let sentBefore = 0;
    const sender = through(s3.sender, async ({ Prefix = '', StartAfter = '' }, answer) => {
      if (Prefix === 'p/train/' && StartAfter >= last) {
        await pollUntil('a part of the rows is sent', () => s3.calls.includes('UploadPart') || undefined);
        sentBefore += 1;
      }
      return answer();
    });
    await generateDataset(sender, SETTINGS, EVENT);
    expect(sentBefore).to.be.greaterThan(0);
    check(s3, ['b', 'd'], TRAIN);
    // Once, and not again when the labels were known.
    expect(s3.calls.filter((call) => call === 'CreateMultipartUpload')).to.have.length(1);
  });

  it('are sent again where a class has come that had no folder before', async () => {
    const s3 = bucketOf(['p/train/c/1.jpg']);
    const sender = through(lastWhenSent(s3), async ({ Delimiter }, answer) => {
      const given = (await answer()) as { readonly CommonPrefixes?: readonly { readonly Prefix: string }[] };
      if (Delimiter === undefined || given.CommonPrefixes === undefined) return given;
      return { ...given, CommonPrefixes: given.CommonPrefixes.filter(({ Prefix }) => !Prefix.endsWith('c%2F')) };
    });
    const { labels } = await generateDataset(sender, SETTINGS, EVENT);
    expect(labels).to.deep.equal({ b: 0, c: 1, d: 2 });
    check(s3, ['b', 'c', 'd'], [...TRAIN, 'c/1.jpg']);
    expect(s3.calls).to.include('AbortMultipartUpload');
  });

  it('are sent again where a folder has no image, so that the labels behind it are others', async () => {
    const s3 = bucketOf(['p/train/a/notes.txt']);
    const { labels } = await generateDataset(lastWhenSent(s3), SETTINGS, EVENT);
    expect(labels).to.deep.equal({ b: 0, d: 1 });
    check(s3, ['b', 'd'], TRAIN);
    expect(s3.calls).to.include('AbortMultipartUpload');
  });

  it('go on as they are where such a folder is the last one', async () => {
    const s3 = bucketOf(['p/train/e/notes.txt', 'p/train/.hidden/1.jpg']);
    await generateDataset(s3.sender, SETTINGS, EVENT);
    check(s3, ['b', 'd'], TRAIN);
    expect(s3.calls).not.to.include('AbortMultipartUpload');
  });

  it('leave nothing behind where the data set is refused', async () => {
    const s3 = bucketOf(['p/test/unknown/1.jpg']);
    expect((await errorOf(generateDataset(lastWhenSent(s3), SETTINGS, EVENT))).name).to.equal('UnknownTestClassError');
    expect(s3.calls).to.include('AbortMultipartUpload');
    expect([...s3.objects.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
  });

  it('leave nothing behind where the listing fails in the middle', async () => {
    const s3 = bucketOf();
    const last = `p/train/${pathsOf('b', IMAGES)[IMAGES - 500]}`;
    const sender = through(s3.sender, async ({ Prefix = '', StartAfter = '' }, answer) => {
      if (Prefix !== 'p/train/' || StartAfter < last) return answer();
      await pollUntil('a part of the rows is sent', () => s3.calls.includes('UploadPart') || undefined);
      throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    });
    const { name, message } = await errorOf(generateDataset(sender, SETTINGS, EVENT));
    expect(`${name}: ${message}`).to.equal(
      'DatasetStorageError: listing s3://b/p/train/ failed: AccessDenied: Access Denied',
    );
    expect([...s3.objects.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
  });

  it('are sent again where sending them early has failed', async () => {
    const s3 = bucketOf();
    let failures = 1;
    s3.failure = (name) => {
      if (name !== 'UploadPart' || failures === 0) return undefined;
      failures -= 1;
      return Object.assign(new Error('Please reduce your request rate.'), { name: 'SlowDown' });
    };
    await generateDataset(s3.sender, SETTINGS, EVENT);
    check(s3, ['b', 'd'], TRAIN);
  });

  it('are sent no further when the labels turn out to be others', async () => {
    const sent: string[] = [];
    const early = new EarlyRows(
      async (_split, text) => {
        for await (const rows of text) sent.push(rows);
        return { commit: async () => undefined, abort: async () => undefined };
      },
      async () => new Map([['a', 0]]),
    );
    const more = Promise.withResolvers<void>();
    const paths = async function* () {
      yield ['a/1.jpg'];
      await more.promise;
      yield ['a/2.jpg'];
    };
    early.begin('train', paths(), 'p/train/', Promise.resolve(['p/train/a/']));
    early.begin('test', paths(), 'p/test/', Promise.resolve(['p/test/a/']));
    await pollUntil('the first rows are sent', () => sent.length === 2 || undefined);
    const taken = early.take(new Map([['a', 1]]));
    more.resolve();
    expect(await taken).to.equal(undefined);
    expect(sent).to.deep.equal(['1\t0\ta/1.jpg\n', '1\t0\ta/1.jpg\n']);
  });
});
