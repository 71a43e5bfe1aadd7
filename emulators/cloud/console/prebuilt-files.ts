import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type ConsoleFiles, consoleFile } from './console-files.ts';

/** Where the published package has the page, already bundled: see scripts/packages. In the repository there is none. */
export const PREBUILT_FOLDER = join(import.meta.dirname, 'page');

/** The page's files, or undefined where they have not been built. */
export async function prebuiltFiles(folder = PREBUILT_FOLDER): Promise<ConsoleFiles | undefined> {
  const names = await readdir(folder).catch(() => []);
  if (names.length === 0) return undefined;
  const files = names.map(async (name) => [name, consoleFile(name, await readFile(join(folder, name)))] as const);
  return new Map(await Promise.all(files));
}
