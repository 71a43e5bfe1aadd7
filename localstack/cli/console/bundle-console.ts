import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { type ConsoleFiles, consoleFile, PAGE_FILE } from '../../../emulators/cloud/console/console-files.ts';
import { BUNDLE_OPTIONS, CONSOLE_FOLDER } from './bundle-options.ts';
import { firstScripts } from './first-scripts.ts';

const ICON = 'icon.svg';

/** The page as a browser takes it: its sources bundled in memory, and the files that are served as they are. */
export async function bundleConsole(): Promise<ConsoleFiles> {
  // Loaded only now, as the sources are: most runs show no page.
  const { build } = await import('esbuild');
  const { outputFiles, metafile } = await build({
    entryPoints: [
      { in: join(CONSOLE_FOLDER, 'page-start.ts'), out: 'console' },
      { in: join(CONSOLE_FOLDER, 'styles', 'console.css'), out: 'console' },
    ],
    ...BUNDLE_OPTIONS,
    splitting: true,
    metafile: true,
  });
  const html = await readFile(join(CONSOLE_FOLDER, PAGE_FILE), 'utf8');
  const files: readonly (readonly [name: string, body: string | Uint8Array])[] = [
    ...outputFiles.map(({ path, contents }) => [basename(path), contents] as const),
    [PAGE_FILE, withPreloads(html, firstScripts(metafile, 'console.js', 'other-pages'))],
    [ICON, await readFile(join(CONSOLE_FOLDER, ICON))],
  ];
  return new Map(files.map(([name, body]) => [name, consoleFile(name, body)]));
}

/** The browser asks for what a script imports with the script itself, not when it has read it. */
function withPreloads(html: string, scripts: readonly string[]): string {
  const links = scripts.map((name) => `  <link rel="preload" as="script" crossorigin href="${name}">\n  `);
  return html.replace('</head>', `${links.join('')}</head>`);
}
