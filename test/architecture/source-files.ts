import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';

const ROOT = join(import.meta.dirname, '../..');

export interface SourceFile {
  /** Path below the project, such as `infra/config/config.ts`. */
  readonly path: string;
  readonly text: string;
  /** Files of the project that it imports, types too, as paths below the project. */
  readonly imports: readonly string[];
  /** Packages and modules of Node that it imports, such as `@aws-sdk/client-s3` and `node:fs`. */
  readonly packages: readonly string[];
}

/** Every folder of the project: a new one is seen without being named here. */
function folders(): readonly string[] {
  return readdirSync(ROOT, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map(({ name }) => name);
}

function typescriptFiles(folder: string): readonly string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name === 'dist' ? [] : typescriptFiles(path);
    return /\.tsx?$/.test(entry.name) && !entry.name.endsWith('.d.ts') ? [path] : [];
  });
}

const OPTIONS: ts.CompilerOptions = {
  module: ts.ModuleKind.NodeNext,
  moduleResolution: ts.ModuleResolutionKind.NodeNext,
  allowImportingTsExtensions: true,
  jsx: ts.JsxEmit.ReactJSX,
};

/** Where a relative import leads: TypeScript decides, so that a path without `.ts` or to a folder counts as well. */
function resolved(specifier: string, path: string): string {
  const { resolvedModule } = ts.resolveModuleName(specifier, join(ROOT, path), OPTIONS, ts.sys);
  return relative(ROOT, resolvedModule?.resolvedFileName ?? join(ROOT, dirname(path), specifier));
}

function sourceFile(path: string): SourceFile {
  const text = readFileSync(join(ROOT, path), 'utf8');
  const specifiers = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
  const isOurs = (specifier: string) => specifier.startsWith('.');
  return {
    path,
    text,
    imports: specifiers.filter(isOurs).map((specifier) => resolved(specifier, path)),
    packages: specifiers.filter((specifier) => !isOurs(specifier)),
  };
}

export const FILES: readonly SourceFile[] = [...folders().flatMap(typescriptFiles), 'index.ts'].map(sourceFile);

export const within =
  (...rooms: readonly string[]) =>
  (path: string): boolean =>
    rooms.some((room) => path === room || path.startsWith(`${room}/`));

export const isTest = within('test');
