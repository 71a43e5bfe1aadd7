import { rm } from 'node:fs/promises';

/** Removes a work folder; what cannot be removed now is removed when the emulator starts again. */
export async function removeNow(folder: string): Promise<void> {
  await rm(folder, { recursive: true, force: true }).catch(() => undefined);
}
