/**
 * Files that are whole or absent: written beside their place and renamed into it. After a crash there is the old content or
 * the new one, never half; after a failure nothing is left beside it. Nothing is forced to the disk (fsync): what is promised
 * is that the death of this process loses nothing, not that a power failure does.
 */
import { randomUUID } from 'node:crypto';
import { type Dirent, readdirSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setAside } from './damage.ts';
import { PRIVATE_FILE } from './private-files.ts';

const UNFINISHED = '.tmp';

/** Replaces the file, or makes it. */
export function writeWhole(path: string, content: string | Uint8Array): void {
  buildWhole(path, (unfinished) => writeFileSync(unfinished, content, { mode: PRIVATE_FILE }));
}

/** The same for a file or a folder that `build` makes under the name it is given. A folder takes no other's place. */
export function buildWhole(path: string, build: (unfinished: string) => void): void {
  const unfinished = unfinishedName(path);
  try {
    build(unfinished);
    renameSync(unfinished, path);
  } catch (error) {
    rmSync(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/** The same for what takes its time. */
export async function buildWholeLater(path: string, build: (unfinished: string) => Promise<unknown>): Promise<void> {
  const unfinished = unfinishedName(path);
  try {
    await build(unfinished);
    await rename(unfinished, path);
  } catch (error) {
    await rm(unfinished, { recursive: true, force: true });
    throw error;
  }
}

/**
 * Removes what a killed process left of its writes; gives the names of the folder's files. What bears a record's name and is no file is set
 * aside; what systems and editors leave in folders is nobody's.
 */
export function wholeFiles(folder: string): readonly string[] {
  const entries = ownEntries(folder);
  for (const { name } of entries.filter(({ kind }) => kind !== 'file').filter(isRecordName)) {
    setAside(join(folder, name), `what should be the file ${name}`, 'it is no file');
  }
  return entries.filter(({ kind }) => kind === 'file').map(({ name }) => name);
}

/** The same for folders, with one for each thing. */
export function wholeFolders(folder: string): readonly string[] {
  const entries = ownEntries(folder);
  return entries.filter(({ kind }) => kind === 'folder').map(({ name }) => name);
}

interface Entry {
  readonly name: string;
  readonly kind: 'file' | 'folder' | 'other';
}

function ownEntries(folder: string): readonly Entry[] {
  const entries = readdirSync(folder, { withFileTypes: true });
  for (const { name } of entries.filter(isUnfinished)) rmSync(join(folder, name), { recursive: true, force: true });
  const whole = entries.filter((entry) => !isUnfinished(entry) && !isStranger(entry));
  return whole.map((entry) => ({ name: entry.name, kind: kindOf(folder, entry) }));
}

function kindOf(folder: string, entry: Dirent): Entry['kind'] {
  const found = entry.isSymbolicLink() ? targetOf(join(folder, entry.name)) : entry;
  if (found?.isFile() === true) return 'file';
  return found?.isDirectory() === true ? 'folder' : 'other';
}

/** Undefined for a link that leads nowhere, or round in a circle. */
function targetOf(link: string): Stats | undefined {
  try {
    return statSync(link, { throwIfNoEntry: false });
  } catch {
    return undefined;
  }
}

/** Also of an object or a part of one. */
function isRecordName({ name }: Entry): boolean {
  return /\.jsonl?$|^(?:[\da-f]{64}|\d+)$/.test(name);
}

/** No name of ours begins with a dot, but that of a record without a name, or ends with a tilde. */
function isStranger({ name }: Dirent): boolean {
  return /^\.(?!jsonl?$)|~$|^(?:Thumbs\.db|desktop\.ini|lost\+found)$/i.test(name);
}

function isUnfinished({ name }: Dirent): boolean {
  return name.endsWith(UNFINISHED);
}

/** No two writers share it, in whatever process they are. */
function unfinishedName(path: string): string {
  return `${path}.${randomUUID()}${UNFINISHED}`;
}
