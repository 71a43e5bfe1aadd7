import { isBuiltin, registerHooks } from 'node:module';
import { pathToFileURL } from 'node:url';

/** Packages that AWS's Node.js runtimes bring along. */
const BROUGHT_ALONG = /^@(aws-sdk|smithy)\//;
const PATH_OR_URL = /^(\/|[a-z]+:)/i;

/**
 * Lets the function see its own files only. Node looks for packages in every folder above the importing file, so a package
 * that is missing in the bundle would be found in the project around it, and be missing only on AWS.
 */
export function guardModules(taskRoot: string): void {
  const root = `${pathToFileURL(taskRoot)}/`;
  registerHooks({
    resolve(specifier, context, nextResolve) {
      const isOwn = context.parentURL?.startsWith(root) ?? false;
      if (!isOwn || isBuiltin(specifier) || PATH_OR_URL.test(specifier)) return nextResolve(specifier, context);
      const fromRuntime = () => nextResolve(specifier, { ...context, parentURL: import.meta.url });
      const resolved = orElse(
        () => nextResolve(specifier, context),
        BROUGHT_ALONG.test(specifier) ? fromRuntime : undefined,
      );
      if (resolved.url.startsWith(root) || BROUGHT_ALONG.test(specifier)) return resolved;
      throw notFound(specifier, context.parentURL ?? '', context.conditions.includes('require'));
    },
  });
}

function orElse<T>(first: () => T, second: (() => T) | undefined): T {
  if (second === undefined) return first();
  try {
    return first();
  } catch {
    return second();
  }
}

/** As Node itself says it, for either module system. */
function notFound(specifier: string, parentUrl: string, isRequire: boolean): Error {
  const parent = parentUrl.replace(/^file:\/\//, '');
  const message = isRequire
    ? `Cannot find module '${specifier}'\nRequire stack:\n- ${parent}`
    : `Cannot find package '${specifier}' imported from ${parent}`;
  return Object.assign(new Error(message), { code: isRequire ? 'MODULE_NOT_FOUND' : 'ERR_MODULE_NOT_FOUND' });
}
