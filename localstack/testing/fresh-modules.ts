import { AsyncLocalStorage } from 'node:async_hooks';
import { registerHooks } from 'node:module';

/** A load under way: its number, and the module that asked for the program. */
interface Load {
  readonly number: number;
  importer?: string;
}

const loads = new AsyncLocalStorage<Load>();
const MARK = 'deployment';
let loaded = 0;

/**
 * Runs `load`, in which every ES module of the program is evaluated anew, as Pulumi's engine does for every update: Node
 * would give the one it has, and a program that does not run asks for no resources. Packages stay what they are.
 */
export function loadedAnew<T>(load: () => Promise<T>): Promise<T> {
  if (loaded === 0) markModules();
  loaded += 1;
  return loads.run({ number: loaded }, load);
}

/** A query makes another module of the same file; the program's own modules pass it on to what they import. */
function markModules(): void {
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const resolved = nextResolve(specifier, context);
      const mark = markOf(context.parentURL) ?? markOfLoad(context.parentURL);
      if (mark === undefined || !isOwnModule(resolved)) return resolved;
      return { ...resolved, url: `${resolved.url}?${MARK}=${mark}` };
    },
  });
}

function markOf(url: string | undefined): string | undefined {
  return url === undefined ? undefined : (URL.parse(url)?.searchParams.get(MARK) ?? undefined);
}

/** Only what is imported by who imports first: while a program runs, others may import in its name. */
function markOfLoad(importer: string | undefined): string | undefined {
  const load = loads.getStore();
  if (load === undefined || importer === undefined) return undefined;
  load.importer ??= importer;
  return load.importer === importer ? String(load.number) : undefined;
}

function isOwnModule({ url, format }: { readonly url: string; readonly format?: string | null | undefined }): boolean {
  // Without a "type" in package.json the format is known only after reading the file.
  const isModule = format === 'module' || format === 'module-typescript' || format === undefined || format === null;
  return isModule && url.startsWith('file:') && !url.includes('/node_modules/') && !url.includes('?');
}
