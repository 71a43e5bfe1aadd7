import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Some 270 MB, most of it of programs in temporary folders, which nobody asks for again. */
const MAX_FILES = 50_000;

// Read by mocha before the tests (.mocharc.yml). Node keeps what it has compiled, so that the processes that tests start
// (the command line, previews, training jobs) need not strip and compile the same 1,000 files each: 3 s of work a run.
if (process.env['NODE_COMPILE_CACHE'] === undefined) {
  const folder = join(import.meta.dirname, '..', 'node_modules', '.cache', 'compiled');
  trimFolder(folder, MAX_FILES);
  process.env['NODE_COMPILE_CACHE'] = folder;
}

/** Removes a folder of files that can be made again, once it has more than so many. */
export function trimFolder(folder: string, maxFiles: number): void {
  if (!existsSync(folder)) return;
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  if (files.length > maxFiles) rmSync(folder, { recursive: true, force: true });
}
