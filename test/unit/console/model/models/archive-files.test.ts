import { buffer } from 'node:stream/consumers';
import { expect } from 'chai';
import { pack } from 'tar-stream';
import { archiveFiles } from '../../../../../console/model/models/archive-files.ts';

describe('the files of an archive', () => {
  it('are those that tar-stream has packed, with their sizes, folders left out', async () => {
    const archive = pack();
    archive.entry({ name: 'model.params' }, Buffer.alloc(1500));
    archive.entry({ name: 'folder/', type: 'directory' });
    archive.entry({ name: 'folder/shapes.json' }, '{}');
    archive.entry({ name: 'empty' }, '');
    archive.finalize();
    expect(archiveFiles(await buffer(archive))).to.deep.equal([
      { name: 'model.params', bytes: 1500 },
      { name: 'folder/shapes.json', bytes: 2 },
      { name: 'empty', bytes: 0 },
    ]);
  });

  it('are none of what is no archive', () => {
    expect(archiveFiles(new Uint8Array(100))).to.deep.equal([]);
    expect(archiveFiles(new Uint8Array(2000).fill(65))).to.deep.equal([]);
  });
});
