import sharp from 'sharp';
import { recordFile } from '../../support/record-files.ts';

const COLOURS = ['#c00000', '#0000c0'];
const PER_CLASS = { train: 4, test: 1 };

/** Red and blue JPEGs of 32 x 32 pixels, four of each for training and one for validation, with their .lst and .rec files. */
export async function sampleObjects(): Promise<Map<string, string | Buffer>> {
  const objects = new Map<string, string | Buffer>();
  for (const [split, count] of Object.entries(PER_CLASS)) {
    const images: { label: number; path: string; file: Buffer }[] = [];
    for (const [label, background] of COLOURS.entries()) {
      const file = await jpeg(32, 32, background);
      for (let number = 1; number <= count; number++) images.push({ label, path: `${label}/${number}.jpg`, file });
    }
    for (const { path, file } of images) objects.set(`${split}/${path}`, file);
    objects.set(`${split}.lst`, lstFile(images.map(({ label, path }) => [[label], path])));
    objects.set(`${split}.rec`, recordFile(images.map(({ label, file }) => ({ labels: [label], file }))));
  }
  return objects;
}

export function jpeg(width: number, height: number, background = COLOURS[0]): Promise<Buffer> {
  return sharp({ create: { width, height, channels: 3, background: background ?? 'red' } })
    .jpeg()
    .toBuffer();
}

/** A .lst file of these labels and paths, with indices from 1. */
export function lstFile(rows: readonly (readonly [labels: readonly (number | string)[], path: string])[]): string {
  return rows.map(([labels, path], at) => `${[at + 1, ...labels, path].join('\t')}\n`).join('');
}

/** Two images of each of the sample's classes. */
export const FOUR_ROWS = lstFile([
  [[0], '0/1.jpg'],
  [[1], '1/1.jpg'],
  [[0], '0/2.jpg'],
  [[1], '1/2.jpg'],
]);
