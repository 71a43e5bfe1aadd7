import { expect } from 'chai';
import { generateDataset } from '../../../../functions/generate-dataset/generate-dataset.ts';
import { BucketS3 } from './fan-out/bucket-s3.ts';
import { runFannedOut, SETTINGS } from './fan-out/fan-out-run.ts';

const EVENT = { executionName: 'e' };
const IMAGES = ['train/a/1.jpg', 'train/a/2.jpg', 'train/b/1.jpg', 'test/a/1.jpg', 'test/b/1.jpg'];
const CLASSES = new Map([
  ['p/train/a/2.jpg', 'DEEP_ARCHIVE'],
  ['p/train/b/1.jpg', 'GLACIER_IR'],
  ['p/test/a/1.jpg', 'GLACIER'],
  ['p/test/b/1.jpg', 'INTELLIGENT_TIERING'],
]);

function bucket(): BucketS3 {
  const s3 = new BucketS3(new Map(IMAGES.map((path) => [`p/${path}`, path])), 2);
  s3.storageClass = (key) => CLASSES.get(key) ?? 'STANDARD';
  return s3;
}

describe('images in an archive', () => {
  it('are rows as the others, and named in a warning, by one function and by several', async () => {
    const alone = await generateDataset(bucket().sender, SETTINGS, EVENT);
    expect(alone.num_training_samples).to.equal(3);
    expect(alone.warnings).to.deep.equal([
      '2 images are archived (GLACIER or DEEP_ARCHIVE), which SageMaker cannot download unless they are restored at the moment: "p/train/a/2.jpg", "p/test/a/1.jpg"',
    ]);
    expect((await runFannedOut(bucket().sender, EVENT, 1)).result.warnings).to.deep.equal(alone.warnings);
  });
});
