import ts from 'typescript';
import { type EditsOf, replaced } from '../mutant.ts';
import { isEmptyDefault } from './empty-text.ts';

const ARITHMETIC: ReadonlyMap<ts.SyntaxKind, string> = new Map([
  [ts.SyntaxKind.PlusToken, '-'],
  [ts.SyntaxKind.MinusToken, '+'],
  [ts.SyntaxKind.AsteriskToken, '/'],
  [ts.SyntaxKind.SlashToken, '*'],
  [ts.SyntaxKind.PercentToken, '*'],
]);

const isText = (node: ts.Node) => ts.isStringLiteralLike(node) || ts.isTemplateExpression(node);

/** `+` for `-` and so on; sums of texts are left alone. */
export const arithmeticEdits: EditsOf = (node, file) => {
  if (!ts.isBinaryExpression(node) || isText(node.left) || isText(node.right)) return [];
  const other = ARITHMETIC.get(node.operatorToken.kind);
  return other === undefined ? [] : [replaced(node.operatorToken, file, 'arithmetic', other)];
};

/** A number one greater, a boolean turned round, a text emptied, a regular expression without its anchor. */
export const literalEdits: EditsOf = (node, file) => {
  const text = node.getText(file);
  if (ts.isNumericLiteral(node)) return [replaced(node, file, 'number', `(${text} + 1)`)];
  if (node.kind === ts.SyntaxKind.TrueKeyword) return [replaced(node, file, 'boolean', 'false')];
  if (node.kind === ts.SyntaxKind.FalseKeyword) return [replaced(node, file, 'boolean', 'true')];
  if (isEmptyDefault(node)) return [];
  if (isText(node)) return [replaced(node, file, 'string', text.length === 2 ? "'mutated'" : "''")];
  if (!ts.isRegularExpressionLiteral(node)) return [];
  const weaker = [text.replace(/^\/\^/, '/'), text.replace(/\$(\/[a-z]*)$/, '$1')];
  return weaker.filter((regex) => regex !== text).map((regex) => replaced(node, file, 'regex', regex));
};

/** A list or a set without its members. */
export const arrayEdits: EditsOf = (node, file) =>
  ts.isArrayLiteralExpression(node) && node.elements.length > 0 ? [replaced(node, file, 'array', '[]')] : [];
