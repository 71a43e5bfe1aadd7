import { readFileSync } from 'node:fs';
import { setAside } from './damage.ts';
import type { Guard } from './record-shape.ts';

/** What the files of one store hold. */
export interface RecordKind<T> {
  /** What a record is called, such as `IAM role`. */
  readonly noun: string;
  readonly isRecord: Guard<T>;
}

/** A record's content, or why there is none. */
export type Reading<T> = { readonly record: T } | { readonly reason: string };

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The record in a file; undefined when there is none in it, and then the file is set aside. */
export function readRecord<T>(path: string, name: string, { noun, isRecord }: RecordKind<T>): T | undefined {
  const reading = readingOf(readFileSync(path), isRecord);
  if ('record' in reading) return reading.record;
  setAside(path, `${noun} ${JSON.stringify(name)}`, reading.reason);
  return undefined;
}

/** A record from its bytes. */
export function readingOf<T>(bytes: Uint8Array, isRecord: Guard<T>): Reading<T> {
  if (bytes.length === 0) return { reason: 'it is empty' };
  let record: unknown;
  try {
    record = JSON.parse(utf8.decode(bytes));
  } catch {
    return { reason: 'it is not JSON' };
  }
  return isRecord(record) ? { record } : { reason: 'its JSON is not such a record' };
}
