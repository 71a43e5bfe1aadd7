const RATE = /^rate\(([1-9]\d{0,9}) (minute|hour|day)(s?)\)$/;
const CRON = /^cron\((.+)\)$/;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const WEEKDAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
  /** Signs that this field alone may have. */
  readonly special?: RegExp;
}

const FIELDS: readonly Field[] = [
  { min: 0, max: 59 },
  { min: 0, max: 23 },
  { min: 1, max: 31, special: /^(?:\?|L|LW|\d{1,2}W)$/ },
  { min: 1, max: 12, names: MONTHS },
  { min: 1, max: 7, names: WEEKDAYS, special: /^(?:\?|L|[1-7]L|(?:[1-7]|SUN|MON|TUE|WED|THU|FRI|SAT)#[1-5])$/ },
  { min: 1970, max: 2199 },
];
const [DAY_OF_MONTH, DAY_OF_WEEK] = [2, 4];

/** `rate(5 minutes)` or `cron(0 12 * * ? *)`: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-scheduled-rule-pattern.html */
export function isSchedule(expression: string): boolean {
  const [, count, , plural] = RATE.exec(expression) ?? [];
  if (count !== undefined) return (count === '1') === (plural === '');
  const fields = CRON.exec(expression)?.[1]?.trim().split(/\s+/);
  if (fields?.length !== FIELDS.length) return false;
  // Days are chosen in one of the two ways.
  if ((fields[DAY_OF_MONTH] === '?') === (fields[DAY_OF_WEEK] === '?')) return false;
  return FIELDS.every((field, at) => (fields[at] ?? '').split(',').every((part) => isPart(part, field)));
}

function isPart(part: string, field: Field): boolean {
  if (field.special?.test(part) === true) return true;
  const [range = '', step, ...rest] = part.split('/');
  if (rest.length > 0 || (step !== undefined && !/^[1-9]\d{0,3}$/.test(step))) return false;
  if (range === '*') return true;
  const [first = '', last, ...more] = range.split('-');
  return more.length === 0 && isValue(first, field) && (last === undefined || isValue(last, field));
}

function isValue(text: string, { min, max, names }: Field): boolean {
  if (names?.includes(text.toUpperCase()) === true) return true;
  return /^\d{1,4}$/.test(text) && Number(text) >= min && Number(text) <= max;
}
