import { expect } from 'chai';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { SETTINGS } from '../fan-out/fan-out-run.ts';
import { bucketOf, check, IMAGES, lastWhenSent, pathsOf, TRAIN, through } from './large-bucket.ts';

const EVENT = { executionName: 'e' };

describe('rows of a data set that is being listed', () => {
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
});
