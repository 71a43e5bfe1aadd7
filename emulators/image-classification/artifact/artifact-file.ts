import { randomUUID } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';

/**
 * A file that is whole or absent: `write` makes it at the name it is given, from where it is renamed into its place. That name
 * lies beside `near`, which is the file itself unless others read its folder meanwhile.
 */
export async function buildArtifact(
  file: string,
  write: (unfinished: string) => Promise<unknown>,
  near = file,
): Promise<void> {
  const unfinished = `${near}.${randomUUID()}.tmp`;
  try {
    await write(unfinished);
    await rename(unfinished, file);
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}
