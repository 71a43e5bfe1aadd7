import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';

/** One digest of all files below a folder: it changes with any name and any byte. */
export function contentDigest(folder: string): string {
  const hash = createHash('sha256');
  for (const file of filesBelow(folder)) {
    const digest = createHash('sha256').update(readFileSync(file)).digest('hex');
    hash.update(`${digest} ${JSON.stringify(relative(folder, file))}\n`);
  }
  return hash.digest('hex');
}

function filesBelow(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => !entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}
