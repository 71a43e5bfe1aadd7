import { type Json, sameJson, sortedText } from '../language/json.ts';
import { anyAt, integerAt, listAt } from './arguments.ts';
import { type Argument, type Intrinsic, IntrinsicError } from './call.ts';

/** AWS's limit for States.ArrayRange. */
const MAX_RANGE_LENGTH = 1_000;

function array(args: readonly Argument[]): Json {
  return args.map(({ value }) => value);
}

function arrayPartition(args: readonly Argument[]): Json {
  const list = listAt(args, 0);
  const size = integerAt(args, 1);
  if (size <= 0) throw new IntrinsicError(`[rehearsal] the chunk size must be above 0 but is ${size}`);
  const chunks: Json[] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}

function arrayContains(args: readonly Argument[]): Json {
  return listAt(args, 0).some((item) => sameJson(item, anyAt(args, 1)));
}

function arrayRange(args: readonly Argument[]): Json {
  const [first, last, step] = [integerAt(args, 0), integerAt(args, 1), integerAt(args, 2)];
  if (step === 0) throw new IntrinsicError('[rehearsal] the step of a range must not be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE_LENGTH) {
    throw new IntrinsicError(`[rehearsal] the range has ${length} items; at most ${MAX_RANGE_LENGTH} are allowed`);
  }
  return Array.from({ length }, (_, index) => first + index * step);
}

function arrayGetItem(args: readonly Argument[]): Json {
  const list = listAt(args, 0);
  const index = integerAt(args, 1);
  const item = index < 0 ? undefined : list[index];
  if (item === undefined) {
    throw new IntrinsicError(`[rehearsal] index ${index} is outside of the array of ${list.length} items`);
  }
  return item;
}

function arrayUnique(args: readonly Argument[]): Json {
  const unique = new Map<string, Json>();
  for (const item of listAt(args, 0)) {
    const text = sortedText(item);
    if (!unique.has(text)) unique.set(text, item);
  }
  return [...unique.values()];
}

export const ARRAY_FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  'States.Array': { minArguments: 0, maxArguments: Number.POSITIVE_INFINITY, run: array },
  'States.ArrayPartition': { minArguments: 2, maxArguments: 2, run: arrayPartition },
  'States.ArrayContains': { minArguments: 2, maxArguments: 2, run: arrayContains },
  'States.ArrayRange': { minArguments: 3, maxArguments: 3, run: arrayRange },
  'States.ArrayGetItem': { minArguments: 2, maxArguments: 2, run: arrayGetItem },
  'States.ArrayLength': { minArguments: 1, maxArguments: 1, run: (args) => listAt(args, 0).length },
  'States.ArrayUnique': { minArguments: 1, maxArguments: 1, run: arrayUnique },
};
