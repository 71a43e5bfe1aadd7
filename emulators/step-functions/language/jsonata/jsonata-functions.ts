import { createHash, randomUUID } from 'node:crypto';
import { ownEntry } from '../../../core/own-entry.ts';

/** What an expression's own function refuses, in the shape that the library throws. */
export interface JsonataFault {
  readonly code?: string;
  readonly message: string;
}

interface JsonataFunction {
  readonly name: string;
  /** In the library's notation (https://docs.jsonata.org/embedding-extending). */
  readonly signature: string;
  /** The signature has checked the types of the arguments before; each may be undefined all the same. */
  readonly run: (...args: readonly unknown[]) => unknown;
}

const MAX_RANGE_LENGTH = 1_000;

const ALGORITHMS: Readonly<Record<string, string>> = {
  MD5: 'md5',
  'SHA-1': 'sha1',
  'SHA-256': 'sha256',
  'SHA-384': 'sha384',
  'SHA-512': 'sha512',
};

/** AWS's own functions (https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html#jsonata-functions). */
export function jsonataFunctions(random: () => number): readonly JsonataFunction[] {
  return [
    { name: 'partition', signature: '<an:a>', run: partition },
    { name: 'range', signature: '<nnn:a>', run: range },
    { name: 'hash', signature: '<ss:s>', run: hash },
    { name: 'uuid', signature: '<:s>', run: () => randomUUID() },
    { name: 'random', signature: '<n?:n>', run: (seed) => (seed === undefined ? random() : seeded(Number(seed))) },
    { name: 'parse', signature: '<s:x>', run: parse },
  ];
}

function partition(list: unknown, size: unknown): unknown {
  if (!Array.isArray(list)) return undefined;
  if (typeof size !== 'number' || !Number.isInteger(size) || size <= 0) {
    throw fault(`[rehearsal] the chunk size of $partition must be a positive integer but is ${size}`);
  }
  const chunks: unknown[] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}

function range(...args: readonly unknown[]): unknown {
  const [first = 0, last = 0, step = 0] = args.map(Number);
  if (step === 0) throw fault('[rehearsal] the step of $range must not be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE_LENGTH) {
    throw fault(`[rehearsal] $range would give ${length} items; at most ${MAX_RANGE_LENGTH} are allowed`);
  }
  const numbers = Array.from({ length }, (_, index) => first + index * step);
  // As recorded on AWS, one number is that number: what the library does to sequences.
  return length === 1 ? Object.defineProperty(numbers, 'sequence', { value: true }) : numbers;
}

function hash(text: unknown, name: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  const algorithm = ownEntry(ALGORITHMS, String(name));
  if (algorithm !== undefined) return createHash(algorithm).update(text, 'utf8').digest('hex');
  throw fault(`[rehearsal] the algorithm of $hash must be one of ${Object.keys(ALGORITHMS).join(', ')} but is ${name}`);
}

/** The same number for the same seed; AWS's own sequence is not known. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

function parse(text: unknown): unknown {
  if (typeof text !== 'string') return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fault(`[rehearsal] $parse: the string is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function fault(message: string): JsonataFault {
  return { message };
}
