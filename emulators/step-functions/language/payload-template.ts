import { evaluatePathOrCall } from './expression.ts';
import { isList, isRecord, type Json } from './json.ts';
import type { Scope } from './scope.ts';

const DYNAMIC = '.$';

/** A payload template (Parameters, ResultSelector): members named `x.$` become `x` with the value of their path or function. */
export function fillTemplate(template: Json, scope: Scope): Json {
  if (isList(template)) return template.map((item) => fillTemplate(item, scope));
  if (!isRecord(template)) return template;
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) => {
      if (!name.endsWith(DYNAMIC) || typeof value !== 'string') return [name, fillTemplate(value, scope)];
      return [name.slice(0, -DYNAMIC.length), evaluatePathOrCall(value, name, scope)];
    }),
  );
}
