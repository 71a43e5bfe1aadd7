import { CRON_FIELDS, type FieldMeaning, fieldMeaning } from './cron-fields.ts';
import type { Rule } from './setting.ts';

// Schedules of EventBridge rules (EventBridge User Guide, "Creating a rule that runs on a schedule"): rate(…) and cron(…),
// in UTC.

const RATE = /^rate\((\d+) (minute|hour|day)(s?)\)$/;
const CRON = /^cron\((\S+) (\S+) (\S+) (\S+) (\S+) (\S+)\)$/;
const FORMS =
  'must be rate(<n> days) as in "rate(7 days)", or cron(<minutes> <hours> <day of month> <month> <day of week> <year>) as in "cron(0 3 ? * MON *)"';
const MINUTES: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 24 * 60 };
/** A mean month of the Gregorian calendar. */
const MINUTES_PER_MONTH = 30.436875 * 24 * 60;

type Schedule =
  | { readonly kind: 'rate'; readonly count: number; readonly unit: string; readonly plural: boolean }
  | { readonly kind: 'cron'; readonly fields: readonly CronPart[] };

interface CronPart {
  readonly name: string;
  readonly text: string;
  readonly meaning: FieldMeaning | undefined;
}

function parsed(expression: string): Schedule | undefined {
  const [, count, unit = '', plural = ''] = RATE.exec(expression) ?? [];
  if (count !== undefined) return { kind: 'rate', count: Number(count), unit, plural: plural !== '' };
  const texts = CRON.exec(expression)?.slice(1);
  if (texts === undefined) return undefined;
  const fields = Object.values(CRON_FIELDS).map((field, index) => {
    const text = texts[index] ?? '';
    return { name: field.name, text, meaning: fieldMeaning(field, text) };
  });
  return { kind: 'cron', fields };
}

/** rate(…) or cron(…). */
export const scheduleRule: Rule<string> = (expression) => {
  const schedule = parsed(expression);
  if (schedule === undefined) return FORMS;
  return schedule.kind === 'rate' ? rateProblem(schedule.count, schedule.plural) : cronProblem(schedule.fields);
};

function rateProblem(count: number, plural: boolean): string | undefined {
  if (count === 0) return 'a rate is at least 1';
  if (count > 1 === plural) return undefined;
  return `write ${count === 1 ? 'one unit in the singular' : 'several units in the plural'}`;
}

function cronProblem(fields: readonly CronPart[]): string | undefined {
  const wrong = fields.filter(({ meaning }) => meaning === undefined).map(({ name, text }) => `${name} "${text}"`);
  if (wrong.length > 0) return `EventBridge cannot read ${wrong.join(' and ')}`;
  // One of the two must say nothing.
  const silent = fields.filter(({ name, text }) => name.startsWith('day') && text === '?');
  return silent.length === 1 ? undefined : 'one of day of month and day of week must be "?", and only one';
}

/** Mean number of runs in a month, or undefined where an expression has more than lists, ranges and steps. */
export function runsPerMonth(expression: string): number | undefined {
  const schedule = parsed(expression);
  if (schedule === undefined) return undefined;
  if (schedule.kind === 'rate') return MINUTES_PER_MONTH / (schedule.count * (MINUTES[schedule.unit] ?? 1));
  const sets = schedule.fields.flatMap(({ meaning }) => (meaning?.kind === 'values' ? [meaning.values] : []));
  const [minutes, hours, days, months, weekdays, years] = sets;
  const allYears = CRON_FIELDS.year.max - CRON_FIELDS.year.min + 1;
  if (minutes === undefined || hours === undefined || years?.size !== allYears) return undefined;
  if (days === undefined || months === undefined || weekdays === undefined) return undefined;
  return (minutes.size * hours.size * daysPerCycle(days, months, weekdays)) / MONTHS_PER_CYCLE;
}

/** The calendar repeats itself after 400 years; 28 of them hold every weekday of every date, leap days included. */
const CYCLE_YEARS = 28;
const MONTHS_PER_CYCLE = CYCLE_YEARS * 12;
const CYCLE_START_YEAR = 2028;

function daysPerCycle(days: ReadonlySet<number>, months: ReadonlySet<number>, weekdays: ReadonlySet<number>): number {
  let count = 0;
  const end = Date.UTC(CYCLE_START_YEAR + CYCLE_YEARS, 0, 1);
  const date = new Date(Date.UTC(CYCLE_START_YEAR, 0, 1));
  for (; date.getTime() < end; date.setUTCDate(date.getUTCDate() + 1)) {
    const onDay = days.has(date.getUTCDate()) && weekdays.has(date.getUTCDay() + 1);
    if (onDay && months.has(date.getUTCMonth() + 1)) count += 1;
  }
  return count;
}
