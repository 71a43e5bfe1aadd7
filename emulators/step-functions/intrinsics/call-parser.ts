import { ownEntry } from '../../core/own-entry.ts';
import { type Json, parseJson } from '../language/json.ts';
import { readSteps } from '../language/json-path/json-path-parser.ts';
import { TextCursor } from '../language/json-path/text-cursor.ts';
import { INTRINSICS } from './registry.ts';

/** A call of the States Language, such as `States.Format('{}', $.name)`. */
export type Expression =
  | { readonly kind: 'call'; readonly name: string; readonly text: string; readonly args: readonly Expression[] }
  | { readonly kind: 'path'; readonly text: string }
  | { readonly kind: 'string'; readonly raw: string }
  | { readonly kind: 'literal'; readonly value: Json };

/** Reads a whole call; throws PathSyntaxError for bad syntax, an unknown function or a wrong number of arguments. */
export function parseCall(text: string): Expression {
  const cursor = new TextCursor(text);
  cursor.skipSpaces();
  const call = readCall(cursor);
  cursor.skipSpaces();
  if (!cursor.done) throw cursor.error('expected the end');
  return call;
}

function readCall(cursor: TextCursor): Expression {
  const start = cursor.at;
  const name = cursor.match(/States\.[A-Za-z0-9]+/);
  const intrinsic = name === undefined ? undefined : ownEntry(INTRINSICS, name);
  if (name === undefined || intrinsic === undefined) throw cursor.error('expected an intrinsic function');
  cursor.skipSpaces();
  cursor.expect('(');
  const args = readArguments(cursor);
  if (args.length < intrinsic.minArguments || args.length > intrinsic.maxArguments) {
    throw cursor.error(`${name} does not take ${args.length} arguments`);
  }
  return { kind: 'call', name, text: cursor.text.slice(start, cursor.at), args };
}

function readArguments(cursor: TextCursor): readonly Expression[] {
  const args: Expression[] = [];
  cursor.skipSpaces();
  if (cursor.take(')')) return args;
  for (;;) {
    cursor.skipSpaces();
    args.push(readArgument(cursor));
    cursor.skipSpaces();
    if (cursor.take(')')) return args;
    cursor.expect(',');
  }
}

function readArgument(cursor: TextCursor): Expression {
  const start = cursor.at;
  if (cursor.peek() === "'") return { kind: 'string', raw: readRaw(cursor) };
  if (cursor.take('$$') || cursor.match(/\$(?:[\p{L}_][\p{L}\p{N}_]*)?/u) !== undefined) {
    readSteps(cursor);
    return { kind: 'path', text: cursor.text.slice(start, cursor.at) };
  }
  if (cursor.peek(7) === 'States.') return readCall(cursor);
  const word = cursor.match(/true|false|null|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/);
  if (word === undefined) throw cursor.error('expected a path, a string in single quotes, a number or a function');
  return { kind: 'literal', value: parseJson(word) };
}

/** The characters between the quotes, escapes as written. */
function readRaw(cursor: TextCursor): string {
  const quoted = cursor.match(/'(?:[^'\\]|\\[\s\S])*'/);
  if (quoted === undefined) throw cursor.error("expected a closing '");
  return quoted.slice(1, -1);
}

/** What a string literal stands for. */
export function unescapedLiteral(raw: string): string {
  return raw.replace(/\\([{}'\\])/g, '$1');
}
