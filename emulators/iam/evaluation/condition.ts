import { ownEntry } from '../../core/own-entry.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { listOf } from '../policy-document.ts';
import type { ContextKeys } from './access-request.ts';
import { OPERATORS, type Operator, parseOperatorName } from './condition-operators.ts';
import { withVariables } from './wildcard-pattern.ts';

/** Whether every operator and every key of a Condition holds. What cannot be understood does not hold. */
export function conditionHolds(condition: JsonObject, keys: ContextKeys): boolean {
  return Object.entries(condition).every(
    ([name, block]) =>
      isJsonObject(block) && Object.entries(block).every(([key, wanted]) => keyHolds(name, key, wanted, keys)),
  );
}

function keyHolds(name: string, key: string, wanted: unknown, keys: ContextKeys): boolean {
  const parsed = parseOperatorName(name);
  if (parsed === undefined) return false;
  const actual = keys.get(key.toLowerCase());
  const texts = listOf(wanted).map(String);
  if (parsed.operator === 'Null')
    return texts.some((text) => (text.toLowerCase() === 'true') === (actual === undefined));
  const operator = ownEntry(OPERATORS, parsed.operator);
  if (operator === undefined) return false;
  if (actual === undefined && parsed.ifExists) return true;
  const patterns = texts.map((text) => withVariables(text, keys)).filter((text) => text !== undefined);
  return quantified(parsed.quantifier, operator, patterns, actual);
}

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_condition-single-vs-multi-valued-context-keys.html */
function quantified(
  quantifier: string | undefined,
  operator: Operator,
  patterns: readonly string[],
  actual: readonly string[] | undefined,
): boolean {
  const { fits, isNegated } = operator;
  const fitsAny = (value: string) => patterns.some((pattern) => fits(pattern, value));
  const holds = (value: string) => fitsAny(value) !== isNegated;
  if (quantifier === 'ForAllValues') return (actual ?? []).every(holds);
  if (quantifier === 'ForAnyValue') return (actual ?? []).some(holds);
  return isNegated ? (actual ?? []).every(holds) : (actual ?? []).some(holds);
}
