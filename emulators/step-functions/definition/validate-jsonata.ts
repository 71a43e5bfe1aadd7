import { isList, isRecord, type Json } from '../language/json.ts';
import { expressionIn } from '../language/jsonata/jsonata.ts';
import { JSONATA } from '../language/jsonata/jsonata-engine.ts';
import type { Problems } from './problem.ts';

/** Checks every expression in a field of a JSONata state, however deep. */
export function validateJsonata(template: Json | undefined, location: string, problems: Problems): void {
  if (isList(template)) {
    template.forEach((item, at) => {
      validateJsonata(item, `${location}[${at}]`, problems);
    });
  } else if (isRecord(template)) {
    for (const [name, value] of Object.entries(template)) validateJsonata(value, `${location}/${name}`, problems);
  } else {
    const expression = expressionIn(template);
    if (expression === undefined && typeof template === 'string' && /^\{%|%\}$/.test(template)) {
      problems.schema(location, 'JSONata string must start with {% and end with %}');
    }
    if (expression !== undefined) validateExpression(expression, location, problems);
  }
}

function validateExpression(expression: string, location: string, problems: Problems): void {
  const parsed = JSONATA.parse(expression);
  if ('problem' in parsed) {
    problems.add('INVALID_JSONATA_EXPRESSION', location, parsed.problem);
    return;
  }
  for (const name of topLevelNames(parsed.ast)) {
    const message = `Reference to '${name}' at the top level is not supported.`;
    problems.add('UNSUPPORTED_JSONATA_EXPRESSION', location, message);
  }
}

/** Nodes whose parts have the same context as the node itself. */
const TRANSPARENT: Readonly<Record<string, readonly string[]>> = {
  binary: ['lhs', 'rhs'],
  unary: ['expression', 'expressions', 'lhs'],
  function: ['procedure', 'arguments'],
  partial: ['procedure', 'arguments'],
  condition: ['condition', 'then', 'else'],
  block: ['expressions'],
  bind: ['lhs', 'rhs'],
  apply: ['lhs', 'rhs'],
};

/** Names that an expression looks up in its input, of which there is none: only `$states` and variables give data. */
function topLevelNames(node: Json): readonly string[] {
  if (isList(node)) return node.flatMap(topLevelNames);
  if (!isRecord(node)) return [];
  const { type, value, steps } = node;
  if (type === 'name') return [String(value)];
  // `$$` is the whole input, which is not there either.
  if (type === 'variable' && value === '$') return ['$$'];
  if (type === 'path' && isList(steps)) return topLevelNames(steps[0] ?? null);
  return (TRANSPARENT[String(type)] ?? []).flatMap((part) => topLevelNames(node[part] ?? null));
}
