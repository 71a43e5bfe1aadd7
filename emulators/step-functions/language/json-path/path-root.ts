import type { Json } from '../json.ts';
import type { Scope } from '../scope.ts';

const VARIABLE = /^\$([\p{L}_][\p{L}\p{N}_]*)/u;

/** What a path begins at: `$` the input, `$$` the context object, `$name` a variable; `path` is the rest as a path of its own. */
export interface RootedPath {
  readonly root: 'input' | 'context' | { readonly variable: string };
  readonly path: string;
}

/** AWS takes blanks around a path. */
export function splitRoot(written: string): RootedPath {
  const text = written.trim();
  if (text.startsWith('$$')) return { root: 'context', path: text.slice(1) };
  const variable = VARIABLE.exec(text)?.[1];
  if (variable === undefined) return { root: 'input', path: text };
  return { root: { variable }, path: `$${text.slice(1 + variable.length)}` };
}

/** The document that the path is looked up in; undefined for a variable that was never assigned. */
export function documentAt({ root }: RootedPath, scope: Scope): Json | undefined {
  if (root === 'context') return scope.context;
  return root === 'input' ? scope.input.value : scope.variables.get(root.variable);
}
