import type { Bucket } from '../store/bucket-store.ts';
import { isMarker, type ObjectRecord, versionIdOf } from '../store/object-record.ts';
import { invalidArgument, noSuchKey, preconditionFailed } from '../wire/s3-errors.ts';
import { matches } from './conditional-requests.ts';

/** What must be so of an object that is to be deleted; the texts as they were sent. */
export interface DeleteConditions {
  readonly etag?: string | undefined;
  /** An HTTP date. */
  readonly lastModified?: string | undefined;
  readonly sizeBytes?: string | undefined;
}

/** How the request calls a condition: in headers, or in a DeleteObjects document. */
export interface ConditionNames {
  readonly etag: string;
  readonly lastModified: string;
  readonly sizeBytes: string;
}

/** Refuses to delete an object that is not as the request says; what is not there is deleted already. */
export function checkDeleteConditions(
  conditions: DeleteConditions,
  object: ObjectRecord | undefined,
  names: ConditionNames,
): void {
  if (object === undefined) return;
  const { etag, lastModified, sizeBytes } = conditions;
  if (etag !== undefined && !matches(etag, object)) throw preconditionFailed(names.etag);
  if (lastModified !== undefined && secondOf(lastModified, names.lastModified) !== wholeSecond(object.lastModifiedMs)) {
    throw preconditionFailed(names.lastModified);
  }
  if (sizeBytes !== undefined && Number(sizeBytes) !== object.sizeBytes) throw preconditionFailed(names.sizeBytes);
}

/** The object that a deletion is about: what the key shows, or the version that is named. */
export function objectToDelete(
  { objects }: Bucket,
  key: string,
  versionId: string | undefined,
): ObjectRecord | undefined {
  if (versionId === undefined) return objects.get(key);
  const version = objects.versionsOf(key).find((one) => versionIdOf(one) === versionId);
  return version === undefined || isMarker(version) ? undefined : version;
}

/** If-Match on a deletion, unlike the others, wants an object to be there. */
export function requireMatch(etag: string | undefined, object: ObjectRecord | undefined, key: string): void {
  if (etag !== undefined && object === undefined) throw noSuchKey(key);
}

function secondOf(date: string, name: string): number {
  const timeMs = Date.parse(date);
  if (Number.isNaN(timeMs)) throw invalidArgument('[rehearsal] not a date', name, date);
  return wholeSecond(timeMs);
}

function wholeSecond(timeMs: number): number {
  return Math.floor(timeMs / 1000);
}
