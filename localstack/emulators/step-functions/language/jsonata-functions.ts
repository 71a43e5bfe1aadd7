import { createHash, randomUUID } from 'node:crypto';

/** What an expression's own function refuses, in the shape that the library throws. */
export interface JsonataFault {
  readonly code?: string;
  readonly message: string;
}

interface JsonataFunction {
  readonly name: string;
  /** In the library's notation (https://docs.jsonata.org/embedding-extending). */
  readonly signature: string;
  // biome-ignore lint/suspicious/noExplicitAny: the signature has checked the arguments before.
  readonly run: (...args: any[]) => unknown;
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
    { name: 'random', signature: '<n?:n>', run: (seed?: number) => (seed === undefined ? random() : seeded(seed)) },
    { name: 'parse', signature: '<s:x>', run: parse },
  ];
}

function partition(list: readonly unknown[] | undefined, size: number): unknown {
  if (list === undefined) return undefined;
  if (!Number.isInteger(size) || size <= 0) {
    throw fault(`[rehearsal] the chunk size of $partition must be a positive integer but is ${size}`);
  }
  const chunks: unknown[] = [];
  for (let start = 0; start < list.length; start += size) chunks.push(list.slice(start, start + size));
  return chunks;
}

function range(first: number, last: number, step: number): unknown {
  if (step === 0) throw fault('[rehearsal] the step of $range must not be 0');
  const length = Math.max(0, Math.floor((last - first) / step) + 1);
  if (length > MAX_RANGE_LENGTH) {
    throw fault(`[rehearsal] $range would give ${length} items; at most ${MAX_RANGE_LENGTH} are allowed`);
  }
  return Array.from({ length }, (_, index) => first + index * step);
}

function hash(text: string | undefined, name: string): unknown {
  if (text === undefined) return undefined;
  const algorithm = ALGORITHMS[name];
  if (algorithm !== undefined) return createHash(algorithm).update(text, 'utf8').digest('hex');
  throw fault(`[rehearsal] the algorithm of $hash must be one of ${Object.keys(ALGORITHMS).join(', ')} but is ${name}`);
}

/** The same number for the same seed; AWS's own sequence is not known. */
function seeded(seed: number): number {
  return createHash('sha256').update(String(seed)).digest().readUInt32BE(0) / 2 ** 32;
}

function parse(text: string | undefined): unknown {
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text);
  } catch (error) {
    throw fault(`[rehearsal] $parse: the string is not JSON: ${error instanceof Error ? error.message : error}`);
  }
}

function fault(message: string): JsonataFault {
  return { message };
}
