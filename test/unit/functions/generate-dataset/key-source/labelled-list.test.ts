import { expect } from 'chai';
import type { GenerateDatasetEvent } from '../../../../../functions/generate-dataset/event.ts';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';
import { csv, REPORT } from './list-run.ts';
import { ListStore } from './list-store.ts';
import { object } from './written-lists.ts';

const SETTINGS = { bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' };
const LABELS = { path: 'labels.csv', severalLabels: false };

/** Rows of a data set whose images have their labels by a file, and are listed by pages or in a written list. */
async function rows(folders: readonly string[], event: Partial<GenerateDatasetEvent>): Promise<readonly string[]> {
  const keys = folders.flatMap((folder) => Array.from({ length: 12 }, (_, index) => `p/${folder}/${index}.jpg`));
  const bucket = new BucketS3(new Map(keys.map((key) => [key, key])), 1000);
  const store = new ListStore(bucket.sender);
  for (const [key, bytes] of csv(keys.map((key) => object(key, key)))) store.objects.set(key, bytes);
  const lines = keys.map((key, index) => `${key.slice(2)},${index % 2 === 0 ? 'cat' : 'dog'}\n`);
  bucket.objects.set('p/labels.csv', Buffer.from(lines.join('')));
  await generateDataset(store.sender, SETTINGS, { executionName: 'e', labelsFile: LABELS, ...event });
  return ['train', 'test'].map((split) => bucket.text(`p/${split}-data.lst`) ?? '');
}

describe('images with labels of a file, in a written list', () => {
  it('have the rows that they have by pages, in folders for train and test', async () => {
    const listed = await rows(['train', 'test'], { keySource: REPORT });
    expect(listed).to.deep.equal(await rows(['train', 'test'], {}));
    expect(listed[0]?.split('\n').slice(0, 3)).to.deep.equal(['1\t0\t0.jpg', '2\t1\t1.jpg', '3\t0\t10.jpg']);
  });

  it('have the rows that they have by pages, in one folder that is divided', async () => {
    const split = { validationFraction: 0.25 };
    const listed = await rows(['images'], { split, keySource: REPORT });
    expect(listed).to.deep.equal(await rows(['images'], { split }));
    expect(listed.join('').split('\n')).to.have.length(13);
  });
});
