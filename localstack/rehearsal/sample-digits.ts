import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import sharp from 'sharp';

/** What the dev stack's image_shape asks for. */
const WIDTH = 150;
const HEIGHT = 300;
const SIDE = 28;
const SMALLEST_DIGIT = 124;
const LARGEST_DIGIT = 146;
/** How far the digit's centre may be above or below the image's. */
const VERTICAL_SHIFT = 12;

/** The first `count` handwritten images of one digit, as grey JPEG files of 150 by 300 pixels, each placed differently. */
export async function digitImages(digit: number, count: number): Promise<Promise<Buffer>[]> {
  const values = await readDigit(digit, count);
  const next = randomNumbers(digit + 1);
  return Array.from({ length: count }, (_, index) => {
    const pixels = Buffer.from(
      values.slice(index * SIDE * SIDE, (index + 1) * SIDE * SIDE).map((value) => value * 255),
    );
    return draw(pixels, next);
  });
}

/**
 * The package's data file for one digit: `{"data": [...]}`, 784 shares of ink per image. Read directly, because importing
 * the package loads all ten digits (21 MB of JSON), and cut short before parsing, because only the first images are used.
 */
async function readDigit(digit: number, count: number): Promise<number[]> {
  const file = createRequire(import.meta.url).resolve(`mnist/src/digits/${digit}.json`);
  const { data } = JSON.parse(await readFile(file, 'utf8')) as { data: number[] };
  if (data.length < count * SIDE * SIDE) throw new Error(`${file} holds fewer than ${count} images`);
  return data;
}

function draw(pixels: Buffer, next: () => number): Promise<Buffer> {
  const side = Math.round(SMALLEST_DIGIT + next() * (LARGEST_DIGIT - SMALLEST_DIGIT));
  const left = Math.round(next() * (WIDTH - side));
  const top = Math.round((HEIGHT - side) / 2 + (2 * next() - 1) * VERTICAL_SHIFT);
  return sharp(pixels, { raw: { width: SIDE, height: SIDE, channels: 1 } })
    .resize(side, side)
    .extend({ left, right: WIDTH - left - side, top, bottom: HEIGHT - top - side, background: 'black' })
    .toColourspace('b-w')
    .jpeg({ quality: 85 })
    .toBuffer();
}

/** Repeatable numbers from 0 to 1 (a linear congruential generator is random enough to place digits). */
function randomNumbers(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
