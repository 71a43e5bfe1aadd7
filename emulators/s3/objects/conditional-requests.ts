import type { AwsError } from '../../core/wire/aws-error.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { headerNotImplemented, noSuchKey, notModified, preconditionFailed } from '../wire/s3-errors.ts';
import { validatorHeaders } from './object-headers.ts';

/** Conditions of a request, with the headers' names in lower case. */
export interface Conditions {
  readonly 'if-match'?: string | undefined;
  readonly 'if-none-match'?: string | undefined;
  readonly 'if-modified-since'?: string | undefined;
  readonly 'if-unmodified-since'?: string | undefined;
}

/** The conditions in a request's headers, or with `x-amz-copy-source-` those on the source of a copy. */
export function conditionsOf(header: (name: string) => string | undefined, prefix = ''): Conditions {
  return {
    'if-match': header(`${prefix}if-match`),
    'if-none-match': header(`${prefix}if-none-match`),
    'if-modified-since': header(`${prefix}if-modified-since`),
    'if-unmodified-since': header(`${prefix}if-unmodified-since`),
  };
}

/** Refuses a read with 412 or 304, in the order of RFC 9110, 13.2.2, which S3 follows. */
export function checkReadConditions(conditions: Conditions, record: ObjectRecord): void {
  const failed = failedCondition(conditions, record);
  if (failed === 'If-Match' || failed === 'If-Unmodified-Since') throw preconditionFailed(failed);
  if (failed !== undefined) throw notModified(validatorHeaders(record));
}

/** The same for the source of a copy, where every refusal is a 412. */
export function checkCopyConditions(conditions: Conditions, record: ObjectRecord): void {
  const failed = failedCondition(conditions, record);
  if (failed !== undefined) throw preconditionFailed(`x-amz-copy-source-${failed}`);
}

function valueNotAccepted(header: string): AwsError {
  return headerNotImplemented(header, `We don't accept the provided value of ${header} header for this API`);
}

function failedCondition(conditions: Conditions, record: ObjectRecord): string | undefined {
  const match = conditions['if-match'];
  const noneMatch = conditions['if-none-match'];
  if (match !== undefined && !matches(match, record)) return 'If-Match';
  if (match === undefined && isAfter(record, conditions['if-unmodified-since'])) return 'If-Unmodified-Since';
  if (noneMatch !== undefined && matches(noneMatch, record)) return 'If-None-Match';
  const since = conditions['if-modified-since'];
  if (noneMatch === undefined && !isFuture(since) && isAfter(record, since) === false) return 'If-Modified-Since';
  return undefined;
}

/** Whether an ETag is among those of an If-Match header. */
export function matches(header: string, record: ObjectRecord): boolean {
  const candidates = header.split(',').map((etag) => etag.trim().replace(/^W\//, '').replaceAll('"', ''));
  return candidates.includes('*') || candidates.includes(record.etag);
}

/** RFC 9110, 13.1.3: S3 takes no notice of an If-Modified-Since that is later than its clock. */
function isFuture(header: string | undefined): boolean {
  return Date.parse(header ?? '') > Date.now();
}

/** Whether the object changed after that time, by whole seconds; undefined where there is no such time. */
function isAfter(record: ObjectRecord, header: string | undefined): boolean | undefined {
  const timeMs = Date.parse(header ?? '');
  return Number.isNaN(timeMs) ? undefined : Math.floor(record.lastModifiedMs / 1000) > Math.floor(timeMs / 1000);
}

/**
 * Refuses a write: `If-None-Match: *` where the key has an object, `If-Match` where it has none (404) or another one.
 * https://docs.aws.amazon.com/AmazonS3/latest/userguide/conditional-writes.html
 */
export function checkWriteConditions(conditions: Conditions, key: string, current: ObjectRecord | undefined): void {
  const noneMatch = conditions['if-none-match'];
  const match = conditions['if-match'];
  if (noneMatch !== undefined && match !== undefined) {
    throw headerNotImplemented('If-Match,If-None-Match', 'Multiple conditional request headers present in the request');
  }
  if (noneMatch !== undefined && noneMatch.trim() !== '*') throw valueNotAccepted('If-None-Match');
  if (match?.trim() === '*') throw valueNotAccepted('If-Match');
  if (noneMatch !== undefined && current !== undefined) throw preconditionFailed('If-None-Match');
  if (match === undefined) return;
  if (current === undefined) throw noSuchKey(key);
  if (!matches(match, current)) throw preconditionFailed('If-Match');
}
