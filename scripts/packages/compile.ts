import { execFile } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';

/** JavaScript and type declarations of all packages, in the project's own folders. */
export interface Compiled {
  readonly folder: string;
  /** Files below `folder`, such as `emulators/index.js`. */
  readonly files: readonly string[];
  remove(): Promise<void>;
}

const run = promisify(execFile);

/** Runs the TypeScript compiler; its complaints are the error's text. */
export async function compile(): Promise<Compiled> {
  const folder = await mkdtemp(join(tmpdir(), 'packages-'));
  const remove = () => rm(folder, { recursive: true, force: true });
  const compiler = createRequire(import.meta.url).resolve('typescript/bin/tsc');
  const project = join(import.meta.dirname, 'tsconfig.json');
  try {
    await run(process.execPath, [compiler, '--project', project, '--outDir', folder]);
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const files = entries
      .filter((entry) => entry.isFile())
      .map(({ parentPath, name }) => relative(folder, join(parentPath, name)));
    return { folder, files, remove };
  } catch (error) {
    await remove();
    throw error instanceof Error && 'stdout' in error ? new Error(`tsc: ${error.stdout}`) : error;
  }
}
