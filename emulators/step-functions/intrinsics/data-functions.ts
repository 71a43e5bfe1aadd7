import { createHash, randomUUID } from 'node:crypto';
import { ownEntry } from '../../core/own-entry.ts';
import type { Json } from '../language/json.ts';
import { anyAt, integerAt, limitedStringAt, recordAt, stringAt } from './arguments.ts';
import { type Argument, type Intrinsic, IntrinsicError, type Surroundings } from './call.ts';

const HASHES: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

function hash(args: readonly Argument[]): Json {
  const name = stringAt(args, 1);
  const algorithm = ownEntry(HASHES, name);
  if (algorithm === undefined) {
    throw new IntrinsicError(`[rehearsal] '${name}' is not one of ${Object.keys(HASHES).join(', ')}`);
  }
  return createHash(algorithm).update(limitedStringAt(args, 0), 'utf8').digest('hex');
}

function base64Encode(args: readonly Argument[]): Json {
  return Buffer.from(limitedStringAt(args, 0), 'utf8').toString('base64');
}

function base64Decode(args: readonly Argument[]): Json {
  const text = limitedStringAt(args, 0);
  if (!/^[A-Za-z0-9+/\s]*={0,2}\s*$/.test(text)) throw new IntrinsicError('[rehearsal] the string is not base64');
  return Buffer.from(text, 'base64').toString('utf8');
}

/** AWS merges the top level only, hence the third argument must be false. */
function jsonMerge(args: readonly Argument[]): Json {
  const [first, second] = [recordAt(args, 0), recordAt(args, 1)];
  if (anyAt(args, 2) !== false) {
    throw new IntrinsicError('[rehearsal] only a shallow merge is supported: the third argument must be false');
  }
  return { ...first, ...second };
}

const MIN_INTEGER = -2_147_483_648;
const MAX_INTEGER = 2_147_483_647;

function mathAdd(args: readonly Argument[]): Json {
  const sum = integerAt(args, 0) + integerAt(args, 1);
  if (sum < MIN_INTEGER || sum > MAX_INTEGER) {
    throw new IntrinsicError(`[rehearsal] the sum ${sum} does not fit into 32 bits`);
  }
  return sum;
}

/** An integer from the first number up to, but not including, the second; a seed gives the same one each time. */
function mathRandom(args: readonly Argument[], { random }: Surroundings): Json {
  const [start, end] = [integerAt(args, 0), integerAt(args, 1)];
  if (start >= end) throw new IntrinsicError(`[rehearsal] the end ${end} must be above the start ${start}`);
  const share = args.length === 3 ? seededShare(integerAt(args, 2)) : random();
  return start + Math.floor(share * (end - start));
}

function seededShare(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

export const DATA_FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  'States.Hash': { minArguments: 2, maxArguments: 2, run: hash },
  'States.Base64Encode': { minArguments: 1, maxArguments: 1, run: base64Encode },
  'States.Base64Decode': { minArguments: 1, maxArguments: 1, run: base64Decode },
  'States.JsonMerge': { minArguments: 3, maxArguments: 3, run: jsonMerge },
  'States.MathAdd': { minArguments: 2, maxArguments: 2, run: mathAdd },
  'States.MathRandom': { minArguments: 2, maxArguments: 3, run: mathRandom },
  'States.UUID': { minArguments: 0, maxArguments: 0, run: () => randomUUID() },
};
