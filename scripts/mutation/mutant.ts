import type ts from 'typescript';

export const OPERATORS = [
  'condition',
  'boundary',
  'arithmetic',
  'number',
  'boolean',
  'string',
  'regex',
  'statement',
  'method',
  'optional chain',
  'array',
] as const;

export type Operator = (typeof OPERATORS)[number];

/** One change of a source text: what is between `start` and `end` becomes `replacement`. */
export interface Edit {
  readonly operator: Operator;
  readonly start: number;
  readonly end: number;
  readonly replacement: string;
}

export interface Mutant extends Edit {
  /** Path below the project. */
  readonly path: string;
  readonly line: number;
  /** The text of that line, trimmed. */
  readonly context: string;
  /** What is replaced. */
  readonly original: string;
}

/** The edits that an operator knows for one node of a syntax tree. */
export type EditsOf = (node: ts.Node, file: ts.SourceFile) => readonly Edit[];

export function replaced(node: ts.Node, file: ts.SourceFile, operator: Operator, replacement: string): Edit {
  return { operator, start: node.getStart(file), end: node.end, replacement };
}

/** A mutant in one line. */
export function described({ path, line, original, replacement }: Mutant): string {
  return `${path}:${line} ${inOneLine(original)} -> ${inOneLine(replacement) || '(nothing)'}`;
}

/** What a mutant is, wherever its line has moved to. */
export function identityOf({ path, context, original, replacement }: Mutant): string {
  return [path, context, original, replacement].join('\n');
}

function inOneLine(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 70 ? `${flat.slice(0, 67)}...` : flat;
}
