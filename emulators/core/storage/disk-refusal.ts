const FULL = new Set(['ENOSPC', 'EDQUOT']);
const FAULTS = new Set(['EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOTDIR', 'ENOENT']);

export interface DiskRefusal {
  readonly isFull: boolean;
  /** Ours, for the error that a service answers. */
  readonly text: string;
}

/** What the disk has refused, if that is what the error is. */
export function diskRefusal(error: unknown): DiskRefusal | undefined {
  if (!(error instanceof Error) || !('code' in error)) return undefined;
  const code = String(error.code);
  if (FULL.has(code)) {
    const text = `[rehearsal] the disk of the emulator's data folder is full: ${error.message}; nothing was changed: free some space, then try again`;
    return { isFull: true, text };
  }
  // What the network refuses has neither.
  if (!FAULTS.has(code) || !('path' in error || 'fd' in error)) return undefined;
  const text = `[rehearsal] the emulator's data folder refused the operation: ${error.message}; check that it exists and can be written to`;
  return { isFull: false, text };
}
