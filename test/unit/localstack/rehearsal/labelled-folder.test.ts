import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { expect } from 'chai';
import { listConfiguredFolder, sampleLabels } from '../../../../localstack/rehearsal/labelled-folder.ts';
import { errorOf } from '../../../support/error-of.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

describe('a data set folder with a labels file', () => {
  const folder = useTemporaryFolder();

  async function put(...paths: readonly string[]): Promise<void> {
    for (const path of paths) {
      await mkdir(dirname(join(folder(), path)), { recursive: true });
      await writeFile(join(folder(), path), path);
    }
  }

  it('is as the prefix is: the file, and the images in any folders', async () => {
    await put('labels/a.csv', 'train/1.jpg', 'train/x/y/2.jpg', 'test/3.jpg', 'images/4.jpg', 'other.txt');
    const keys = async (datasetSplit: 'folders' | 'automatic') => {
      const files = await listConfiguredFolder(folder(), { datasetSplit, labelsFile: 'labels/a.csv' });
      return files.map(({ key, sizeBytes }) => `${key} ${sizeBytes}`);
    };
    expect(await keys('folders')).to.deep.equal([
      'train/1.jpg 11',
      'train/x/y/2.jpg 15',
      'test/3.jpg 10',
      'labels/a.csv 12',
    ]);
    expect(await keys('automatic')).to.deep.equal(['images/4.jpg 12', 'labels/a.csv 12']);
  });

  it('is refused with what is missing', async () => {
    await put('train/1.jpg');
    const labelled = { datasetSplit: 'folders', labelsFile: 'labels.csv' } as const;
    expect((await errorOf(listConfiguredFolder(folder(), labelled))).message).to.equal(
      `--dataset ${folder()} has no labels.csv, no files in test/; with labelsFile a data set is a folder with labels.csv, whose rows name the images in train/ and test/`,
    );
  });

  it('has class folders without one', async () => {
    await put('train/cat/1.jpg', 'test/cat/1.jpg');
    const files = await listConfiguredFolder(folder(), { datasetSplit: 'folders', labelsFile: '' });
    expect(files.map(({ key }) => key)).to.deep.equal(['train/cat/1.jpg', 'test/cat/1.jpg']);
  });

  it('is made of the sample images by their folders', async () => {
    const image = (key: string) => ({ key, path: join(folder(), 'x'), sizeBytes: 1 });
    const path = join(folder(), 'samples.csv');
    const file = await sampleLabels([image('train/one/1.jpg'), image('test/two/2.jpg')], 'labels.csv', path);
    const text = 'train/one/1.jpg,one\ntest/two/2.jpg,two\n';
    expect(file).to.deep.equal({ key: 'labels.csv', path, sizeBytes: text.length });
    expect(await readFile(path, 'utf8')).to.equal(text);
  });
});
