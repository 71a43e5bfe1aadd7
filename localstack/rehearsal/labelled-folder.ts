import { stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FILE } from '../../emulators/core/storage/private-files.ts';
import {
  type DatasetFile,
  DatasetFolderError,
  filesBelow,
  listDatasetFolder,
  type SplitMode,
} from './dataset-folder.ts';

/** How a data set's folder must be, by the workflow's configuration. */
export interface FolderLayout {
  readonly datasetSplit: SplitMode;
  /** Empty: folders are the classes. */
  readonly labelsFile: string;
}

export function listConfiguredFolder(folder: string, layout: FolderLayout): Promise<readonly DatasetFile[]> {
  const { datasetSplit, labelsFile } = layout;
  return labelsFile === ''
    ? listDatasetFolder(folder, datasetSplit)
    : listLabelledFolder(folder, datasetSplit, labelsFile);
}

/** A folder that is as the data set's prefix is: a file with labels, and images in folders that say nothing of their classes. */
async function listLabelledFolder(
  folder: string,
  split: SplitMode,
  labelsFile: string,
): Promise<readonly DatasetFile[]> {
  const names = split === 'automatic' ? ['images'] : ['train', 'test'];
  const path = join(folder, labelsFile);
  const about = await stat(path).catch(() => undefined);
  const perFolder = await Promise.all(names.map((name) => filesBelow(folder, name)));
  const missing = [
    ...(about?.isFile() === true ? [] : [labelsFile]),
    ...names.filter((_, at) => perFolder[at]?.length === 0).map((name) => `files in ${name}/`),
  ];
  if (missing.length > 0 || about === undefined) {
    throw new DatasetFolderError(
      `--dataset ${folder} has no ${missing.join(', no ')}; with labelsFile a data set is a folder with ${labelsFile}, whose rows name the images in ${names.map((name) => `${name}/`).join(' and ')}`,
    );
  }
  const images = perFolder.flat().filter(({ key }) => key !== labelsFile);
  return [...images, { key: labelsFile, path, sizeBytes: about.size }];
}

/** Writes the labels of class folders to `path`, which is uploaded as the workflow's labels file. */
export async function sampleLabels(
  images: readonly DatasetFile[],
  labelsFile: string,
  path: string,
): Promise<DatasetFile> {
  const text = images.map(({ key }) => `${key},${key.split('/')[1] ?? ''}\n`).join('');
  await writeFile(path, text, { mode: PRIVATE_FILE });
  return { key: labelsFile, path, sizeBytes: Buffer.byteLength(text) };
}
