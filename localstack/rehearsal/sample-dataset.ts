import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makePrivateFolder, PRIVATE_FILE } from '../../emulators/core/storage/private-files.ts';
import { buildWholeLater } from '../../emulators/core/storage/whole-file.ts';
import { digitImages } from './sample-digits.ts';

export interface SampleCounts {
  readonly trainImages: number;
  readonly testImages: number;
}

/** Class folders in the order of the digits that they hold. */
const CLASS_NAMES = ['zero', 'one', 'two', 'three', 'four'];
const TRAIN_PER_CLASS = 72;
const TEST_PER_CLASS = 24;
const COUNTS: SampleCounts = {
  trainImages: CLASS_NAMES.length * TRAIN_PER_CLASS,
  testImages: CLASS_NAMES.length * TEST_PER_CLASS,
};

const MARKER_FILE = 'sample-dataset.json';
/** Raise it when the images change, so that kept folders are made again. */
const VERSION = 1;

/**
 * Makes a small data set of handwritten digits in `folder` (`train/<class>/*.jpg`, `test/<class>/*.jpg`), or finds it made.
 * It is whole or absent; the same version is the same bytes everywhere.
 */
export async function makeSampleDataset(
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<SampleCounts> {
  if (await isMade(folder)) return COUNTS;
  await buildWholeLater(folder, async (unfinished) => {
    makePrivateFolder(unfinished);
    await build(unfinished, onProgress);
    await rm(folder, { recursive: true, force: true });
  });
  return COUNTS;
}

async function isMade(folder: string): Promise<boolean> {
  const text = await readFile(join(folder, MARKER_FILE), 'utf8').catch(() => '');
  return text === markerText();
}

function markerText(): string {
  return `${JSON.stringify({ version: VERSION, classes: CLASS_NAMES, ...COUNTS })}\n`;
}

async function build(folder: string, onProgress: (done: number, total: number) => void): Promise<void> {
  const total = COUNTS.trainImages + COUNTS.testImages;
  let done = 0;
  for (const [digit, className] of CLASS_NAMES.entries()) {
    const images = await digitImages(digit, TRAIN_PER_CLASS + TEST_PER_CLASS);
    for (const split of ['train', 'test']) makePrivateFolder(join(folder, split, className));
    await Promise.all(
      images.map(async (jpeg, index) => {
        const split = index < TRAIN_PER_CLASS ? 'train' : 'test';
        const number = index < TRAIN_PER_CLASS ? index : index - TRAIN_PER_CLASS;
        const fileName = `${className}-${String(number + 1).padStart(3, '0')}.jpg`;
        await writeFile(join(folder, split, className, fileName), await jpeg, { mode: PRIVATE_FILE });
        done++;
        onProgress(done, total);
      }),
    );
  }
  await writeFile(join(folder, MARKER_FILE), markerText(), { mode: PRIVATE_FILE });
}
