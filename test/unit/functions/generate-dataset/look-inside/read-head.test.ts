import { expect } from 'chai';
import fc from 'fast-check';
import sharp from 'sharp';
import { readHead } from '../../../../../functions/generate-dataset/look-inside/read-head.ts';
import { SparseBytes } from '../../../../../functions/generate-dataset/look-inside/sparse-bytes.ts';
import { animatedPng, bmp, noise, withSegment } from './image-kinds.ts';

function headOf(bytes: Buffer) {
  const file = new SparseBytes(bytes.length);
  file.add(0, bytes);
  return readHead(file);
}

const SIZE = { width: 120, height: 80 };
const isArithmetic = (jpeg: Buffer) => {
  const at = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
  const copy = Buffer.from(jpeg);
  copy[at + 1] = 0xc9;
  return copy;
};

describe('the head of an image', () => {
  it('says format and size of what encoders make', async () => {
    expect(headOf(await noise().jpeg().toBuffer())).to.deep.equal({ format: 'JPEG', size: SIZE, traits: [] });
    expect(headOf(await noise().jpeg({ progressive: true }).toBuffer())).to.deep.equal({
      format: 'JPEG',
      size: SIZE,
      traits: [],
    });
    expect(headOf(await noise().png().toBuffer())).to.deep.equal({ format: 'PNG', size: SIZE, traits: [] });
    expect(headOf(await noise().png({ palette: true, colours: 8 }).toBuffer())).to.deep.equal({
      format: 'PNG',
      size: SIZE,
      traits: [],
    });
    expect(headOf(await noise().webp().toBuffer())).to.deep.equal({ format: 'WebP', size: SIZE, traits: [] });
    expect(headOf(await noise().webp({ lossless: true }).toBuffer())).to.deep.equal({
      format: 'WebP',
      size: SIZE,
      traits: [],
    });
    expect(headOf(bmp(120, 80))).to.deep.equal({ format: 'BMP', size: SIZE, traits: [] });
  });

  it('says what an algorithm may mind', async () => {
    const jpeg = await noise().jpeg().toBuffer();
    const png = await noise().png().toBuffer();
    const traitsOf = (bytes: Buffer) => headOf(bytes).traits;
    expect(traitsOf(await noise().toColourspace('cmyk').jpeg().toBuffer())).to.deep.equal(['four colour components']);
    expect(traitsOf(await noise().toColourspace('rgb16').png().toBuffer())).to.deep.equal(['16 bit']);
    expect(traitsOf(await noise(120, 80, 4).png().toBuffer())).to.deep.equal(['transparent']);
    expect(traitsOf(await noise(120, 80, 4).png({ palette: true }).toBuffer())).to.deep.equal(['transparent']);
    expect(traitsOf(animatedPng(png))).to.deep.equal(['animated']);
    expect(traitsOf(isArithmetic(jpeg))).to.deep.equal(['arithmetic coding']);
    const frame = jpeg.indexOf(Buffer.from([0xff, 0xc0]));
    expect(traitsOf(Buffer.from(jpeg).fill(0xc3, frame + 1, frame + 2))).to.deep.equal(['lossless JPEG']);
    // ITU-T T.81, table B.1: SOF15, differential and lossless, by arithmetic coding.
    expect(traitsOf(Buffer.from(jpeg).fill(0xcf, frame + 1, frame + 2))).to.deep.equal(['lossless JPEG']);
    expect(traitsOf(Buffer.from(jpeg).fill(12, frame + 4, frame + 5))).to.deep.equal(['12 bit JPEG']);
    const frames = await Promise.all([noise(), noise().negate()].map((image) => image.png().toBuffer()));
    expect(
      traitsOf(
        await sharp(frames, { join: { animated: true } })
          .webp()
          .toBuffer(),
      ),
    ).to.deep.equal(['animated']);
  });

  it('says that a file is cut short, wherever it was cut', async () => {
    const files = [await noise().jpeg().toBuffer(), await noise().png().toBuffer(), bmp(120, 80)];
    for (const file of files) {
      for (let bytes = 30; bytes < file.length - 20; bytes += 97) {
        expect(headOf(file.subarray(0, bytes)).traits, `${bytes} of ${file.length} bytes`).to.deep.equal(['cut short']);
      }
    }
  });

  it('says so of a JPEG whose last bytes hold restarts, of which there are eight', async () => {
    const jpeg = await noise().jpeg().toBuffer();
    // ITU-T T.81, table B.1: RST0 to RST7 are D0 to D7; D9 ends the image.
    const cutBehind = (marker: number) =>
      headOf(Buffer.concat([jpeg.subarray(0, jpeg.length - 200), Buffer.from([0xff, marker, 1, 2, 3])])).traits;
    for (const restart of [0xd0, 0xd7]) expect(cutBehind(restart)).to.deep.equal(['cut short']);
    expect(cutBehind(0xd9)).to.deep.equal([]);
  });

  it('takes a JPEG for whole that goes on behind its end, as cameras write them', async () => {
    const jpeg = await noise(300, 300).jpeg().toBuffer();
    const film = await noise(300, 300, 1).raw().toBuffer();
    expect(headOf(Buffer.concat([jpeg, film])).traits).to.deep.equal([]);
    expect(headOf(Buffer.concat([jpeg, Buffer.alloc(10_000)])).traits).to.deep.equal([]);
  });

  it('finds the frame of a JPEG behind EXIF data with a preview of its own', async () => {
    const jpeg = await noise().jpeg().toBuffer();
    const preview = await noise(16, 16).jpeg().toBuffer();
    expect(headOf(withSegment(jpeg, 0xe1, preview))).to.deep.equal({ format: 'JPEG', size: SIZE, traits: [] });
  });

  it('calls damaged what begins as an image and is none', async () => {
    const png = await noise().png().toBuffer();
    expect(headOf(Buffer.from(png).fill(1, 16, 18))).to.deep.equal({ format: 'PNG', traits: ['damaged header'] });
    expect(headOf(Buffer.from('\xff\xd8\xffthis is text and no segment', 'latin1'))).to.deep.equal({
      format: 'JPEG',
      traits: ['cut short'],
    });
    expect(headOf(Buffer.from(`BM${' '.repeat(100)}`)).traits).to.deep.equal(['damaged header']);
  });

  it('knows by its content what is not an image that the algorithm reads', async () => {
    const formatOf = (text: string | Buffer) => headOf(Buffer.from(text)).format;
    expect(formatOf(await noise().gif().toBuffer())).to.equal('GIF');
    expect(formatOf(await noise().tiff().toBuffer())).to.equal('TIFF');
    expect(formatOf(await noise().heif({ compression: 'av1' }).toBuffer())).to.equal('AVIF');
    expect(formatOf('\0\0\0\x18ftypheic\0\0\0\0')).to.equal('HEIC');
    expect(formatOf(`${'\0'.repeat(128)}DICM`)).to.equal('DICOM');
    expect(formatOf('<!DOCTYPE html><title>404</title>')).to.equal('a web page (HTML)');
    expect(formatOf('<html lang="en"><p>404')).to.equal('a web page (HTML)');
    expect(formatOf('a text on <!doctype html> and <html>')).to.equal('text');
    expect(formatOf('\ufeff<?xml version="1.0"?><svg/>')).to.equal('SVG');
    expect(formatOf('<?xml version="1.0"?><Error><Code>AccessDenied</Code></Error>')).to.equal('XML');
    expect(formatOf('version https://git-lfs.github.com/spec/v1')).to.equal('a pointer of Git LFS');
    expect(formatOf('{"error": 403}')).to.equal('JSON');
    expect(formatOf('not here')).to.equal('text');
    expect(formatOf(Buffer.alloc(500))).to.equal('no known image format');
    expect(formatOf('x')).to.equal('text');
    expect(formatOf('\x01\x02 and text behind it')).to.equal('no known image format');
    expect(formatOf('text before \x01')).to.equal('no known image format');
  });

  it('never throws, whatever the bytes', async () => {
    const starts = [
      Buffer.alloc(0),
      (await noise().jpeg().toBuffer()).subarray(0, 700),
      (await noise().png().toBuffer()).subarray(0, 100),
      (await noise().webp().toBuffer()).subarray(0, 40),
      bmp(4, 4),
      Buffer.from([0xff, 0xd8, 0xff]),
      Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    ];
    fc.assert(
      fc.property(
        fc.constantFrom(...starts),
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 300 }),
        (start, keep, bytes) => {
          const file = Buffer.concat([start.subarray(0, keep % (start.length + 1)), bytes]);
          const { format, traits } = headOf(file);
          expect(format).to.be.a('string');
          expect(new Set(traits).size).to.equal(traits.length);
        },
      ),
      { numRuns: 2000, seed: 12 },
    );
  });
});
