import { isMadeOf } from '../../core/text-pieces.ts';
import { isJsonObject } from '../../core/wire/wire-json.ts';

/** Whether one of a key's values fits a condition that was checked; no values are those of a key that is not there. */
export function conditionHolds(condition: unknown, values: readonly unknown[]): boolean {
  if (!isJsonObject(condition)) return values.includes(condition);
  const [[operator, operand] = ['', undefined]] = Object.entries(condition);
  if (operator === 'exists') return values.length > 0 === operand;
  return values.some((value) => operatorHolds(operator, operand, value));
}

function operatorHolds(operator: string, operand: unknown, value: unknown): boolean {
  if (operator === 'numeric') return typeof value === 'number' && Array.isArray(operand) && inRange(operand, value);
  if (operator === 'anything-but') return !isAmong(operand, value);
  return typeof value === 'string' && typeof operand === 'string' && textHolds(operator, operand, value);
}

function isAmong(operand: unknown, value: unknown): boolean {
  if (!isJsonObject(operand)) return (Array.isArray(operand) ? operand : [operand]).includes(value);
  const [[operator, text] = ['', undefined]] = Object.entries(operand);
  return operatorHolds(operator, text, value);
}

function textHolds(operator: string, operand: string, value: string): boolean {
  switch (operator) {
    case 'prefix':
      return value.startsWith(operand);
    case 'suffix':
      return value.endsWith(operand);
    case 'equals-ignore-case':
      return value.toLowerCase() === operand.toLowerCase();
    case 'wildcard':
      // `*` stands for any text.
      return isMadeOf(value, operand.split('*'));
    default:
      return inAddresses(operand, value);
  }
}

function inRange(terms: readonly unknown[], value: number): boolean {
  for (let at = 0; at < terms.length; at += 2) {
    if (!comparisonHolds(String(terms[at]), value, Number(terms[at + 1]))) return false;
  }
  return true;
}

function comparisonHolds(operator: string, value: number, limit: number): boolean {
  switch (operator) {
    case '<':
      return value < limit;
    case '<=':
      return value <= limit;
    case '>':
      return value > limit;
    case '>=':
      return value >= limit;
    default:
      return value === limit;
  }
}

function inAddresses(range: string, address: string): boolean {
  const [network = '', bits = '32'] = range.split('/');
  const [wanted, given] = [addressNumber(network), addressNumber(address)];
  const size = 2 ** (32 - Number(bits));
  return given !== undefined && wanted !== undefined && Math.floor(given / size) === Math.floor(wanted / size);
}

function addressNumber(address: string): number | undefined {
  const parts = address.split('.').map(Number);
  const isAddress = parts.length === 4 && parts.every((part) => Number.isInteger(part) && part >= 0 && part <= 255);
  return isAddress ? parts.reduce((sum, part) => sum * 256 + part, 0) : undefined;
}
