import { expect } from 'chai';
import sharp from 'sharp';
import { CustomerError } from '../../../../../emulators/image-classification/checks/customer-error.ts';
import {
  type ImageSource,
  type LabelledImage,
  loadImages,
} from '../../../../../emulators/image-classification/readers/image-loader.ts';
import { errorOf } from '../../../../support/error-of.ts';

const SHAPE = { channels: 1, height: 4, width: 4 };
const SETTINGS = { imageShape: SHAPE, inputShape: SHAPE };
const ROWS = Array.from({ length: 20 }, (_, index) => ({ index, labels: [index % 3], path: `${index}.png` }));
const signal = new AbortController().signal;

function grey(level: number, side = 4): Promise<Buffer> {
  const background = { r: level, g: level, b: level };
  return sharp({ create: { width: side, height: side, channels: 3, background } })
    .png()
    .toBuffer();
}

const source = (
  read: (path: string) => Promise<Buffer>,
  log: ImageSource<LabelledImage>['log'] = () => undefined,
): ImageSource<LabelledImage> => ({
  name: 'train',
  log,
  read: ({ path }) => read(path),
});

describe('the image loader', () => {
  it('keeps the order of the rows, whatever the order in which images arrive', async () => {
    const reads: string[] = [];
    const slowFirst = source(async (path) => {
      reads.push(path);
      while (path === '0.png' && reads.length < 20) await new Promise(setImmediate);
      return grey(Number.parseInt(path, 10));
    });
    const set = await loadImages(slowFirst, ROWS, SETTINGS, signal);
    expect(ROWS.map(({ index }) => set.pixels[index * 16])).to.deep.equal(ROWS.map(({ index }) => index));
    expect([...set.labels]).to.deep.equal(ROWS.map(({ labels: [label] }) => label));
  });

  it('reads only a few at once', async () => {
    let [now, most] = [0, 0];
    const counting = source(async () => {
      most = Math.max(most, ++now);
      await new Promise(setImmediate);
      now--;
      return grey(1);
    });
    await loadImages(counting, ROWS, SETTINGS, signal);
    expect(most).to.equal(6);
  });

  it('counts images in formats that the algorithm may not read, and names one', async () => {
    const lines: string[] = [];
    const webp = sharp(await grey(1))
      .webp()
      .toBuffer();
    const some = source(
      (path) => (path.startsWith('1') ? webp : grey(1)),
      (text, level) => lines.push(`${level} ${text}`),
    );
    await loadImages(some, ROWS, SETTINGS, signal);
    expect(lines.map((line) => line.replace(/"1\d?\.png"/, 'PATH'))).to.deep.equal([
      "WARNING [rehearsal] 11 image(s) of the train channel, such as PATH: WebP, which not every build of the algorithm's decoder reads.",
    ]);
  });

  it('names the images that cannot be used, after trying all', async () => {
    const bad = source(async (path) => {
      if (path === '3.png') return Buffer.alloc(0);
      return path === '7.png' ? grey(1, 3) : grey(1);
    });
    const error = await errorOf(loadImages(bad, ROWS, SETTINGS, signal));
    expect(error.message).to.equal(
      '[rehearsal] 2 of 20 images of the train channel cannot be used: "3.png": the file is empty; ' +
        '"7.png": it is 3x3 pixels (width x height); image_shape needs 4x4.',
    );
    expect(error).to.be.instanceOf(CustomerError);
    expect((error as CustomerError).details).to.have.lengthOf(2);
  });

  it('ends at the first storage error', async () => {
    const failing = source(() => Promise.reject(new Error('no connection')));
    expect((await errorOf(loadImages(failing, ROWS, SETTINGS, signal))).message).to.equal('no connection');
  });

  it('ends when it is stopped', async () => {
    const stop = new AbortController();
    const stopping = source(() => {
      stop.abort();
      return grey(1);
    });
    expect((await errorOf(loadImages(stopping, ROWS, SETTINGS, stop.signal))).name).to.equal('AbortError');
  });
});
