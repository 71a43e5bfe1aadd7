import { close, openSync } from 'node:fs';

/** Above this, giving a file's blocks back takes longer than a request should wait. */
const LARGE_BYTES = 16 * 1024 * 1024;

/**
 * Removes or replaces a file of that size. The blocks of a large one go back to the disk when its last reader closes it: that reader is
 * here, and it closes in another thread, since for some gigabytes that takes a second in which no request would be answered.
 */
export function freeingLater(path: string, sizeBytes: number, change: () => void): void {
  if (sizeBytes < LARGE_BYTES) {
    change();
    return;
  }
  const file = openSync(path, 'r');
  try {
    change();
  } finally {
    close(file);
  }
}
