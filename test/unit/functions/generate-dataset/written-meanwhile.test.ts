import { expect } from 'chai';
import type { GenerateDatasetResult } from '../../../../functions/generate-dataset/dataset-result.ts';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { labelsFile } from '../../../../functions/generate-dataset/labels/stored-labels.ts';
import { pollUntil } from '../../../support/poll-until.ts';
import { BucketS3 } from './fan-out/bucket-s3.ts';
import { runFannedOut, SETTINGS } from './fan-out/fan-out-run.ts';
import { HandledS3 } from './handled-s3.ts';

const BEFORE = '2026-01-31T12:00:00.000Z';
const BEGUN = 'Sat, 31 Jan 2026 12:00:00 GMT';
const LATER = 'Sat, 31 Jan 2026 12:00:09 GMT';
const AFTER = '2026-01-31T12:00:01.000Z';
const EVENT = { executionName: 'e' };

const IMAGES = {
  'p/train/a/1.jpg': BEFORE,
  // Some services give parts of a second, and the Date header has none.
  'p/train/a/2.jpg': '2026-01-31T12:00:00.999Z',
  'p/train/b/1.jpg': AFTER,
  'p/train/b/notes.txt': AFTER,
  'p/test/a/1.jpg': BEFORE,
  'p/test/b/1.jpg': BEFORE,
};

const WARNING =
  '1 image was written while the data set was listed, so that its rows may not be those of any one moment: "p/train/b/1.jpg"; start another run when the upload is complete';

function s3Of(images: Readonly<Record<string, string>>, dates: readonly string[]): HandledS3 {
  return new HandledS3(images, dates);
}

describe('images that are written while they are listed', () => {
  it('are counted by the clock of the server, from its first answer on, and named', async () => {
    const s3 = s3Of(IMAGES, [BEGUN, ...Array.from({ length: 20 }, () => LATER)]);
    const { warnings } = await generateDataset(s3.client, SETTINGS, EVENT);
    expect(warnings).to.deep.equal([WARNING]);
    expect(JSON.parse(String(s3.objects.get('p/dataset-report.json'))).warnings).to.deep.equal([WARNING]);
  });

  it('are named up to the third one, training images first', async () => {
    const late = ['p/test/b/3.jpg', ...[3, 4, 5].map((number) => `p/train/a/${number}.jpg`)];
    const s3 = s3Of({ ...IMAGES, ...Object.fromEntries(late.map((key) => [key, AFTER])) }, [BEGUN]);
    const { warnings } = await generateDataset(s3.client, SETTINGS, EVENT);
    expect(warnings).to.deep.equal([
      '5 images were written while the data set was listed, so that its rows may not be those of any one moment: "p/train/a/3.jpg", "p/train/a/4.jpg", "p/train/a/5.jpg", ...; start another run when the upload is complete',
    ]);
  });

  it('are none where all were there, or where the server gives no time', async () => {
    for (const dates of [[LATER], [], ['yesterday']]) {
      const { warnings } = await generateDataset(s3Of(IMAGES, dates).client, SETTINGS, EVENT);
      expect(warnings).to.deep.equal([]);
    }
  });

  it('are those since the first function began where several list', async () => {
    const s3 = s3Of(IMAGES, [BEGUN, ...Array.from({ length: 200 }, () => LATER)]);
    const { result } = await runFannedOut(s3.client, EVENT, 1);
    expect(result.warnings).to.deep.equal([WARNING]);
  });

  it('are counted on both sides of an automatic split', async () => {
    const images = Object.fromEntries(
      ['a', 'b'].flatMap((name) => Array.from({ length: 20 }, (_, n) => [`p/images/${name}/${n}.jpg`, AFTER])),
    );
    const { warnings } = await generateDataset(s3Of(images, [BEGUN]).client, SETTINGS, {
      ...EVENT,
      split: { validationFraction: 0.3 },
    });
    expect(warnings.map((warning) => warning.split(',')[0])).to.deep.equal([
      '40 images were written while the data set was listed',
    ]);
  });
});

describe('labels of a model that another run saves meanwhile', () => {
  const KEY = 'p/labels.json';
  const saved = () => {
    const training = { executionName: 'other', contentHash: 'hash', requestHash: 'request', modelName: 'model' };
    const labels = new Map([
      ['b', 0],
      ['a', 1],
    ]);
    return Buffer.from(JSON.stringify(labelsFile({ bucket: 'b', key: KEY }, 'p', { labels, training })));
  };

  /** The labels are saved when test/ is listed, so much later than they were first looked up. */
  async function labelsWhenSaved(listingMs: number): Promise<GenerateDatasetResult['labels']> {
    const s3 = new BucketS3(new Map(Object.keys(IMAGES).map((key) => [key, key])), 1000);
    const now = Date.now;
    s3.before = async (name, key) => {
      if (name !== 'ListObjectsV2' || key !== 'p/test/' || s3.objects.has(KEY)) return;
      await pollUntil('the labels are looked up', () => s3.calls.length > 3 || undefined);
      s3.objects.set(KEY, saved());
      Date.now = () => now() + listingMs;
    };
    try {
      return (await generateDataset(s3.sender, SETTINGS, EVENT)).labels;
    } finally {
      Date.now = now;
    }
  }

  it('are those of the run, where the listing took its time', async () => {
    expect(await labelsWhenSaved(2000)).to.deep.equal({ b: 0, a: 1 });
  });
});
