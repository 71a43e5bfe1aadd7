import { isJsonObject } from '../core/wire/wire-json.ts';

/** https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html */
const MATCH_TYPES = [
  ...['prefix', 'suffix', 'equals-ignore-case', 'wildcard', 'anything-but'],
  ...['numeric', 'exists', 'cidr', 'exactly'],
];
const ALTERNATIVES = '$or';

/** What is wrong with an event pattern; undefined when nothing is. The words of the kinds of match are those of AWS's rule engine. */
export function patternProblem(text: string): string | undefined {
  let pattern: unknown;
  try {
    pattern = JSON.parse(text);
  } catch {
    pattern = undefined;
  }
  if (!isJsonObject(pattern)) return NOT_A_PATTERN;
  const left: unknown[] = [pattern];
  for (let object = left.pop(); isJsonObject(object); object = left.pop()) {
    for (const [field, value] of Object.entries(object)) {
      if (isJsonObject(value)) left.push(value);
      else if (!Array.isArray(value)) return NOT_A_PATTERN;
      else if (field === ALTERNATIVES && value.length > 1 && value.every(isAlternative)) left.push(...value);
      else {
        const strange = value.filter(isJsonObject).map(unknownMatch).find(isText);
        if (strange !== undefined) return `Event pattern is not valid. Reason: Unrecognized match type ${strange}`;
      }
    }
  }
  return undefined;
}

const NOT_A_PATTERN = '[rehearsal] EventPattern must be a JSON object whose members are lists or objects';

/** Where members of `$or` are matches, it is the name of a field. */
function isAlternative(value: unknown): boolean {
  return isJsonObject(value) && !Object.keys(value).some((name) => MATCH_TYPES.includes(name));
}

function unknownMatch(match: Readonly<Record<string, unknown>>): string | undefined {
  return Object.keys(match).find((name) => !MATCH_TYPES.includes(name));
}

function isText(value: string | undefined): value is string {
  return value !== undefined;
}
