import { readdir, realpath, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { UserError } from '../../emulators/core/user-error.ts';

/** A data set folder that the workflow cannot use; found before anything is started. */
export class DatasetFolderError extends UserError {
  constructor(message: string) {
    super('DatasetFolderError', message);
  }
}

export interface DatasetFile {
  /** Path below the folder with `/` as separator, such as `train/cat/1.jpg`; also the key below the dataset prefix. */
  readonly key: string;
  readonly path: string;
  readonly sizeBytes: number;
}

const SPLITS = ['train', 'test'] as const;
const IMAGE_EXTENSIONS = new Set(['.jpg', '.jpeg', '.png', '.bmp']);
const SHOWN_FOLDERS = 5;
const LAYOUT = 'a data set is a folder with train/<class>/<image> and test/<class>/<image> (.jpg, .jpeg, .png or .bmp)';

/** What divides the images: folders `train/` and `test/`, or the workflow, which then wants class folders alone. */
export type SplitMode = 'folders' | 'automatic';

/** Every file that the workflow may use, images or not: it is its first step that decides what counts. */
export async function listDatasetFolder(folder: string, split: SplitMode = 'folders'): Promise<readonly DatasetFile[]> {
  const about = await stat(folder).catch((error: NodeJS.ErrnoException) => {
    throw new DatasetFolderError(`--dataset ${folder} cannot be read (${error.code}); ${LAYOUT}`);
  });
  if (!about.isDirectory()) throw new DatasetFolderError(`--dataset ${folder} is not a folder; ${LAYOUT}`);
  if (split === 'automatic') return listClassFolders(folder);
  const perSplit = await Promise.all(SPLITS.map((split) => filesBelow(folder, split)));
  const files = perSplit.flat();
  const empty = SPLITS.filter((_, index) => perSplit[index]?.length === 0);
  if (files.length > 0 && empty.length > 0) throw await missingSplit(folder, empty);
  if (!files.some(({ key }) => IMAGE_EXTENSIONS.has(extname(key).toLowerCase()))) {
    throw await noImages(folder, files);
  }
  return files;
}

/** Class folders, to be uploaded below `images/`. */
async function listClassFolders(folder: string): Promise<readonly DatasetFile[]> {
  const entries = await readdir(folder, { withFileTypes: true });
  const names = entries.map(({ name }) => name);
  const splits = SPLITS.filter((split) => names.includes(split));
  if (splits.length > 0) {
    throw new DatasetFolderError(
      `--dataset ${folder} has ${splits.map((split) => `${split}/`).join(' and ')}, and split is "automatic", for which it is a folder with <class>/<image>; set split to "folders" to use them as they are`,
    );
  }
  const files = (await filesBelow(folder, '')).map((file) => ({ ...file, key: `images${file.key}` }));
  if (files.some(({ key }) => key.split('/').length > 2 && IMAGE_EXTENSIONS.has(extname(key).toLowerCase())))
    return files;
  throw new DatasetFolderError(
    `--dataset ${folder} holds no images in class folders (found: ${await contentsOf(folder)}); with split "automatic" a data set is a folder with <class>/<image> (.jpg, .jpeg, .png or .bmp)`,
  );
}

/** Says what lies in the folder instead, and what it may have been meant to be. */
async function noImages(folder: string, files: readonly DatasetFile[]): Promise<DatasetFolderError> {
  const found = files.length > 0 ? `${files.length} other file(s) in train/ and test/` : await contentsOf(folder);
  return new DatasetFolderError(`--dataset ${folder} holds no images (found: ${found}); ${LAYOUT}`);
}

async function contentsOf(folder: string): Promise<string> {
  const entries = await readdir(folder, { withFileTypes: true });
  const folders = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  const misspelt = folders.filter((name) => SPLITS.some((split) => split !== name && split === name.toLowerCase()));
  if (misspelt.length > 0) {
    return `${misspelt.map((name) => `${name}/`).join(' and ')}, whose names must be in small letters`;
  }
  const counts = await Promise.all(folders.map(async (name) => [name, await imagesIn(join(folder, name))] as const));
  const loose = entries.filter((entry) => entry.isFile()).length;
  const classes = counts.filter(([, images]) => images > 0).map(([name]) => name);
  const parts = [
    ...counts.slice(0, SHOWN_FOLDERS).map(([name, images]) => `${name}/ with ${images} image(s)`),
    ...(counts.length > SHOWN_FOLDERS ? [`${counts.length - SHOWN_FOLDERS} more folder(s)`] : []),
    ...(loose === 0 ? [] : [`${loose} file(s)`]),
  ];
  if (classes.length > 0)
    parts.push(
      'which look like class folders: put most images of each below train/ and some below test/, or set split to "automatic"',
    );
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}

async function imagesIn(folder: string): Promise<number> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => IMAGE_EXTENSIONS.has(extname(name).toLowerCase())).length;
}

async function missingSplit(folder: string, missing: readonly string[]): Promise<DatasetFolderError> {
  const entries = await readdir(folder, { withFileTypes: true });
  const found = entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
  return new DatasetFolderError(
    `--dataset ${folder} has no files in ${missing.map((split) => `${split}/`).join(' and ')} (found: ${found.join(', ')}); ${LAYOUT}`,
  );
}

/** `split`: the folder's name, which keys begin with. */
export async function filesBelow(folder: string, split: string): Promise<DatasetFile[]> {
  const walk = new DatasetWalk();
  await walk.enter(join(folder, split), split, []);
  if (walk.brokenLinks.length > 0) {
    const links = walk.brokenLinks.join(', ');
    throw new DatasetFolderError(`--dataset ${folder} has links that lead nowhere: ${links}; mend or remove them`);
  }
  return walk.files;
}

/** Goes through a folder and all below it, also through links, but never round in a circle. */
class DatasetWalk {
  readonly files: DatasetFile[] = [];
  readonly brokenLinks: string[] = [];

  /** `above`: real paths of the folders that led here. */
  async enter(folder: string, key: string, above: readonly string[]): Promise<void> {
    const real = await realpath(folder).catch(() => undefined);
    if (real === undefined || above.includes(real)) return;
    const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOTDIR') return [];
      throw new DatasetFolderError(`${folder} cannot be read (${error.code})`);
    });
    for (const name of names.sort()) await this.#take(join(folder, name), `${key}/${name}`, [...above, real]);
  }

  async #take(path: string, key: string, above: readonly string[]): Promise<void> {
    // stat and not lstat: a link to an image is an image.
    const about = await stat(path).catch(() => undefined);
    if (about === undefined) this.brokenLinks.push(key);
    else if (about.isDirectory()) await this.enter(path, key, above);
    else if (about.isFile()) this.files.push({ key, path, sizeBytes: about.size });
  }
}
