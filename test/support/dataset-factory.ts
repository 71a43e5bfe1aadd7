import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import sharp from 'sharp';

export interface PatternImage {
  /** Of the pattern: images of one class look alike, those of two classes do not. */
  readonly classIndex: number;
  readonly width: number;
  readonly height: number;
  /** Of the noise: two images of one class are never equal. */
  readonly seed: number;
}

const STRIPES_PER_CLASS = 2;
const NOISE = 60;

/** A JPEG with stripes whose number is its class, under noise. */
export function patternJpeg(image: PatternImage): Promise<Buffer> {
  const { width, height } = image;
  const pixels = Buffer.alloc(width * height);
  let noise = image.seed * 2_654_435_761 + 1;
  for (let y = 0; y < height; y += 1) {
    const stripe = Math.floor((y / height) * STRIPES_PER_CLASS * (image.classIndex + 1)) % 2;
    for (let x = 0; x < width; x += 1) {
      noise = (Math.imul(noise, 1_664_525) + 1_013_904_223) >>> 0;
      pixels[y * width + x] = 60 + stripe * 100 + ((noise >>> 16) % NOISE);
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 1 } })
    .jpeg()
    .toBuffer();
}

export interface PatternDataset {
  readonly classNames: readonly string[];
  readonly trainPerClass: number;
  readonly testPerClass: number;
  readonly width: number;
  readonly height: number;
}

/** Keys below the data set's folder and their bytes, such as `train/cat/0.jpg`. */
export async function patternDataset(dataset: PatternDataset): Promise<Map<string, Buffer>> {
  const { classNames, width, height } = dataset;
  const files = new Map<string, Buffer>();
  const splits = [
    { split: 'train', count: dataset.trainPerClass, firstSeed: 0 },
    { split: 'test', count: dataset.testPerClass, firstSeed: 100_000 },
  ];
  for (const { split, count, firstSeed } of splits) {
    for (const [classIndex, name] of classNames.entries()) {
      for (let number = 0; number < count; number += 1) {
        const seed = firstSeed + classIndex * 1000 + number;
        files.set(`${split}/${name}/${number}.jpg`, await patternJpeg({ classIndex, width, height, seed }));
      }
    }
  }
  return files;
}

export async function writeFiles(folder: string, files: ReadonlyMap<string, Buffer | string>): Promise<void> {
  for (const [key, bytes] of files) {
    const path = join(folder, key);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, bytes);
  }
}
