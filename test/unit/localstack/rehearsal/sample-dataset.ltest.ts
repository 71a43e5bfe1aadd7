import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import sharp from 'sharp';
import { makeSampleDataset } from '../../../../localstack/rehearsal/sample-dataset.ts';
import { openToOthers } from '../../../embedded/support/file-modes.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

function filesOf(folder: string): string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((name) => statSync(join(folder, name)).isFile()).sort();
}

function digest(folder: string): string {
  const hash = createHash('sha256');
  for (const name of filesOf(folder)) hash.update(name).update(readFileSync(join(folder, name)));
  return hash.digest('hex');
}

describe('the sample data set', () => {
  // It is made once for the tests that only look at it: it takes a second or two.
  const parent = mkdtempSync(join(tmpdir(), 'sample-dataset-'));
  const made = join(parent, 'deep', 'sample');
  let counts: Awaited<ReturnType<typeof makeSampleDataset>>;
  before(async () => {
    counts = await makeSampleDataset(made);
  });
  after(() => rmSync(parent, { recursive: true }));

  const temporary = useTemporaryFolder();
  const folder = () => join(temporary(), 'deep', 'sample');

  it('is for its user alone', () => {
    expect(openToOthers(join(parent, 'deep'))).to.deep.equal([]);
  });

  it('has class folders of JPEG images for training and testing, as many as it says', () => {
    for (const [split, count] of [
      ['train', counts.trainImages],
      ['test', counts.testImages],
    ] as const) {
      expect(readdirSync(join(made, split)).sort()).to.deep.equal(['four', 'one', 'three', 'two', 'zero']);
      const images = filesOf(join(made, split));
      expect(images).to.have.lengthOf(count);
      expect(images.every((name) => /^(\w+)[/\\]\1-\d{3}\.jpg$/u.test(name))).to.equal(true);
    }
    expect(counts.trainImages).to.be.at.least(120);
  });

  it('has images of the size that the dev stack asks for, none of them twice', async () => {
    const images = filesOf(made).filter((name) => name.endsWith('.jpg'));
    for (const name of images.filter((_, index) => index % 40 === 0)) {
      const { format, width, height } = await sharp(join(made, name)).metadata();
      expect([format, width, height]).to.deep.equal(['jpeg', 150, 300]);
    }
    const different = new Set(images.map((name) => readFileSync(join(made, name), 'base64')));
    expect(different.size).to.equal(images.length);
  });

  it('is made once: a second call finds it and changes nothing', async () => {
    const image = join(made, 'train', 'one', 'one-001.jpg');
    const { mtimeMs } = statSync(image);
    const calls: number[] = [];
    expect(await makeSampleDataset(made, (done) => calls.push(done))).to.deep.equal(counts);
    expect(statSync(image).mtimeMs).to.equal(mtimeMs);
    expect(calls).to.deep.equal([]);
  });

  it('is made again over another version or half of one, the same bytes everywhere, and reports how far it is', async () => {
    mkdirSync(join(folder(), 'train'), { recursive: true });
    writeFileSync(join(folder(), 'train', 'left-over.txt'), '');
    const calls: [number, number][] = [];
    const { trainImages, testImages } = await makeSampleDataset(folder(), (...call) => calls.push(call));
    expect(existsSync(join(folder(), 'train', 'left-over.txt'))).to.equal(false);
    expect(readdirSync(join(temporary(), 'deep'))).to.deep.equal(['sample']);
    expect(digest(folder())).to.equal(digest(made));
    const total = trainImages + testImages;
    expect(calls).to.have.lengthOf(total);
    expect(calls.at(-1)).to.deep.equal([total, total]);
  });
});
