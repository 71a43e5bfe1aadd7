import { expect } from 'chai';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { EarlyRows } from '../../../../../functions/generate-dataset/split/early-rows.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { SETTINGS } from '../fan-out/fan-out-run.ts';
import { bucketOf, check, IMAGES, lastWhenSent, pathsOf, TRAIN, through } from './large-bucket.ts';

const EVENT = { executionName: 'e' };
/** Too few for a part. */
const FEW = 40;

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

  it('leave nothing behind where the data set is refused', async () => {
    const s3 = bucketOf(['p/test/unknown/1.jpg']);
    expect((await errorOf(generateDataset(lastWhenSent(s3), SETTINGS, EVENT))).name).to.equal('UnknownTestClassError');
    expect(s3.calls).to.include('AbortMultipartUpload');
    expect([...s3.objects.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
  });

  // With rows that are sent in parts: early-rows-again.ltest.ts.
  for (const [what, more] of [
    ['in front of the others', ['p/train/a/notes.txt']],
    ['behind the others', ['p/train/e/notes.txt', 'p/train/.hidden/1.jpg']],
  ] as const) {
    it(`have the right labels where a folder ${what} has no image`, async () => {
      const s3 = bucketOf(more, FEW);
      const { labels } = await generateDataset(s3.sender, SETTINGS, EVENT);
      expect(labels).to.deep.equal({ b: 0, d: 1 });
      check(s3, ['b', 'd'], [...pathsOf('b', FEW), ...pathsOf('d', 5)]);
    });
  }

  it('leave nothing behind where the listing of few keys fails', async () => {
    const s3 = bucketOf([], FEW);
    const sender = through(s3.sender, async ({ Prefix = '', Delimiter }, answer) => {
      if (Prefix !== 'p/train/' || Delimiter !== undefined) return answer();
      throw Object.assign(new Error('Access Denied'), { name: 'AccessDenied' });
    });
    expect((await errorOf(generateDataset(sender, SETTINGS, EVENT))).name).to.equal('DatasetStorageError');
    expect([...s3.objects.keys(), ...s3.uploads.keys()]).to.deep.equal([]);
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
