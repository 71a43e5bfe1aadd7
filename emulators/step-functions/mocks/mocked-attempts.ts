import { isRecord, type Json, type JsonRecord } from '../language/json.ts';

export interface MockedError {
  readonly error: string;
  readonly cause: string;
}

/** What the attempts from `first` to `last`, counted from 0, get. */
export interface MockedAttempt {
  readonly first: number;
  readonly last: number;
  readonly outcome: { readonly returned: Json } | { readonly thrown: MockedError };
}

/** Reads `"0": { "Return": … }` and `"1-2": { "Throw": { "Error": …, "Cause": … } }`, in the order of the attempts. */
export function mockedAttempts(response: JsonRecord, where: string, problems: string[]): readonly MockedAttempt[] {
  const attempts = Object.entries(response).flatMap(([key, value]) => {
    const range = rangeOf(key);
    const outcome = outcomeOf(value, `${where}["${key}"]`, problems);
    if (range === undefined)
      problems.push(`${where} has the attempt "${key}"; write a number from 0 or a range such as 1-2`);
    return range === undefined || outcome === undefined ? [] : [{ ...range, outcome }];
  });
  attempts.sort((one, other) => one.first - other.first);
  if (attempts.length === Object.keys(response).length) problems.push(...gaps(attempts, where));
  return attempts;
}

function rangeOf(key: string): { readonly first: number; readonly last: number } | undefined {
  const [, first, last] = /^(\d{1,6})(?:-(\d{1,6}))?$/.exec(key) ?? [];
  const range = { first: Number(first), last: Number(last ?? first) };
  return first === undefined || range.last < range.first ? undefined : range;
}

function outcomeOf(value: Json, where: string, problems: string[]): MockedAttempt['outcome'] | undefined {
  const keys = isRecord(value) ? Object.keys(value) : [];
  if (!isRecord(value) || keys.length !== 1 || !['Return', 'Throw'].includes(keys[0] ?? '')) {
    problems.push(`${where} is ${JSON.stringify(value)}; it must have either Return or Throw, and nothing else`);
    return undefined;
  }
  const { Return: returned, Throw: thrown } = value;
  if (returned !== undefined) return { returned };
  if (isRecord(thrown) && Object.keys(thrown).every((key) => key === 'Error' || key === 'Cause')) {
    const { Error: error, Cause: cause = '' } = thrown;
    if (typeof error === 'string' && typeof cause === 'string') return { thrown: { error, cause } };
  }
  problems.push(
    `${where}.Throw is ${JSON.stringify(thrown)}; it must have the texts Error and Cause, and nothing else`,
  );
  return undefined;
}

/** Attempts begin with 0, and each has one outcome. */
function gaps(attempts: readonly MockedAttempt[], where: string): readonly string[] {
  if (attempts.length === 0) return [`${where} is empty; the first attempt is "0"`];
  return attempts.flatMap(({ first }, index) => {
    const expected = (attempts[index - 1]?.last ?? -1) + 1;
    if (first === expected) return [];
    const what = first < expected ? `says twice what attempt ${first} gets` : `says nothing of attempt ${expected}`;
    return [`${where} ${what}`];
  });
}
