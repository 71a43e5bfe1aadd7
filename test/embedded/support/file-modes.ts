import { readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';

/** What Node makes as it likes; its folder is a private one. */
const NODES_OWN = /\/compile-cache\/./;

/** Files below a folder that are not 0600, and folders that are not 0700, each with its mode: `s3/buckets 755`. */
export function openToOthers(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .map((entry) => ({ path: join(entry.parentPath, entry.name), wanted: entry.isDirectory() ? 0o700 : 0o600 }))
    .filter(({ path }) => !NODES_OWN.test(path))
    .map(({ path, wanted }) => ({ path, wanted, mode: statSync(path).mode & 0o777 }))
    .filter(({ wanted, mode }) => mode !== wanted)
    .map(({ path, mode }) => `${relative(folder, path)} ${mode.toString(8)}`)
    .sort();
}
