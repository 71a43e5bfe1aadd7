import { mkdir, open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from './user-error.ts';

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
  await mkdir(path, { recursive: true }).catch((error: NodeJS.ErrnoException) => {
    throw unusable(path, error);
  });
  await takeLock(path, lock);
  return { path, release: () => rm(lock, { force: true }) };
}

async function takeLock(path: string, lock: string): Promise<void> {
  try {
    const file = await open(lock, 'wx');
    await file.writeFile(String(process.pid)).finally(() => file.close());
  } catch (error) {
    if (!isErrno(error) || error.code !== 'EEXIST') throw unusable(path, error);
    const owner = Number(await readFile(lock, 'utf8').catch(() => ''));
    if (owner !== process.pid && isAlive(owner)) throw inUse(path, owner);
    // Its process was killed before it could let go.
    await rm(lock, { force: true });
    await takeLock(path, lock);
  }
}

function inUse(path: string, owner: number): DataFolderError {
  return new DataFolderError(
    `the data folder ${path} is in use by process ${owner}; wait for it or stop it, or choose another folder with --data DIR`,
  );
}

function unusable(path: string, error: unknown): DataFolderError {
  const code = isErrno(error) ? error.code : String(error);
  const reason = code === 'ENOSPC' ? 'its disk is full' : `it cannot be written to (${code})`;
  return new DataFolderError(
    `the data folder ${path} cannot be used: ${reason}; choose another with --data DIR`,
    error,
  );
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return isErrno(error) && error.code === 'EPERM';
  }
}

function isErrno(error: unknown): error is NodeJS.ErrnoException {
  return error instanceof Error && 'code' in error;
}
