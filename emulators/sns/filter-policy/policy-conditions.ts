import { isIPv4 } from 'node:net';
import { isJsonObject } from '../../core/wire/wire-json.ts';

export class PolicyError extends Error {
  /** Whether it is about the policy's scope. */
  readonly isOfScope: boolean;

  constructor(message: string, isOfScope = false) {
    super(message);
    this.name = 'PolicyError';
    this.isOfScope = isOfScope;
  }
}

const TEXT_OPERATORS = new Set(['prefix', 'suffix', 'equals-ignore-case', 'wildcard', 'cidr']);
const NUMERIC_OPERATORS = new Set(['=', '<', '<=', '>', '>=']);
const NAMES: Readonly<Record<string, string>> = { '=': 'equals' };

/** One value of a key's list: what must be there as it is, or an operator. */
export function checkCondition(condition: unknown): void {
  if (isPlain(condition)) return;
  if (!isJsonObject(condition)) throw new PolicyError('Match value must be String, number, true, false, or null');
  const [operator, ...others] = Object.keys(condition);
  if (others.length > 0) throw new PolicyError('Only one key allowed in match expression');
  if (operator === undefined) throw new PolicyError('[rehearsal] an empty match expression matches nothing');
  checkOperator(operator, condition[operator]);
}

function isPlain(value: unknown): boolean {
  return value === null || ['string', 'number', 'boolean'].includes(typeof value);
}

function checkOperator(operator: string, operand: unknown): void {
  if (TEXT_OPERATORS.has(operator)) {
    if (typeof operand !== 'string') throw new PolicyError(`${operator} match pattern must be a string`);
    if (operator === 'cidr') checkRange(operand);
  } else if (operator === 'exists') {
    if (typeof operand !== 'boolean') throw new PolicyError('exists match pattern must be either true or false.');
  } else if (operator === 'numeric') checkNumeric(operand);
  else if (operator === 'anything-but') checkAnythingBut(operand);
  else throw new PolicyError(`Unrecognized match type ${operator}`);
}

function checkRange(range: string): void {
  const [address = '', bits = '', ...rest] = range.split('/');
  if (isIPv4(address) && /^\d{1,2}$/.test(bits) && Number(bits) <= 32 && rest.length === 0) return;
  throw new PolicyError(`[rehearsal] ${range} is not a range of IPv4 addresses such as 10.0.0.0/24`);
}

function checkAnythingBut(operand: unknown): void {
  if (isJsonObject(operand)) {
    const [operator = '', ...others] = Object.keys(operand);
    if (others.length > 0 || !['prefix', 'suffix', 'wildcard', 'equals-ignore-case'].includes(operator)) {
      throw new PolicyError(
        `[rehearsal] anything-but takes values, or one of prefix, suffix, wildcard, equals-ignore-case`,
      );
    }
    checkOperator(operator, operand[operator]);
    return;
  }
  const values: readonly unknown[] = Array.isArray(operand) ? operand : [operand];
  if (values.length > 0 && values.every((value) => typeof value === 'string' || typeof value === 'number')) return;
  throw new PolicyError('[rehearsal] anything-but takes a string, a number or a list of them');
}

/** `["=", 1]`, or a range from below to above. */
function checkNumeric(operand: unknown): void {
  if (!Array.isArray(operand)) throw new PolicyError('[rehearsal] numeric takes a list such as [">", 0, "<=", 100]');
  const [first, bottom, second, top, ...rest] = operand as readonly unknown[];
  if (typeof first !== 'string') throw new PolicyError(`Invalid member in numeric match: ${first ?? ']'}`);
  if (!NUMERIC_OPERATORS.has(first)) throw new PolicyError(`Unrecognized numeric range operator: ${first}`);
  if (typeof bottom !== 'number') throw new PolicyError(`Value of ${NAMES[first] ?? first} must be numeric`);
  if (operand.length === 2) return;
  if (!first.startsWith('>')) throw new PolicyError('Too many elements in numeric expression');
  if (typeof second !== 'string') throw new PolicyError(`Bad value in numeric range: ${second}`);
  if (!second.startsWith('<') || !NUMERIC_OPERATORS.has(second)) {
    throw new PolicyError(`Bad numeric range operator: ${second}`);
  }
  if (typeof top !== 'number') throw new PolicyError(`Value of ${second} must be numeric`);
  if (rest.length > 0) throw new PolicyError('Too many terms in numeric range expression');
  if (bottom >= top) throw new PolicyError('Bottom must be less than top');
}
