import { type Json, parseJson } from '../json.ts';
import type { Filter, Operand, PathStep } from './json-path-tokens.ts';
import { COMPARISON_OPERATORS, isDefinite } from './json-path-tokens.ts';
import type { TextCursor } from './text-cursor.ts';

/** A number, or letters: AWS takes a definition whose filter has a text without quotes, such as `@.Name==Receipt`. */
const WORD = /-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?|[\p{L}_][\p{L}\p{N}_-]*/u;
const JSON_WORD = /^(?:true|false|null|-?\d.*)$/;

type ReadSteps = (cursor: TextCursor) => readonly PathStep[];

/** Reads a filter's expression up to its closing parenthesis; `||` binds weaker than `&&`. */
export function readFilter(cursor: TextCursor, readSteps: ReadSteps): Filter {
  return readParts(cursor, '||', 'or', () => readParts(cursor, '&&', 'and', () => readTerm(cursor, readSteps)));
}

function readParts(cursor: TextCursor, token: string, kind: 'and' | 'or', readPart: () => Filter): Filter {
  const first = readPart();
  const parts = [first];
  cursor.skipSpaces();
  while (cursor.take(token)) {
    parts.push(readPart());
    cursor.skipSpaces();
  }
  return parts.length === 1 ? first : { kind, parts };
}

function readTerm(cursor: TextCursor, readSteps: ReadSteps): Filter {
  cursor.skipSpaces();
  if (cursor.take('!')) return { kind: 'not', part: readTerm(cursor, readSteps) };
  if (cursor.take('(')) {
    const inner = readFilter(cursor, readSteps);
    cursor.skipSpaces();
    cursor.expect(')');
    return inner;
  }
  const left = readOperand(cursor, readSteps);
  cursor.skipSpaces();
  const operator = COMPARISON_OPERATORS.find((candidate) => cursor.take(candidate));
  if (operator === undefined) return { kind: 'exists', operand: left };
  cursor.skipSpaces();
  return { kind: 'compare', operator, left, right: readOperand(cursor, readSteps) };
}

function readOperand(cursor: TextCursor, readSteps: ReadSteps): Operand {
  const start = cursor.at;
  const root = cursor.match(/[@$]/);
  if (root === undefined) return { kind: 'literal', value: readLiteral(cursor) };
  const steps = readSteps(cursor);
  const path = { text: cursor.text.slice(start, cursor.at), steps, definite: isDefinite(steps) };
  return { kind: root === '@' ? 'element' : 'document', path };
}

function readLiteral(cursor: TextCursor): Json {
  if (cursor.peek() === "'" || cursor.peek() === '"') return cursor.quoted();
  const word = cursor.match(WORD);
  if (word !== undefined) return JSON_WORD.test(word) ? parseJson(word) : word;
  if (!cursor.take('[')) throw cursor.error('expected a path, a string, a number, true, false, null or a list');
  const items: Json[] = [];
  cursor.skipSpaces();
  while (!cursor.take(']')) {
    items.push(readLiteral(cursor));
    cursor.skipSpaces();
    cursor.take(',');
    cursor.skipSpaces();
  }
  return items;
}
