import type { Json } from '../json.ts';

/** One step of a JSONPath. */
export type PathStep =
  | { readonly kind: 'member'; readonly name: string }
  | { readonly kind: 'index'; readonly index: number }
  | { readonly kind: 'members'; readonly names: readonly string[] }
  | { readonly kind: 'indices'; readonly indices: readonly number[] }
  | { readonly kind: 'slice'; readonly start?: number; readonly end?: number; readonly step: number }
  | { readonly kind: 'wildcard' }
  | { readonly kind: 'filter'; readonly filter: Filter }
  /** `..`: the next step applies at every depth. */
  | { readonly kind: 'descend' }
  /** Everything that an indefinite path selects, as one list. */
  | { readonly kind: 'collect'; readonly steps: readonly PathStep[] }
  | { readonly kind: 'function'; readonly name: PathFunction; readonly args: readonly Operand[] };

export const PATH_FUNCTIONS = [
  ...(['length', 'size', 'keys', 'first', 'last', 'index', 'append', 'concat'] as const),
  ...(['min', 'max', 'avg', 'stddev', 'sum'] as const),
] as const;

export type PathFunction = (typeof PATH_FUNCTIONS)[number];

export interface JsonPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** Selects at most one value, so that nothing selected is an error and not an empty list. */
  readonly definite: boolean;
}

/** What a filter compares. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: Json }
  | { readonly kind: 'pattern'; readonly pattern: RegExp }
  /** Begins with `@`: the element that is tested. */
  | { readonly kind: 'element'; readonly path: JsonPath }
  /** Begins with `$`: the whole document. */
  | { readonly kind: 'document'; readonly path: JsonPath };

/** None is the beginning of one that comes after it. */
export const SIGN_OPERATORS = ['===', '!==', '==', '!=', '<=', '>=', '=~', '<', '>'] as const;
/** In capitals, too. */
export const WORD_OPERATORS = [
  ...(['in', 'nin', 'size', 'empty', 'contains', 'all', 'anyof', 'noneof', 'subsetof'] as const),
] as const;

export type ComparisonOperator = (typeof SIGN_OPERATORS)[number] | (typeof WORD_OPERATORS)[number];

/** The expression of `[?(...)]`. */
export type Filter =
  | { readonly kind: 'and'; readonly parts: readonly Filter[] }
  | { readonly kind: 'or'; readonly parts: readonly Filter[] }
  | { readonly kind: 'not'; readonly part: Filter }
  | { readonly kind: 'exists'; readonly operand: Operand }
  | {
      readonly kind: 'compare';
      readonly operator: ComparisonOperator;
      readonly left: Operand;
      readonly right: Operand;
    };

/** A path that cannot be read: where and what was expected. */
export class PathSyntaxError extends Error {
  constructor(path: string, at: number, expected: string) {
    super(`JSONPath '${path}' is not valid at character ${at + 1}: ${expected}`);
    this.name = 'PathSyntaxError';
  }
}

const DEFINITE: readonly PathStep['kind'][] = ['member', 'index', 'function', 'collect'];

/** A function at the end of a path that begins with `..` gets all that the path selects; any other, one value after the other. */
export function pathOf(text: string, read: readonly PathStep[]): JsonPath {
  const last = read.at(-1);
  const collects = read[0]?.kind === 'descend' && last?.kind === 'function';
  const steps: readonly PathStep[] = collects ? [{ kind: 'collect', steps: read.slice(0, -1) }, last] : read;
  return { text, steps, definite: steps.every(({ kind }) => DEFINITE.includes(kind)) };
}
