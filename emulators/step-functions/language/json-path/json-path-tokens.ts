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
  | { readonly kind: 'length' };

export interface JsonPath {
  readonly text: string;
  readonly steps: readonly PathStep[];
  /** Selects at most one value, so that nothing selected is an error and not an empty list. */
  readonly definite: boolean;
}

/** What a filter compares. */
export type Operand =
  | { readonly kind: 'literal'; readonly value: Json }
  /** Begins with `@`: the element that is tested. */
  | { readonly kind: 'element'; readonly path: JsonPath }
  /** Begins with `$`: the whole document. */
  | { readonly kind: 'document'; readonly path: JsonPath };

/** None is the beginning of one that comes after it. */
export const COMPARISON_OPERATORS = ['empty', 'size', 'nin', '==', '!=', '<=', '>=', 'in', '<', '>'] as const;

export type ComparisonOperator = (typeof COMPARISON_OPERATORS)[number];

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

export function isDefinite(steps: readonly PathStep[]): boolean {
  return steps.every(({ kind }) => kind === 'member' || kind === 'index' || kind === 'length');
}
