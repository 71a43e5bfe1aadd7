import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

interface LockedPackage {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

type Lock = Readonly<Record<string, LockedPackage>>;

/** Folders such as `node_modules/sharp` of these packages and of all that they need, as package-lock.json has them, and as installed on this machine. */
export function installedWith(names: readonly string[], projectFolder: string): readonly string[] {
  const lock: Lock = JSON.parse(readFileSync(join(projectFolder, 'package-lock.json'), 'utf8')).packages;
  const found = new Set<string>();
  const add = (name: string, from: string, isOptional: boolean) => {
    const path = locked(name, from, lock);
    const isInstalled = path !== undefined && existsSync(join(projectFolder, path));
    if (!isInstalled && isOptional) return;
    if (!isInstalled) throw new Error(`${name} is not installed: run npm ci`);
    if (found.has(path)) return;
    found.add(path);
    const { dependencies = {}, optionalDependencies = {} } = lock[path] ?? {};
    for (const needed of Object.keys(dependencies)) add(needed, path, false);
    for (const needed of Object.keys(optionalDependencies)) add(needed, path, true);
  };
  for (const name of names) add(name, '', false);
  return [...found].sort();
}

/** Where Node finds `name` from the package at `from`: in its own node_modules first, then in those above. */
function locked(name: string, from: string, lock: Lock): string | undefined {
  for (let folder = from; ; folder = dirname(folder)) {
    const path = join(folder, 'node_modules', name);
    if (Object.hasOwn(lock, path)) return path;
    if (folder === '' || folder === '.') return undefined;
  }
}
