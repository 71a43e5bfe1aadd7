import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { expect } from 'chai';
import { DatasetStorageError } from '../../../../../functions/generate-dataset/errors.ts';
import { withTemporaryFolder } from '../../../../../functions/generate-dataset/storage/temporary-folder.ts';
import { errorOf } from '../../../../support/error-of.ts';

describe('the temporary folder', () => {
  const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });

  it('is said to be full, and which setting makes it larger, whatever was being done', async () => {
    for (const error of [full, new DatasetStorageError('listing s3://b/p/train/', full)]) {
      let used = '';
      const { name, message } = await errorOf(
        withTemporaryFolder(async (folder) => {
          used = folder;
          throw error;
        }),
      );
      expect(name).to.equal('TemporaryStorageError');
      expect(message).to.equal(
        `the temporary folder ${tmpdir()} is full, in which the function keeps rows until they are written: raise functionStorageMb (100 for each million images, more where keys are long), or set fanOut to auto`,
      );
      expect([used === '', existsSync(used)]).to.deep.equal([false, false]);
    }
  });

  it('leaves other errors as they are', async () => {
    const error = new DatasetStorageError('listing s3://b/p/train/', new Error('no'));
    expect(await errorOf(withTemporaryFolder(() => Promise.reject(error)))).to.equal(error);
  });
});
