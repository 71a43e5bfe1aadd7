import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../process/is-alive.ts';
import { UserError } from '../user-error.ts';
import { PRIVATE_FILE, PRIVATE_FOLDER } from './private-files.ts';

/** A data folder that cannot be used; the message names it and says what to do. */
export class DataFolderError extends UserError {
  constructor(message: string, cause?: unknown) {
    super('DataFolderError', message, { cause });
  }
}

export interface OpenDataFolder {
  readonly path: string;
  /** Lets the next process in. */
  release(): Promise<void>;
}

/** Makes the folder where needed and keeps every other process out of it until `release`. */
export async function openDataFolder(path: string): Promise<OpenDataFolder> {
  const lock = join(path, 'lock');
  try {
    await mkdir(path, { recursive: true, mode: PRIVATE_FOLDER });
    await takeLock(path, lock);
  } catch (error) {
    throw unusableFolder(path, error);
  }
  return { path, release: () => rm(lock, { force: true }) };
}

/**
 * The lock appears with its owner in it: written beside and linked into place, which fails if there is one. One that was
 * left behind is moved away under a name of our own, which only one of several starters can do.
 */
async function takeLock(path: string, lock: string): Promise<void> {
  const mine = `${lock}.${process.pid}.${randomUUID()}`;
  try {
    await writeFile(mine, String(process.pid), { mode: PRIVATE_FILE });
    for (;;) {
      if (await linked(mine, lock)) return;
      const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
      if (owner !== process.pid && isAlive(owner)) throw inUse(path, owner);
      // Its process was killed before it could let go.
      await removeLeftLock(lock, `${mine}.left`);
    }
  } finally {
    await rm(mine, { force: true });
  }
}

/** Another starter may have replaced the lock since it was looked at: a living one is put back. */
async function removeLeftLock(lock: string, away: string): Promise<void> {
  await rename(lock, away).catch(ignoreMissing);
  const owner = Number(await readFile(away, 'utf8').catch(() => ''));
  if (isAlive(owner)) await linked(away, lock);
  await rm(away, { force: true });
}

async function linked(from: string, to: string): Promise<boolean> {
  try {
    await link(from, to);
    return true;
  } catch (error) {
    if (isErrno(error) && error.code === 'EEXIST') return false;
    throw error;
  }
}

function ignoreMissing(error: unknown): void {
  if (!isErrno(error) || error.code !== 'ENOENT') throw error;
}

function inUse(path: string, owner: number): DataFolderError {
  return new DataFolderError(
    `the data folder ${path} is in use by process ${owner}; wait for it or stop it, choose another folder with --data DIR, or remove ${join(path, 'lock')} if that process is another program`,
  );
}

/** An error of the file system as one about the data folder; any other error as it is. */
export function unusableFolder(path: string, error: unknown): unknown {
  if (!isErrno(error)) return error;
  const reason = error.code === 'ENOSPC' ? 'its disk is full' : `it cannot be written to (${error.code})`;
  return new DataFolderError(
    `the data folder ${path} cannot be used: ${reason}; choose another with --data DIR`,
    error,
  );
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
