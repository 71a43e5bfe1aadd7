import { createHash } from 'node:crypto';
import { createReadStream, readdirSync } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { join, relative } from 'node:path';

const PIECE_BYTES = 1024 * 1024;

/** One digest of all files below a folder: it changes with any name and any byte. */
export async function contentDigest(folder: string): Promise<string> {
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) {
    hash.update(`${await fileDigest(file)} ${JSON.stringify(relative(folder, file))}\n`);
  }
  return hash.digest('hex');
}

/** Piece by piece, so that a large file neither fills the memory nor keeps others waiting. */
async function fileDigest(file: string): Promise<string> {
  const hash = createHash('sha256');
  const { size } = await stat(file);
  if (size <= PIECE_BYTES) return hash.update(await readFile(file)).digest('hex');
  for await (const piece of createReadStream(file, { highWaterMark: PIECE_BYTES })) hash.update(piece);
  return hash.digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
