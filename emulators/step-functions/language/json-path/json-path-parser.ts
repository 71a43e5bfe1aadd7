import { readFilter, readOperand } from './filter-parser.ts';
import { type JsonPath, type Operand, PATH_FUNCTIONS, type PathStep, pathOf } from './json-path-tokens.ts';
import { TextCursor } from './text-cursor.ts';

const CACHE_SIZE = 2_000;
/** The one script index that lists are used with: so many elements before the end. */
const FROM_END = /\(\s*@\.length\s*-\s*[1-9]\d*\s*\)/;
const parsed = new Map<string, JsonPath>();
/** What a name may consist of where no bracket is open: within a filter or a call, signs end it. */
const NAME = /[^\s.[\]()'"]+/u;
const NAME_WITHIN = /[^\s.[\]()'",@&|=<>!*?:]+/u;
const FUNCTION = new RegExp(`(?:${PATH_FUNCTIONS.join('|')})(?=\\()`);

/**
 * Reads a JSONPath as Step Functions takes it (Jayway's dialect): names, indices, lists of both, slices, `*`, `..` and filters.
 * `$$` at the front is not part of it: the caller has chosen the context object. Throws PathSyntaxError.
 */
export function parsePath(text: string): JsonPath {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const path = readPath(text, NAME);
  if (parsed.size >= CACHE_SIZE) parsed.clear();
  parsed.set(text, path);
  return path;
}

/** As `parsePath`; names have no signs that are operators of JSONPath, unless they are in quotes. */
export function parsePlainPath(text: string): JsonPath {
  return readPath(text, NAME_WITHIN);
}

function readPath(text: string, name: RegExp): JsonPath {
  const cursor = new TextCursor(text);
  cursor.skipSpaces();
  cursor.expect('$');
  const steps = readSteps(cursor, name);
  cursor.skipSpaces();
  if (!cursor.done) throw cursor.error('expected . or [ or the end');
  return pathOf(text, steps);
}

/** Reads steps as long as there are any; what follows is the caller's. */
export function readSteps(cursor: TextCursor, name = NAME_WITHIN): readonly PathStep[] {
  const steps: PathStep[] = [];
  for (;;) {
    if (cursor.take('..')) steps.push({ kind: 'descend' }, readDotted(cursor, name));
    else if (cursor.take('.')) steps.push(readDotted(cursor, name));
    else if (cursor.take('[')) steps.push(readBracket(cursor));
    else return steps;
  }
}

function readDotted(cursor: TextCursor, expression: RegExp): PathStep {
  if (cursor.take('*')) return { kind: 'wildcard' };
  if (cursor.take('[')) return readBracket(cursor);
  const called = cursor.match(FUNCTION);
  const known = PATH_FUNCTIONS.find((candidate) => candidate === called);
  if (known !== undefined) return { kind: 'function', name: known, args: readArguments(cursor) };
  const name = cursor.match(expression);
  if (name === undefined) throw cursor.error('expected a name');
  return { kind: 'member', name };
}

function readArguments(cursor: TextCursor): readonly Operand[] {
  cursor.expect('(');
  const args: Operand[] = [];
  cursor.skipSpaces();
  while (!cursor.take(')')) {
    if (args.length > 0) cursor.expect(',');
    cursor.skipSpaces();
    args.push(readOperand(cursor, readSteps));
    cursor.skipSpaces();
  }
  return args;
}

function readBracket(cursor: TextCursor): PathStep {
  cursor.skipSpaces();
  const step = readBracketContent(cursor);
  cursor.skipSpaces();
  cursor.expect(']');
  return step;
}

function readBracketContent(cursor: TextCursor): PathStep {
  if (cursor.take('*')) return { kind: 'wildcard' };
  if (cursor.take('?')) {
    cursor.skipSpaces();
    cursor.expect('(');
    const filter = readFilter(cursor, readSteps);
    cursor.skipSpaces();
    cursor.expect(')');
    return { kind: 'filter', filter };
  }
  const fromEnd = cursor.match(FROM_END);
  if (fromEnd !== undefined) return { kind: 'index', index: -Number(/\d+/.exec(fromEnd)?.[0]) };
  return cursor.peek() === "'" || cursor.peek() === '"' ? readNames(cursor) : readIndices(cursor);
}

function readNames(cursor: TextCursor): PathStep {
  const names = [cursor.quoted()];
  cursor.skipSpaces();
  while (cursor.take(',')) {
    cursor.skipSpaces();
    names.push(cursor.quoted());
    cursor.skipSpaces();
  }
  const [name = ''] = names;
  return names.length === 1 ? { kind: 'member', name } : { kind: 'members', names };
}

function readIndices(cursor: TextCursor): PathStep {
  const first = readInteger(cursor);
  cursor.skipSpaces();
  if (cursor.take(':')) return readSlice(cursor, first);
  if (first === undefined) throw cursor.error('expected an index, a quoted name, a slice, * or a filter');
  const indices = [first];
  while (cursor.take(',')) {
    cursor.skipSpaces();
    const next = readInteger(cursor);
    if (next === undefined) throw cursor.error('expected an index');
    indices.push(next);
    cursor.skipSpaces();
  }
  return indices.length === 1 ? { kind: 'index', index: first } : { kind: 'indices', indices };
}

function readSlice(cursor: TextCursor, start: number | undefined): PathStep {
  const end = readInteger(cursor);
  cursor.skipSpaces();
  const step = cursor.take(':') ? (readInteger(cursor) ?? 1) : 1;
  return { kind: 'slice', step, ...(start === undefined ? {} : { start }), ...(end === undefined ? {} : { end }) };
}

function readInteger(cursor: TextCursor): number | undefined {
  cursor.skipSpaces();
  const digits = cursor.match(/-?\d+/);
  return digits === undefined ? undefined : Number(digits);
}
