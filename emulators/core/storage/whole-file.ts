/**
 * Files that are whole or absent: written beside their place and renamed into it. After a crash there is the old content or
 * the new one, never half; after a failure nothing is left beside it. Nothing is forced to the disk (fsync): what is promised
 * is that the death of this process loses nothing, not that a power failure does.
 */
import { randomUUID } from 'node:crypto';
import { readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
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

/** Removes what a killed process left of its writes; gives the names of the folder's other entries. */
export function wholeFiles(folder: string): readonly string[] {
  const names = readdirSync(folder);
  for (const name of names.filter(isUnfinished)) rmSync(join(folder, name), { recursive: true, force: true });
  return names.filter((name) => !isUnfinished(name));
}

function isUnfinished(name: string): boolean {
  return name.endsWith(UNFINISHED);
}

/** No two writers share it, in whatever process they are. */
function unfinishedName(path: string): string {
  return `${path}.${randomUUID()}${UNFINISHED}`;
}
