import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ConsoleFiles, consoleFile } from '../../../emulators/cloud/console/console-files.ts';
import { BUNDLE_OPTIONS, CONSOLE_FOLDER } from './bundle-options.ts';

/** The page as a browser takes it: its sources bundled in memory, and the files that are served as they are. */
export async function bundleConsole(): Promise<ConsoleFiles> {
  // Loaded only now, as the sources are: most runs show no page.
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [
      { in: join(CONSOLE_FOLDER, 'main.tsx'), out: 'console' },
      { in: join(CONSOLE_FOLDER, 'styles', 'console.css'), out: 'console' },
    ],
    ...BUNDLE_OPTIONS,
  });
  const bundled = outputFiles.map(({ path, contents }) => [basename(path), contents] as const);
  const asTheyAre = ['index.html', 'icon.svg'].map(
    async (name) => [name, await readFile(join(CONSOLE_FOLDER, name))] as const,
  );
  const files = [...bundled, ...(await Promise.all(asTheyAre))];
  return new Map(files.map(([name, body]) => [name, consoleFile(name, body)]));
}
