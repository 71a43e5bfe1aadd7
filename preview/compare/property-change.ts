/** A value at a path that is there before, after or both; absent means that it is not. */
export interface PropertyChange {
  /** Such as `tags.team` or `Retry[0].MaxAttempts`; empty for the whole. */
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

type Path = readonly (string | number)[];

/** Every place where two JSON values differ, as deep as both have the same kind of value. */
export function propertyChanges(before: unknown, after: unknown, path: Path = []): readonly PropertyChange[] {
  if (sameJson(before, after)) return [];
  if (isRecord(before) && isRecord(after)) {
    const keys = [...new Set([...Object.keys(before), ...Object.keys(after)])];
    return keys.flatMap((key) => propertyChanges(before[key], after[key], [...path, key]));
  }
  if (Array.isArray(before) && Array.isArray(after)) return listChanges(before, after, path);
  return [change(path, before, after)];
}

/** What is in both lists in the same order is left out; what remains between is compared one by one. */
function listChanges(before: readonly unknown[], after: readonly unknown[], path: Path): readonly PropertyChange[] {
  const changes: PropertyChange[] = [];
  let [left, right] = [0, 0];
  for (const [leftEnd, rightEnd] of [...commonPairs(before, after), [before.length, after.length] as const]) {
    for (; left < leftEnd || right < rightEnd; left += 1, right += 1) {
      // An item that only one side has is named by its place there.
      const both = left < leftEnd && right < rightEnd;
      const place = left < leftEnd ? left : right;
      const [old, now] = [left < leftEnd ? before[left] : undefined, right < rightEnd ? after[right] : undefined];
      changes.push(...(both ? propertyChanges(old, now, [...path, place]) : [change([...path, place], old, now)]));
    }
    [left, right] = [leftEnd + 1, rightEnd + 1];
  }
  return changes;
}

/** Places of a longest common subsequence of equal items. */
function commonPairs(before: readonly unknown[], after: readonly unknown[]): readonly (readonly [number, number])[] {
  const width = after.length + 1;
  const lengths = new Uint32Array((before.length + 1) * width);
  const equal = (left: number, right: number) => sameJson(before[left], after[right]);
  const length = (left: number, right: number) => lengths[left * width + right] ?? 0;
  for (let left = before.length - 1; left >= 0; left -= 1) {
    for (let right = after.length - 1; right >= 0; right -= 1) {
      lengths[left * width + right] = equal(left, right)
        ? length(left + 1, right + 1) + 1
        : Math.max(length(left + 1, right), length(left, right + 1));
    }
  }
  const pairs: [number, number][] = [];
  for (let [left, right] = [0, 0]; left < before.length && right < after.length; ) {
    if (equal(left, right)) pairs.push([left++, right++]);
    else if (length(left + 1, right) >= length(left, right + 1)) left += 1;
    else right += 1;
  }
  return pairs;
}

function change(path: Path, before: unknown, after: unknown): PropertyChange {
  return {
    path: pathText(path),
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
  };
}

export function pathText(path: Path): string {
  return path.reduce<string>((text, part) => {
    if (typeof part === 'number') return `${text}[${part}]`;
    if (!/^[\w$:-]+(?:\.\$)?$/.test(part)) return `${text}[${JSON.stringify(part)}]`;
    return text === '' ? part : `${text}.${part}`;
  }, '');
}

/** Whether two JSON values are equal, whatever the order of their members. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, index) => sameJson(item, right[index]));
  }
  if (!isRecord(left) || !isRecord(right)) return false;
  const keys = Object.keys(left).filter((key) => left[key] !== undefined);
  return (
    keys.length === Object.keys(right).filter((key) => right[key] !== undefined).length &&
    keys.every((key) => sameJson(left[key], right[key]))
  );
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A text that holds a JSON object, as that; undefined for any other value. */
export function jsonObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== 'string' || !value.trimStart().startsWith('{')) return undefined;
  try {
    const parsed: unknown = JSON.parse(value);
    return isRecord(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}
