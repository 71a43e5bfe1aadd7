import ts from 'typescript';
import type { SourceFile } from './source-files.ts';

export interface FunctionSpan {
  /** `path:line name`. */
  readonly place: string;
  readonly lines: number;
}

/** What groups tests or holds one; a file's cap holds them, the cap of functions does not. */
const TEST_CONTAINERS = new Set(['describe', 'it', 'before', 'after', 'beforeEach', 'afterEach', 'rule', 'needing']);

/** All functions of a file, constructors, accessors and arrow functions included, without a test's containers. */
export function functionsOf({ path, text }: Pick<SourceFile, 'path' | 'text'>): readonly FunctionSpan[] {
  const file = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true);
  const lineAt = (position: number) => file.getLineAndCharacterOfPosition(position).line + 1;
  const spans: FunctionSpan[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && 'body' in node && node.body !== undefined && !isContainer(node)) {
      const line = lineAt(node.getStart(file));
      spans.push({ place: `${path}:${line} ${nameOf(node)}`, lines: lineAt(node.end) - line + 1 });
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  return spans;
}

function isContainer(node: ts.Node): boolean {
  if (!ts.isCallExpression(node.parent)) return false;
  const [name = ''] = node.parent.expression.getText().split(/[.(]/, 1);
  return TEST_CONTAINERS.has(name);
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (ts.isConstructorDeclaration(node)) return 'constructor';
  if (node.name !== undefined) return node.name.getText();
  return ts.isVariableDeclaration(node.parent) ? node.parent.name.getText() : 'anonymous';
}
