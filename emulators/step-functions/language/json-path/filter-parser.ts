import { type Json, parseJson } from '../json.ts';
import type { Filter, Operand, PathStep } from './json-path-tokens.ts';
import { type ComparisonOperator, pathOf, SIGN_OPERATORS, WORD_OPERATORS } from './json-path-tokens.ts';
import type { TextCursor } from './text-cursor.ts';

/** A number, or letters: AWS takes a definition whose filter has a text without quotes, such as `@.Name==Receipt`. */
const WORD = /-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?|[\p{L}_][\p{L}\p{N}_-]*/u;
const NUMBER = /^[-.\d]/;
const JSON_WORD = /^(?:true|false|null)$/;
const PATTERN = /\/(?:[^/\\]|\\.)*\/[a-zA-Z]*/u;
/** Java's flags, of which some have no meaning in JavaScript. */
const FLAGS = /^[idsmuU]*$/;

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
  const operator = readOperator(cursor);
  if (operator === undefined) return { kind: 'exists', operand: left };
  cursor.skipSpaces();
  return { kind: 'compare', operator, left, right: readOperand(cursor, readSteps) };
}

function readOperator(cursor: TextCursor): ComparisonOperator | undefined {
  const sign = SIGN_OPERATORS.find((candidate) => cursor.take(candidate));
  if (sign !== undefined) return sign;
  const start = cursor.at;
  const word = cursor.match(/[A-Za-z]+/)?.toLowerCase();
  const operator = WORD_OPERATORS.find((candidate) => candidate === word);
  if (operator === undefined) cursor.at = start;
  return operator;
}

/** A path, a literal or a regular expression; also what a function of a path gets. */
export function readOperand(cursor: TextCursor, readSteps: ReadSteps): Operand {
  const start = cursor.at;
  if (cursor.peek() === '/') return { kind: 'pattern', pattern: readPattern(cursor) };
  const root = cursor.match(/[@$]/);
  if (root === undefined) return { kind: 'literal', value: readLiteral(cursor) };
  const steps = readSteps(cursor);
  const path = pathOf(cursor.text.slice(start, cursor.at), steps);
  return { kind: root === '@' ? 'element' : 'document', path };
}

/** The whole text must match. */
function readPattern(cursor: TextCursor): RegExp {
  const written = cursor.match(PATTERN);
  if (written === undefined) throw cursor.error('expected / at the end of the regular expression');
  const end = written.lastIndexOf('/');
  const flags = written.slice(end + 1);
  if (!FLAGS.test(flags)) throw cursor.error('expected one of the flags i, d, s, m, u, U');
  try {
    return new RegExp(`^(?:${written.slice(1, end)})$`, [...new Set(flags.replace(/[duU]/g, ''))].join(''));
  } catch {
    throw cursor.error('expected a regular expression that JavaScript knows, too');
  }
}

function readLiteral(cursor: TextCursor): Json {
  if (cursor.peek() === "'" || cursor.peek() === '"') return cursor.quoted();
  const word = cursor.match(WORD);
  if (word !== undefined && NUMBER.test(word)) return Number(word);
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
