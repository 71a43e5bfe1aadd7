import { basename } from 'node:path';
import type { Metafile } from 'esbuild';

/**
 * The scripts that an entry loads in any case: what it imports, and what it asks for at once, with all that those import. What
 * it asks for on some pages alone is `later`: a name without its hash.
 */
export function firstScripts({ outputs }: Pick<Metafile, 'outputs'>, entry: string, later: string): readonly string[] {
  const imports = new Map(Object.entries(outputs).map(([path, { imports: list }]) => [basename(path), list]));
  const first = new Set<string>();
  const add = (name: string, kinds: readonly string[]) => {
    for (const { path, kind } of imports.get(name) ?? []) {
      const imported = basename(path);
      const isKnown = imported === entry || first.has(imported);
      if (!kinds.includes(kind) || isKnown || imported.startsWith(`${later}-`)) continue;
      first.add(imported);
      add(imported, ['import-statement']);
    }
  };
  add(entry, ['import-statement', 'dynamic-import']);
  return [...first];
}
