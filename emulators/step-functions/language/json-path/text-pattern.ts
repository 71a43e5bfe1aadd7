import { type Context, createContext, Script } from 'node:vm';
import { runBounded } from '../../../core/process/bounded-script.ts';
import { isList, type Json } from '../json.ts';
import { EvaluationError } from '../state-error.ts';

/** For all elements that a filter tries: nobody else is served meanwhile. */
const LIMIT_MS = 100;
const TESTING = new Script('texts.some((text) => pattern.test(text))');

let context: Context | undefined;

/** Whether a value, or an item of a list, is a text that matches as a whole. */
export function matchesPattern(pattern: RegExp, value: Json | undefined): boolean {
  context ??= createContext({});
  context['pattern'] = pattern;
  context['texts'] = isList(value) ? value.map(textOf) : [textOf(value)];
  const result = runBounded(TESTING, context, LIMIT_MS);
  if ('value' in result) return result.value === true;
  throw new EvaluationError(
    `[rehearsal] the regular expression ${pattern} of a JSONPath takes more than ${LIMIT_MS} ms`,
  );
}

function textOf(value: Json | undefined): string {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}
