const MONTHS = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];
const DAYS = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

interface CronField {
  readonly name: string;
  readonly min: number;
  readonly max: number;
  readonly names?: readonly string[];
}

/** Fields of EventBridge's cron expressions, in their order (EventBridge User Guide, "Cron expressions reference"). */
export const CRON_FIELDS = {
  minutes: { name: 'minutes', min: 0, max: 59 },
  hours: { name: 'hours', min: 0, max: 23 },
  dayOfMonth: { name: 'day of month', min: 1, max: 31 },
  month: { name: 'month', min: 1, max: 12, names: MONTHS },
  dayOfWeek: { name: 'day of week', min: 1, max: 7, names: DAYS },
  year: { name: 'year', min: 1970, max: 2199 },
} as const satisfies Readonly<Record<string, CronField>>;

/** What a field's text stands for: some of its values, or days that depend on the month (L, W and #). */
export type FieldMeaning =
  | { readonly kind: 'values'; readonly values: ReadonlySet<number> }
  | { readonly kind: 'days of a month' };

/** Undefined where EventBridge cannot read the text. */
export function fieldMeaning(field: CronField, text: string): FieldMeaning | undefined {
  const isDay = field.name.startsWith('day');
  if (isDay && /^(?:L|LW|\d{1,2}W|[1-7A-Z]{1,3}L|[1-7A-Z]{1,3}#[1-5])$/.test(text)) return { kind: 'days of a month' };
  if (isDay && text === '?') return { kind: 'values', values: range(field.min, field.max, 1) };
  const parts = text.split(',').map((part) => partValues(field, part));
  const known = parts.filter((part) => part !== undefined);
  if (known.length < parts.length) return undefined;
  return { kind: 'values', values: new Set(known.flatMap((part) => [...part])) };
}

/** One part of a list: a value, a range or all, with or without a step. */
function partValues(field: CronField, text: string): ReadonlySet<number> | undefined {
  const [, from = '', to, step] = /^(\*|\w+)(?:-(\w+))?(?:\/(\d+))?$/.exec(text) ?? [];
  const first = from === '*' ? field.min : fieldValue(field, from);
  // A step alone goes on to the end, as in 0/15.
  const last = to !== undefined ? fieldValue(field, to) : from === '*' || step !== undefined ? field.max : first;
  const stride = step === undefined ? 1 : Number(step);
  if (first === undefined || last === undefined || last < first || stride === 0) return undefined;
  return range(first, last, stride);
}

function fieldValue({ min, max, names }: CronField, text: string): number | undefined {
  const named = names?.indexOf(text.toUpperCase()) ?? -1;
  const value = named >= 0 ? named + 1 : /^\d+$/.test(text) ? Number(text) : Number.NaN;
  return value >= min && value <= max ? value : undefined;
}

function range(first: number, last: number, step: number): ReadonlySet<number> {
  return new Set(Array.from({ length: Math.floor((last - first) / step) + 1 }, (_, index) => first + index * step));
}
