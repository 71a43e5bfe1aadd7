import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { type BuildOptions, type BuildResult, build as buildAnew } from 'esbuild';

const built = new Map<string, Promise<BuildResult>>();

/** As esbuild's own, for a function whose sources and packages were bundled before in this process; see test/one-bundle.ts. */
export function build({ absWorkingDir = '', ...options }: BuildOptions): Promise<BuildResult> {
  const key = JSON.stringify([options, digestOfFiles(join(absWorkingDir, 'functions')), packagesOf(absWorkingDir)]);
  const result = built.get(key) ?? buildAnew({ absWorkingDir, ...options });
  built.set(key, result);
  return result;
}

/** Names and contents of all files of a folder. */
function digestOfFiles(folder: string): string {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  const files = entries.map((entry) => join(entry.parentPath, entry.name)).sort();
  const digest = createHash('sha256');
  for (const file of files)
    digest
      .update(`${file.slice(folder.length)}\0`)
      .update(readFileSync(file))
      .update('\0');
  return digest.digest('hex');
}

/** Where the function's packages are: a copy of the program has a link to the project's, another folder may have others. */
function packagesOf(folder: string): string {
  return createRequire(join(folder, 'package.json')).resolve('@aws-sdk/client-s3');
}
