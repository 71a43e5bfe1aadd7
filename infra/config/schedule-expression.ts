import type { Rule } from './config-reader.ts';

// Schedules of EventBridge rules (EventBridge User Guide, "Creating a rule that runs on a schedule"): rate(…) and cron(…),
// in UTC.

const RATE = /^rate\((\d+) (minutes?|hours?|days?)\)$/;
const CRON = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;
const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };
/** A mean month of the Gregorian calendar. */
const MINUTES_PER_MONTH = 30.436875 * 24 * 60;
const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface Field {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

const FIELDS: readonly Field[] = [
  { name: 'minutes', min: 0, max: 59 },
  { name: 'hours', min: 0, max: 23 },
  { name: 'day of month', min: 1, max: 31 },
  { name: 'month', min: 1, max: 12, names: MONTHS },
  { name: 'day of week', min: 1, max: 7, names: DAYS },
  { name: 'year', min: 1970, max: 2199 },
];

/** Empty, rate(…) or cron(…). */
export const scheduleRule: Rule<string> = (schedule) => {
  if (schedule === '') return undefined;
  const rate = RATE.exec(schedule);
  if (rate !== null) return rateProblem(Number(rate[1]), rate[2] ?? '');
  const cron = CRON.exec(schedule);
  if (cron === null) {
    return 'must be empty, rate(<n> days) as in "rate(7 days)", or cron(<minutes> <hours> <day of month> <month> <day of week> <year>) as in "cron(0 3 ? * MON *)"';
  }
  const fields = cron.slice(1);
  const wrong = FIELDS.flatMap((field, index) =>
    valuesOf(field, fields[index] ?? '') === 'wrong' ? [`${field.name} "${fields[index]}"`] : [],
  );
  if (wrong.length > 0) return `EventBridge cannot read ${wrong.join(' and ')}`;
  // One of the two must say nothing.
  return (fields[2] === '?') === (fields[4] === '?')
    ? 'one of day of month and day of week must be "?", and only one'
    : undefined;
};

function rateProblem(count: number, unit: string): string | undefined {
  if (count === 0) return 'a rate is at least 1';
  return (count === 1) === unit.endsWith('s')
    ? `write ${count === 1 ? 'one unit in the singular' : 'several units in the plural'}`
    : undefined;
}

/** Mean number of runs in a month, or undefined where an expression has more than lists, ranges and steps. */
export function runsPerMonth(schedule: string): number | undefined {
  const [, count, unit = ''] = RATE.exec(schedule) ?? [];
  if (count !== undefined) return MINUTES_PER_MONTH / (Number(count) * (MINUTES[unit.replace(/s$/, '')] ?? 1));
  const fields = CRON.exec(schedule)?.slice(1) ?? [];
  const sets = FIELDS.map((field, index) => valuesOf(field, fields[index] ?? ''));
  const [minutes, hours, days, months, weekdays, years] = sets;
  const countable = sets.every((set) => set instanceof Set);
  if (!countable || fields[5] !== '*' || !(minutes instanceof Set && hours instanceof Set && years instanceof Set))
    return undefined;
  const perDay = minutes.size * hours.size;
  return (perDay * daysPerCycle(days, months, weekdays)) / MONTHS_PER_CYCLE;
}

/** The calendar repeats itself after 400 years; 28 of them hold every weekday of every date, leap days included. */
const CYCLE_YEARS = 28;
const MONTHS_PER_CYCLE = CYCLE_YEARS * 12;
const CYCLE_START_YEAR = 2028;

function daysPerCycle(days: unknown, months: unknown, weekdays: unknown): number {
  const has = (set: unknown, value: number) => set instanceof Set && set.has(value);
  let count = 0;
  const end = Date.UTC(CYCLE_START_YEAR + CYCLE_YEARS, 0, 1);
  for (
    let date = new Date(Date.UTC(CYCLE_START_YEAR, 0, 1));
    date.getTime() < end;
    date.setUTCDate(date.getUTCDate() + 1)
  ) {
    const matches =
      has(days, date.getUTCDate()) && has(months, date.getUTCMonth() + 1) && has(weekdays, date.getUTCDay() + 1);
    if (matches) count += 1;
  }
  return count;
}

/** The values of a field as a set; `special` for L, W and #, which are not counted here. */
function valuesOf(field: Field, text: string): ReadonlySet<number> | 'special' | 'wrong' {
  const isDay = field.name.startsWith('day');
  if (isDay && /^(?:L|LW|\d{1,2}W|[1-7A-Z]{1,3}L|[1-7A-Z]{1,3}#[1-5])$/.test(text)) return 'special';
  if (isDay && text === '?') return range(field.min, field.max, 1);
  const parts = text.split(',').map((part) => partOf(field, part));
  const known = parts.filter((part) => part !== undefined);
  return known.length < parts.length ? 'wrong' : new Set(known.flatMap((part) => [...part]));
}

function partOf(field: Field, text: string): ReadonlySet<number> | undefined {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const first = from === '*' ? field.min : fieldValue(field, from);
  // A step alone goes on to the end, as in 0/15.
  const last = to !== undefined ? fieldValue(field, to) : from === '*' || step !== undefined ? field.max : first;
  const stride = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || last < first || stride === 0) return undefined;
  return range(first, last, stride);
}

function fieldValue({ min, max, names }: Field, text: string): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + 1 : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function range(first: number, last: number, step: number): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step));
}
