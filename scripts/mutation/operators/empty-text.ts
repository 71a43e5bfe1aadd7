import ts from 'typescript';

/** `''`, which often stands behind `??` and `=` only because the compiler cannot see that there is always a value. */
export function isEmptyText(node: ts.Node): boolean {
  return ts.isStringLiteralLike(node) && node.text === '';
}

/** The `''` of `a ?? ''` and of `[a = '']`. */
export function isEmptyDefault(node: ts.Node): boolean {
  if (!isEmptyText(node)) return false;
  const { parent } = node;
  if (ts.isBindingElement(parent)) return parent.initializer === node;
  return ts.isBinaryExpression(parent) && parent.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken;
}
