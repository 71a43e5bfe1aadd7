import { existsSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { DatasetFolderError, listDatasetFolder } from '../../../../localstack/rehearsal/dataset-folder.ts';
import { errorOf } from '../../../support/error-of.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const LAYOUT = 'a data set is a folder with train/<class>/<image> and test/<class>/<image> (.jpg, .jpeg, .png or .bmp)';

describe('a data set folder', () => {
  const folder = useTemporaryFolder();

  function write(...keys: string[]): void {
    for (const key of keys) {
      mkdirSync(dirname(join(folder(), key)), { recursive: true });
      writeFileSync(join(folder(), key), 'bytes');
    }
  }

  it('is listed with every file of both splits, images or not, and nothing beside them', async () => {
    write('train/cat/1.jpg', 'train/cat/.DS_Store', 'train/stray.txt', 'test/cat/deep/2.PNG', 'validate/cat/3.jpg');
    const files = await listDatasetFolder(folder());
    expect(files.map(({ key }) => key)).to.have.members([
      'train/cat/1.jpg',
      'train/cat/.DS_Store',
      'train/stray.txt',
      'test/cat/deep/2.PNG',
    ]);
    expect(files[0]?.sizeBytes).to.equal(5);
  });

  it('keeps names with blanks, quotes, percent signs and other alphabets', async () => {
    write(`train/class a/50% "öß" 画像's.jpg`, 'test/class a/1.jpg');
    const files = await listDatasetFolder(folder());
    expect(files.map(({ key }) => key)).to.deep.equal([`train/class a/50% "öß" 画像's.jpg`, 'test/class a/1.jpg']);
  });

  it('may have links to images and folders, and links that lead back up are not followed', async () => {
    write('pool/1.jpg', 'train/cat/2.jpg', 'test/cat/3.jpg');
    symlinkSync(join(folder(), 'pool'), join(folder(), 'train', 'dog'));
    symlinkSync(join(folder(), 'pool', '1.jpg'), join(folder(), 'test', 'cat', '4.jpg'));
    symlinkSync(join(folder(), 'train'), join(folder(), 'train', 'cat', 'up'));
    const files = await listDatasetFolder(folder());
    expect(files.map(({ key }) => key)).to.deep.equal([
      'train/cat/2.jpg',
      'train/dog/1.jpg',
      'test/cat/3.jpg',
      'test/cat/4.jpg',
    ]);
  });

  it('with links that lead nowhere is refused, naming them', async () => {
    write('train/cat/1.jpg', 'test/cat/1.jpg');
    symlinkSync(join(folder(), 'gone'), join(folder(), 'train', 'cat', '2.jpg'));
    const error = await errorOf(listDatasetFolder(folder()));
    expect(error.message).to.equal(
      `--dataset ${folder()} has links that lead nowhere: train/cat/2.jpg; mend or remove them`,
    );
  });

  it('without one of its splits is refused, naming what is there', async () => {
    write('train/cat/1.jpg', 'val/cat/1.jpg');
    const error = await errorOf(listDatasetFolder(folder()));
    expect(error.message).to.equal(`--dataset ${folder()} has no files in test/ (found: train, val); ${LAYOUT}`);
  });

  it('that does not exist is refused, naming it and the layout', async () => {
    const missing = join(folder(), 'missing');
    const error = await errorOf(listDatasetFolder(missing));
    expect(error).to.be.instanceOf(DatasetFolderError);
    expect(error.message).to.equal(`--dataset ${missing} cannot be read (ENOENT); ${LAYOUT}`);
  });

  it('that is a file is refused', async () => {
    write('file');
    const error = await errorOf(listDatasetFolder(join(folder(), 'file')));
    expect(error.message).to.equal(`--dataset ${join(folder(), 'file')} is not a folder; ${LAYOUT}`);
  });

  it('that holds no images is refused', async () => {
    write('train/cat/notes.txt', 'test/cat/notes.txt', 'cat/1.jpg');
    const error = await errorOf(listDatasetFolder(folder()));
    expect(error.message).to.equal(
      `--dataset ${folder()} holds no images (found: 2 other file(s) in train/ and test/); ${LAYOUT}`,
    );
  });

  const found = async () => {
    const { message } = await errorOf(listDatasetFolder(folder()));
    return / holds no images \(found: (.*)\); a data set is /.exec(message)?.[1];
  };

  it('that holds class folders is refused, saying what they are', async () => {
    write('cats/1.jpg', 'cats/2.PNG', 'dogs/1.jpeg', 'readme.txt');
    expect(await found()).to.equal(
      'cats/ with 2 image(s), dogs/ with 1 image(s), 1 file(s), which look like class folders: put most images of each below train/ and some below test/, or set split to "automatic"',
    );
  });

  it('is its class folders alone with an automatic split, to go below images/', async () => {
    write('cats/1.jpg', 'cats/deep/2.PNG', 'dogs/1.jpeg', 'readme.txt');
    const files = await listDatasetFolder(folder(), 'automatic');
    expect(files.map(({ key }) => key)).to.deep.equal([
      'images/cats/1.jpg',
      'images/cats/deep/2.PNG',
      'images/dogs/1.jpeg',
      'images/readme.txt',
    ]);
  });

  it('with train/ or without class folders is refused for an automatic split, naming the other mode', async () => {
    write('1.jpg', 'notes/readme.txt');
    const { message } = await errorOf(listDatasetFolder(folder(), 'automatic'));
    expect(message).to.contain('holds no images in class folders (found: notes/ with 0 image(s), 1 file(s))');
    write('train/cat/1.jpg');
    expect((await errorOf(listDatasetFolder(folder(), 'automatic'))).message).to.contain(
      'has train/, and split is "automatic", for which it is a folder with <class>/<image>; set split to "folders"',
    );
  });

  it('whose splits are in capitals is refused, naming them', async () => {
    write('Train/cat/1.jpg', 'TEST/cat/1.jpg');
    // On a file system without case these are train and test.
    if (existsSync(join(folder(), 'train'))) expect(await listDatasetFolder(folder())).to.have.lengthOf(2);
    else expect(await found()).to.equal('TEST/ and Train/, whose names must be in small letters');
  });

  it('that holds nothing is refused', async () => {
    expect(await found()).to.equal('nothing');
  });
});
