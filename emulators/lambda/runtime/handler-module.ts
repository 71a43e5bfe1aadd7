import { existsSync, readFileSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, dirname, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { runtimeError } from './thrown-error.ts';

export type Handler = (event: unknown, context: object) => unknown;

/** AWS's text, https://github.com/aws/aws-lambda-nodejs-runtime-interface-client */
const CALLBACK_REFUSED =
  'ERROR: AWS Lambda has removed support for callback-based function handlers starting with Node.js 24. You need to modify this function to use a supported handler signature to use Node.js 24 or later. For more information see https://docs.aws.amazon.com/lambda/latest/dg/nodejs-handler.html.';
const EXTENSIONS = ['', '.js', '.mjs', '.cjs'];

/** Loads `folder/file.export` below the task root, as the runtime nodejs24.x does: two parameters, no callbacks. */
export async function loadHandler(taskRoot: string, name: string): Promise<Handler> {
  if (name.includes('..')) {
    throw runtimeError(
      'MalformedHandlerName',
      `'${name}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`,
    );
  }
  const [, moduleName, exportName] = /^([^.]*)\.(.*)$/.exec(basename(name)) ?? [];
  if (moduleName === undefined || exportName === undefined) throw runtimeError('MalformedHandlerName', 'Bad handler');
  const loaded = await loadModule(taskRoot, dirname(name), moduleName);
  const handler = findIn(loaded, exportName) ?? findIn(findIn(loaded, 'default'), exportName);
  if (handler === undefined || handler === null) {
    throw runtimeError('HandlerNotFound', `${name} is undefined or not exported`);
  }
  if (typeof handler !== 'function') throw runtimeError('HandlerNotFound', `${name} is not a function`);
  if (handler.length >= 3) throw runtimeError('CallbackHandlerDeprecated', CALLBACK_REFUSED);
  return handler as Handler;
}

async function loadModule(taskRoot: string, folder: string, moduleName: string): Promise<unknown> {
  const path = resolve(taskRoot, folder, moduleName);
  const require = createRequire(join(taskRoot, 'bootstrap.cjs'));
  try {
    const extension = EXTENSIONS.find((candidate) => isFile(path + candidate));
    if (extension === undefined) return require(require.resolve(moduleName, { paths: [taskRoot, dirname(path)] }));
    return isEsModule(path, extension, taskRoot)
      ? await import(pathToFileURL(path + extension).href)
      : require(path + extension);
  } catch (error) {
    if (error instanceof SyntaxError) throw runtimeError('UserCodeSyntaxError', String(error));
    if (error instanceof Error && 'code' in error && error.code === 'MODULE_NOT_FOUND') {
      throw runtimeError('ImportModuleError', String(error));
    }
    throw error;
  }
}

function isFile(path: string): boolean {
  return existsSync(path) && statSync(path).isFile();
}

/** `.mjs`, or `.js` below a package.json that says so; files of the project around the task root do not count. */
function isEsModule(path: string, extension: string, taskRoot: string): boolean {
  if (extension !== '.js') return extension === '.mjs';
  for (let folder = dirname(path); folder.startsWith(taskRoot); folder = dirname(folder)) {
    const file = join(folder, 'package.json');
    if (existsSync(file)) return findIn(JSON.parse(readFileSync(file, 'utf8')), 'type') === 'module';
  }
  return false;
}

function findIn(holder: unknown, path: string): unknown {
  return path.split('.').reduce((value: unknown, member) => {
    const isHolder = (typeof value === 'object' && value !== null) || typeof value === 'function';
    return isHolder ? Reflect.get(value, member) : undefined;
  }, holder);
}
