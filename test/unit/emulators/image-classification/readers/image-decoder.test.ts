import { expect } from 'chai';
import sharp from 'sharp';
import { decodeImage, ImageError } from '../../../../../emulators/image-classification/readers/image-decoder.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { bmpFile } from '../support/bmp-files.ts';

const SHAPE = { channels: 3, height: 8, width: 4 };
const SETTINGS = { imageShape: SHAPE, inputShape: SHAPE };

/** An image of one colour in the middle 4 by 8 pixels and black around it. */
function framed(width: number, height: number, colour: string) {
  const middle = { create: { width: 4, height: 8, channels: 3, background: colour } } as const;
  return sharp({ create: { width, height, channels: 3, background: 'black' } }).composite([{ input: middle }]);
}

describe('the image decoder', () => {
  it('cuts out the centre and keeps red, green, blue together', async () => {
    const pixels = await decodeImage(await framed(10, 12, '#ff8000').png().toBuffer(), SETTINGS);
    expect(pixels).to.have.lengthOf(96);
    expect([...pixels.subarray(0, 3)]).to.deep.equal([255, 128, 0]);
    expect([...pixels.subarray(93)]).to.deep.equal([255, 128, 0]);
  });

  it('reduces to the size of the network input', async () => {
    const settings = { imageShape: SHAPE, inputShape: { channels: 3, height: 4, width: 4 } };
    const pixels = await decodeImage(await framed(4, 8, '#0000ff').jpeg({ quality: 100 }).toBuffer(), settings);
    expect(pixels).to.have.lengthOf(48);
    expect(pixels[2]).to.be.above(250);
  });

  it('gives three channels for grey, transparent and 16-bit images, and one where one is asked for', async () => {
    const grey = framed(4, 8, '#808080').toColourspace('b-w');
    const deep = framed(4, 8, '#808080').toColourspace('rgb16');
    const clear = framed(4, 8, '#808080').ensureAlpha(0.5);
    for (const file of [await grey.png().toBuffer(), await deep.png().toBuffer(), await clear.png().toBuffer()]) {
      expect([...(await decodeImage(file, SETTINGS)).subarray(0, 4)]).to.deep.equal([128, 128, 128, 128]);
    }
    const one = { channels: 1, height: 8, width: 4 };
    const pixels = await decodeImage(await framed(4, 8, '#808080').png().toBuffer(), {
      imageShape: one,
      inputShape: one,
    });
    expect([...new Set(pixels)]).to.deep.equal([128]);
    expect(pixels).to.have.lengthOf(32);
  });

  it('reads BMP files', async () => {
    const rows = Array.from({ length: 8 }, () => Array.from({ length: 4 }, () => [0, 128, 255]).flat());
    const pixels = await decodeImage(bmpFile({ width: 4, height: 8, bits: 24, rows }), SETTINGS);
    expect([...pixels.subarray(0, 3)]).to.deep.equal([255, 128, 0]);
  });

  it('scales the shortest side when resize is given', async () => {
    const file = await sharp({ create: { width: 2, height: 4, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    expect(await decodeImage(file, { ...SETTINGS, resize: 4 })).to.have.lengthOf(96);
  });

  it('says the sizes of an image that is too small', async () => {
    const file = await sharp({ create: { width: 3, height: 8, channels: 3, background: 'white' } })
      .png()
      .toBuffer();
    const error = await errorOf(decodeImage(file, SETTINGS));
    expect(error.message).to.equal('it is 3x8 pixels (width x height); image_shape needs 4x8');
    const resized = await errorOf(decodeImage(file, { ...SETTINGS, resize: 2 }));
    expect(resized.message).to.equal('it is 3x8 pixels (width x height), 2x5 after resize=2; image_shape needs 4x8');
  });

  it('refuses an empty file, text, a cut JPEG and a broken bitmap', async () => {
    const jpeg = await sharp({ create: { width: 64, height: 64, channels: 3, background: 'red' } })
      .jpeg()
      .toBuffer();
    const faults = [
      Buffer.alloc(0),
      Buffer.from('not an image'),
      jpeg.subarray(0, jpeg.length - 40),
      Buffer.from('BM'),
    ];
    for (const bytes of faults) expect(await errorOf(decodeImage(bytes, SETTINGS))).to.be.instanceOf(ImageError);
    expect((await errorOf(decodeImage(Buffer.alloc(0), SETTINGS))).message).to.equal('the file is empty');
    expect((await errorOf(decodeImage(Buffer.from('BM'), SETTINGS))).message).to.equal(
      'it cannot be decoded: BMP file ends in its header',
    );
  });

  // The formats are those of OpenCV's imread (docs.opencv.org, 4.2), which looks at the content.
  it('refuses images that the algorithm does not read, whatever they are called, and says which they are', async () => {
    const image = framed(4, 8, 'red');
    const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="4" height="8"><rect width="4" height="8"/></svg>';
    const files = [await image.clone().gif().toBuffer(), Buffer.from(svg), await image.clone().avif().toBuffer()];
    const errors = await Promise.all(files.map((bytes) => errorOf(decodeImage(bytes, SETTINGS))));
    const end = "which the algorithm's decoder (OpenCV) does not read, whatever the file is called";
    expect(errors.map(({ message }) => message)).to.deep.equal(
      ['GIF', 'SVG', 'HEIC or AVIF'].map((name) => `its content is ${name}, ${end}`),
    );
    expect(errors.every((error) => error instanceof ImageError)).to.equal(true);
  });

  it('tells of formats that only some builds of OpenCV read, and of no other', async () => {
    const image = framed(4, 8, 'red');
    const doubts: string[] = [];
    const settings = { ...SETTINGS, onDoubt: (format: string) => doubts.push(format) };
    for (const file of [image.clone().webp(), image.clone().tiff(), image.clone().jpeg(), image.clone().png()]) {
      await decodeImage(await file.toBuffer(), settings);
    }
    expect(doubts).to.deep.equal(['WebP', 'TIFF']);
  });

  it('says of every cut file that it is cut short or corrupt, however many are decoded at a time', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 30 } as const;
    const image = sharp({ create: { width: 100, height: 100, channels: 3, background: 'red', noise } });
    const jpeg = await image.clone().jpeg().toBuffer();
    const png = await image.clone().png().toBuffer();
    const whole = { imageShape: { channels: 3, height: 100, width: 100 }, inputShape: SHAPE };
    const halves = Array.from({ length: 150 }, (_, n) => jpeg.subarray(0, Math.floor(jpeg.length / 2) + n));
    const files = [...halves, jpeg.subarray(0, 100), jpeg.subarray(0, 10), png.subarray(0, 5000), png.subarray(0, 20)];
    const errors = await Promise.all(files.map((bytes) => errorOf(decodeImage(bytes, whole))));
    expect([...new Set(errors.map(({ message }) => message))]).to.deep.equal(['the file is cut short or corrupt']);
  });
});
