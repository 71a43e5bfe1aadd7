import ts from 'typescript';

/** The text with each module that it imports, or names in a type, renamed. */
export function withSpecifiers(text: string, renamed: (specifier: string) => string): string {
  let result = text;
  // From the end, so that the places before stay where they are.
  for (const { fileName, pos, end } of importsOf(text).toReversed()) {
    result = `${result.slice(0, pos + 1)}${renamed(fileName)}${result.slice(end + 1)}`;
  }
  return result;
}

/** `createRequire(...).resolve('package/file')`, by which files of packages are found. */
const RESOLVED = /createRequire\([^)]*\)\.resolve\([`'"]([^.`'"$][^`'"$]*)/g;

/** Modules that the text imports, names in a type or looks up. */
export function specifiersIn(text: string): readonly string[] {
  const resolved = [...text.matchAll(RESOLVED)].map(([, specifier = '']) => specifier);
  return [...importsOf(text).map(({ fileName }) => fileName), ...resolved];
}

function importsOf(text: string): readonly ts.FileReference[] {
  return ts.preProcessFile(text, true, true).importedFiles.toSorted((one, other) => one.pos - other.pos);
}
