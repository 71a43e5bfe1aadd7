import { ownEntry } from '../../core/own-entry.ts';
import { type Argument, failedCall, IntrinsicError } from '../intrinsics/call.ts';
import { type Expression, parseCall, unescapedLiteral } from '../intrinsics/call-parser.ts';
import { INTRINSICS } from '../intrinsics/registry.ts';
import type { Json } from './json.ts';
import { selectPath } from './json-path/json-path.ts';
import { documentAt, splitRoot } from './json-path/path-root.ts';
import type { Scope } from './scope.ts';
import { EvaluationError, RUNTIME } from './state-error.ts';

/** What a path that begins with `$`, `$$` or `$variable` selects, or undefined. */
export function lookUp(text: string, scope: Scope): Json | undefined {
  const rooted = splitRoot(text);
  const document = documentAt(rooted, scope);
  return document === undefined ? undefined : selectPath(rooted.path, document);
}

/** The value of a JSONPath or an intrinsic function call; `field` is the member's name, for AWS's error text. */
export function evaluatePathOrCall(text: string, field: string, scope: Scope): Json {
  if (!text.trimStart().startsWith('$')) return evaluateExpression(parseCall(text), scope).value;
  const value = lookUp(text, scope);
  if (value === undefined) {
    throw new EvaluationError(
      `The JSONPath '${text}' specified for the field '${field}' could not be found in the input '${documentText(text, scope)}'`,
    );
  }
  return value;
}

/** The document that a path was looked up in, as text. */
export function documentText(path: string, scope: Scope): string {
  return path.trimStart().startsWith('$$') ? JSON.stringify(scope.context) : scope.input.text;
}

function evaluateExpression(expression: Expression, scope: Scope): Argument {
  if (expression.kind === 'literal') return { value: expression.value };
  if (expression.kind === 'string') return { value: unescapedLiteral(expression.raw), rawLiteral: expression.raw };
  if (expression.kind === 'path') throw new Error('a path is an argument of a call');
  const { name, text, args } = expression;
  const values = args.map((arg) =>
    arg.kind === 'path' ? pathArgument(arg.text, text, scope) : evaluateExpression(arg, scope),
  );
  try {
    return { value: ownEntry(INTRINSICS, name)?.run(values, scope) ?? null };
  } catch (error) {
    throw error instanceof IntrinsicError ? failedCall(text, error.message) : error;
  }
}

function pathArgument(path: string, callText: string, scope: Scope): Argument {
  const value = lookUp(path, scope);
  if (value !== undefined) return { value };
  const message = `The JsonPath argument for the field '${path}' could not be found in the input '${documentText(path, scope)}'`;
  throw failedCall(callText, message, RUNTIME);
}
