import { isList, isRecord, type Json, ownMember } from '../json.ts';
import type { Scope } from '../scope.ts';
import { EvaluationError } from '../state-error.ts';
import { parsePath } from './json-path-parser.ts';
import type { PathStep } from './json-path-tokens.ts';
import { documentAt, splitRoot } from './path-root.ts';

/** AWS's words for a path field, such as InputPath, whose path selects nothing: those of the JSONPath library that it runs on. */
export function invalidPath(text: string, scope: Scope): EvaluationError {
  const rooted = splitRoot(text);
  const { steps } = parsePath(rooted.path);
  const missing = firstMissing(steps, documentAt(rooted, scope));
  const place = (count: number) => `$${steps.slice(0, count).map(bracketed).join('')}`;
  const fault =
    missing !== undefined && missing < steps.length - 1
      ? `Missing property in path ${place(missing + 1)}`
      : `No results for path: ${place(steps.length)}`;
  return new EvaluationError(`Invalid path '${text}' : ${fault}`);
}

/** Index of the first step that leads nowhere. */
function firstMissing(steps: readonly PathStep[], document: Json | undefined): number | undefined {
  let value = document;
  for (const [at, step] of steps.entries()) {
    if (step.kind === 'member') value = isRecord(value) ? ownMember(value, step.name) : undefined;
    else if (step.kind === 'index') value = isList(value) ? value.at(step.index) : undefined;
    else return undefined;
    if (value === undefined) return at;
  }
  return undefined;
}

function bracketed(step: PathStep): string {
  if (step.kind === 'member') return `['${step.name}']`;
  if (step.kind === 'index') return `[${step.index}]`;
  if (step.kind === 'function') return `.${step.name}(${step.args.length === 0 ? '' : '...'})`;
  return step.kind === 'wildcard' ? '[*]' : `[${step.kind}]`;
}
