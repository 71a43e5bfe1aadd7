import { fileURLToPath } from 'node:url';

/**
 * The file of a module that is started by its path, seen from the module at `from`. `path` is that of the sources; in the
 * built packages every module ends in .js, and `from` says which of the two is running.
 */
export function modulePath(path: string, from: string): string {
  return fileURLToPath(new URL(from.endsWith('.ts') ? path : path.replace(/\.ts$/, '.js'), from));
}
