import {
  chmodSync,
  closeSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';

/** What is in a data folder (sessions, keys in a function's environment, logs) is for the user who runs the emulators. */
export const PRIVATE_FILE = 0o600;
export const PRIVATE_FOLDER = 0o700;
const OTHERS = 0o077;

/** Makes a folder of ours, and those above it that are missing; one that others may look into is closed to them. */
export function makePrivateFolder(path: string): void {
  mkdirSync(path, { recursive: true, mode: PRIVATE_FOLDER });
  const { mode, uid } = statSync(path);
  if ((mode & OTHERS) !== 0 && uid === process.getuid?.()) chmodSync(path, PRIVATE_FOLDER);
}

/** Appends all of the text, or leaves the file as it was: a full disk takes the first part of what is written. */
export function appendWhole(path: string, text: string): void {
  const file = openSync(path, 'a', PRIVATE_FILE);
  try {
    const { size } = fstatSync(file);
    try {
      writeFileSync(file, text);
    } catch (error) {
      cutTo(size, file);
      if (size === 0) rmSync(path, { force: true });
      throw error;
    }
  } finally {
    closeSync(file);
  }
}

function cutTo(size: number, file: number): void {
  try {
    ftruncateSync(file, size);
  } catch {
    // The disk takes nothing at all: readers of the file skip a line that was cut short.
  }
}
