import { mkdir, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { PREBUILT_FOLDER } from '../../emulators/cloud/console/prebuilt-files.ts';
import { bundleConsole } from '../../localstack/cli/console/bundle-console.ts';
import { PROJECT_FOLDER } from './packages.ts';

/** Puts the console into the staged package of the emulators, bundled: its users have neither its sources nor esbuild. */
export async function addConsole(packageFolder: string): Promise<void> {
  const target = join(packageFolder, 'dist', relative(join(PROJECT_FOLDER, 'emulators'), PREBUILT_FOLDER));
  await mkdir(target, { recursive: true });
  for (const [name, { body }] of await bundleConsole()) await writeFile(join(target, name), body);
}
