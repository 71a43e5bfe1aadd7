import ts from 'typescript';
import { type Edit, type EditsOf, replaced } from '../mutant.ts';
import { isEmptyText } from './empty-text.ts';

const LOGICAL: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.AmpersandAmpersandToken, '||'],
  [ts.SyntaxKind.BarBarToken, '&&'],
  [ts.SyntaxKind.EqualsEqualsEqualsToken, '!=='],
  [ts.SyntaxKind.ExclamationEqualsEqualsToken, '==='],
]);

const BOUNDARIES: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.LessThanToken, '<='],
  [ts.SyntaxKind.LessThanEqualsToken, '<'],
  [ts.SyntaxKind.GreaterThanToken, '>='],
  [ts.SyntaxKind.GreaterThanEqualsToken, '>'],
]);

/** Conditions that always hold or never do, `!` left out, `&&` for `||`, `===` for `!==`, `??` without its right side. */
export const conditionEdits: EditsOf = (node, file) => {
  if (ts.isIfStatement(node)) return fixed(node.expression, file);
  if (ts.isConditionalExpression(node)) return fixed(node.condition, file);
  if (ts.isWhileStatement(node)) return [replaced(node.expression, file, 'condition', 'false')];
  if (ts.isPrefixUnaryExpression(node) && node.operator === ts.SyntaxKind.ExclamationToken) {
    return [replaced(node, file, 'condition', node.operand.getText(file))];
  }
  if (!ts.isBinaryExpression(node)) return [];
  if (node.operatorToken.kind === ts.SyntaxKind.QuestionQuestionToken) {
    if (isEmptyText(node.right)) return [];
    return [replaced(node, file, 'condition', `(${node.left.getText(file)})`)];
  }
  const other = LOGICAL.get(node.operatorToken.kind);
  return other === undefined ? [] : [replaced(node.operatorToken, file, 'condition', other)];
};

function fixed(condition: ts.Expression, file: ts.SourceFile): readonly Edit[] {
  return ['true', 'false'].map((value) => replaced(condition, file, 'condition', value));
}

/** `<` for `<=` and so on, but not where a sort compares names: there are no two of one name. */
export const boundaryEdits: EditsOf = (node, file) => {
  if (!ts.isBinaryExpression(node) || isOrder(node.parent)) return [];
  const other = BOUNDARIES.get(node.operatorToken.kind);
  return other === undefined ? [] : [replaced(node.operatorToken, file, 'boundary', other)];
};

/** `a < b ? -1 : 1`. */
function isOrder(node: ts.Node): boolean {
  return (
    ts.isConditionalExpression(node) &&
    ['-1 1', '1 -1'].includes(`${node.whenTrue.getText()} ${node.whenFalse.getText()}`)
  );
}
