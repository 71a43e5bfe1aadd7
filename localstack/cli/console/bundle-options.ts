import { join } from 'node:path';
import type { BuildOptions } from 'esbuild';

export const CONSOLE_FOLDER = join(import.meta.dirname, '..', '..', '..', 'console');

/** How the console's sources are bundled: in memory, minified, as modules. */
export const BUNDLE_OPTIONS = {
  outdir: CONSOLE_FOLDER,
  bundle: true,
  minify: true,
  write: false,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
  logLevel: 'silent',
} as const satisfies BuildOptions;
