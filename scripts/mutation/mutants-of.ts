import ts from 'typescript';
import type { EditsOf, Mutant } from './mutant.ts';
import { boundaryEdits, conditionEdits } from './operators/conditions.ts';
import { methodEdits, optionalChainEdits, statementEdits } from './operators/steps.ts';
import { arithmeticEdits, arrayEdits, literalEdits } from './operators/values.ts';

const ALL: readonly EditsOf[] = [
  conditionEdits,
  boundaryEdits,
  arithmeticEdits,
  literalEdits,
  arrayEdits,
  statementEdits,
  methodEdits,
  optionalChainEdits,
];

/** Every mutant of a file; types and imports have none, since they are gone when it runs. */
export function mutantsOf(path: string, text: string): readonly Mutant[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lines = text.split('\n');
  const mutants: Mutant[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isTypeNode(node) || ts.isImportDeclaration(node) || ts.isExportDeclaration(node)) return;
    if (ts.isInterfaceDeclaration(node) || ts.isTypeAliasDeclaration(node)) return;
    for (const edit of ALL.flatMap((editsOf) => editsOf(node, file))) {
      const { line } = file.getLineAndCharacterOfPosition(edit.start);
      const context = lines[line]?.trim() ?? '';
      mutants.push({ ...edit, path, line: line + 1, context, original: text.slice(edit.start, edit.end) });
    }
    ts.forEachChild(node, visit);
  };
  ts.forEachChild(file, visit);
  return mutants.filter(({ original, replacement }) => original !== replacement);
}

export function mutatedText(
  text: string,
  { start, end, replacement }: Pick<Mutant, 'start' | 'end' | 'replacement'>,
): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
