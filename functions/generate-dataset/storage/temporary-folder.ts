import { mkdtemp, rm, statfs } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatasetError } from '../errors.ts';

/** The function's own storage is full. */
class TemporaryStorageError extends DatasetError {
  constructor(cause: unknown) {
    super(
      'TemporaryStorageError',
      `the temporary folder ${tmpdir()} is full, in which the function keeps rows until they are written: raise functionStorageMb (100 for each million images, more where keys are long), or set fanOut to auto`,
      { cause },
    );
  }
}

/** Runs work with a folder for temporary files, which is gone afterwards. */
export async function withTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'generate-dataset-'));
  try {
    return await work(folder);
  } catch (error) {
    throw isOfFullDisk(error) ? new TemporaryStorageError(error) : error;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Bytes for which the temporary folder has room. */
export async function freeTemporaryBytes(): Promise<number> {
  const { bavail, bsize } = await statfs(tmpdir());
  return bavail * bsize;
}

function isOfFullDisk(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  return ('code' in error && error.code === 'ENOSPC') || isOfFullDisk(error.cause);
}
