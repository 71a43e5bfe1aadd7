import type { SourceFile } from './source-files.ts';

/** The state of Tarjan's search: in what order files were met, and which of them are not yet in a circle. */
interface Search {
  readonly imports: ReadonlyMap<string, readonly string[]>;
  readonly order: Map<string, number>;
  readonly open: string[];
  readonly circles: string[][];
}

/** Groups of files that import each other, directly or by others; each group and their list in order of paths. */
export function circlesOf(files: readonly Pick<SourceFile, 'path' | 'imports'>[]): readonly (readonly string[])[] {
  const imports = new Map(files.map((file) => [file.path, file.imports]));
  const search: Search = { imports, order: new Map(), open: [], circles: [] };
  for (const { path } of files) if (!search.order.has(path)) visit(path, search);
  return search.circles.map((circle) => circle.sort()).sort(([a = ''], [b = '']) => a.localeCompare(b));
}

/** The earliest open file that can be reached from this one. */
function visit(path: string, search: Search): number {
  const { imports, order, open, circles } = search;
  const position = order.size;
  order.set(path, position);
  open.push(path);
  let earliest = position;
  for (const target of imports.get(path) ?? []) {
    const met = order.get(target);
    if (met === undefined) earliest = Math.min(earliest, visit(target, search));
    else if (open.includes(target)) earliest = Math.min(earliest, met);
  }
  if (earliest === position) {
    const group = open.splice(open.indexOf(path));
    if (group.length > 1 || imports.get(path)?.includes(path)) circles.push(group);
  }
  return earliest;
}
