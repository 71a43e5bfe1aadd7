import { mkdir, rm } from 'node:fs/promises';

export async function makeWorkFolder(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true });
}

/** What cannot be removed now is removed when the emulator starts again. */
export async function removeWorkFolder(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
