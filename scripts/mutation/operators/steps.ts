import ts from 'typescript';
import { type EditsOf, replaced } from '../mutant.ts';

const isJump = (node: ts.Node) =>
  ts.isReturnStatement(node) || ts.isThrowStatement(node) || ts.isContinueStatement(node) || ts.isBreakStatement(node);

/** A statement left out: a call, an assignment, or a jump that is not the last thing its function does. */
export const statementEdits: EditsOf = (node, file) => {
  const isLast =
    ts.isBlock(node.parent) && node.parent.statements.at(-1) === node && ts.isFunctionLike(node.parent.parent);
  const goes = ts.isExpressionStatement(node) || (isJump(node) && !isLast && !ts.isCaseOrDefaultClause(node.parent));
  return goes ? [replaced(node, file, 'statement', ';')] : [];
};

const OTHER_METHOD: ReadonlyMap<string, string> = new Map([
  ['some', 'every'],
  ['every', 'some'],
  ['startsWith', 'endsWith'],
  ['endsWith', 'startsWith'],
  ['min', 'max'],
  ['max', 'min'],
  ['floor', 'ceil'],
  ['ceil', 'floor'],
  ['push', 'unshift'],
  ['toLowerCase', 'toUpperCase'],
  ['toUpperCase', 'toLowerCase'],
  ['padStart', 'padEnd'],
]);
const LEFT_OUT = new Set([
  'filter',
  'slice',
  'sort',
  'toSorted',
  'reverse',
  'toReversed',
  'trim',
  'replaceAll',
  'replace',
]);

/** One method for its opposite, and a method left out that gives the same kind of value. */
export const methodEdits: EditsOf = (node, file) => {
  if (!ts.isCallExpression(node) || !ts.isPropertyAccessExpression(node.expression)) return [];
  const { name, expression } = node.expression;
  const other = OTHER_METHOD.get(name.text);
  if (other !== undefined) return [replaced(name, file, 'method', other)];
  return LEFT_OUT.has(name.text) ? [replaced(node, file, 'method', expression.getText(file))] : [];
};

/** `a.b` for `a?.b`. */
export const optionalChainEdits: EditsOf = (node, file) => {
  if (!ts.isPropertyAccessExpression(node) && !ts.isElementAccessExpression(node) && !ts.isCallExpression(node))
    return [];
  const { questionDotToken } = node;
  if (questionDotToken === undefined) return [];
  return [replaced(questionDotToken, file, 'optional chain', ts.isPropertyAccessExpression(node) ? '.' : '')];
};
