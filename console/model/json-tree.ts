import { isMembers } from './members.ts';

/** One line of a value that is shown as a tree. */
export interface JsonLine {
  /** As JSONPath has it, such as `$.dataset.classes[2]`. */
  readonly path: string;
  readonly depth: number;
  /** Name or index in the value around it; empty for the whole. */
  readonly name: string;
  readonly value: unknown;
  /** How many members a value with members has. */
  readonly size?: number;
  readonly isOpen: boolean;
  /** Members that are not shown yet. */
  readonly hidden: number;
}

/** How many members of one value are shown before more are asked for. */
export const PART = 100;
const OPEN_DEPTH = 2;

/** What the reader has opened, closed and asked more of, by path. */
export interface TreeState {
  readonly toggled: ReadonlyMap<string, boolean>;
  readonly shown: ReadonlyMap<string, number>;
}

export const UNTOUCHED: TreeState = { toggled: new Map(), shown: new Map() };

/** The lines of a value; of small ones the first levels are open. With a search, those that hold it and what is around them. */
export function jsonLines(value: unknown, state: TreeState, search = ''): readonly JsonLine[] {
  const words = search.trim().toLowerCase();
  const lines: JsonLine[] = [];
  addLines(lines, { path: '$', depth: 0, name: '', value }, state, words);
  return lines;
}

/** How many lines are drawn before more are asked for, in steps of as many. */
export const DRAWN = 500;

/** The first of these lines, and how many are left: a search may find as many as there are. */
export function firstLines(lines: readonly JsonLine[], limit: number): { shown: readonly JsonLine[]; left: number } {
  return { shown: lines.slice(0, limit), left: Math.max(0, lines.length - limit) };
}

type Place = Pick<JsonLine, 'path' | 'depth' | 'name' | 'value'>;

function addLines(lines: JsonLine[], place: Place, state: TreeState, words: string): boolean {
  const members = membersOf(place.value);
  const holds = words !== '' && textOf(place).includes(words);
  if (members === undefined) {
    if (words === '' || holds) lines.push({ ...place, isOpen: false, hidden: 0 });
    return holds;
  }
  const isOpen =
    words !== '' || (state.toggled.get(place.path) ?? (place.depth < OPEN_DEPTH && members.length <= PART));
  const at = lines.length;
  const limit = words === '' ? (state.shown.get(place.path) ?? PART) : Number.POSITIVE_INFINITY;
  const hidden = isOpen ? Math.max(0, members.length - limit) : 0;
  lines.push({ ...place, size: members.length, isOpen, hidden });
  let isFound = holds;
  const shown = isOpen ? members.slice(0, limit) : [];
  for (const [name, value] of shown) {
    const child = { path: `${place.path}${step(name, place.value)}`, depth: place.depth + 1, name, value };
    isFound = addLines(lines, child, state, holds ? '' : words) || isFound;
  }
  if (words !== '' && !isFound) lines.length = at;
  return isFound;
}

function membersOf(value: unknown): readonly (readonly [string, unknown])[] | undefined {
  if (Array.isArray(value)) return value.map((item: unknown, index) => [String(index), item] as const);
  return isMembers(value) ? Object.entries(value) : undefined;
}

function textOf({ name, value }: Place): string {
  const own = typeof value === 'object' && value !== null ? '' : String(value);
  return `${name}\n${own}`.toLowerCase();
}

function step(name: string, parent: unknown): string {
  if (Array.isArray(parent)) return `[${name}]`;
  return /^[A-Za-z_]\w*$/.test(name) ? `.${name}` : `['${name.replaceAll("'", "\\'")}']`;
}
