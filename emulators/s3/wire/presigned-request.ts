import type { WireRequest } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';

const WEEK_SECONDS = 604_800;
/** How far the client's clock may be ahead. */
const MAX_AHEAD_MS = 15 * 60_000;
const LONG_FORMAT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;
const PARAMETERS = [
  'X-Amz-Algorithm',
  'X-Amz-Credential',
  'X-Amz-Signature',
  'X-Amz-Date',
  'X-Amz-SignedHeaders',
  'X-Amz-Expires',
];
/** Headers that SDKs move into a presigned address; S3 takes them for headers. */
const MOVED =
  /^x-amz-(?:meta-.*|tagging|acl|storage-class|server-side-encryption.*|website-redirect-location|checksum-mode|expected-bucket-owner)$/i;

/** Refuses a presigned address that is past its time. https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html */
export function checkPresigned(query: ReadonlyMap<string, string>, nowMs: number): void {
  if (query.has('X-Amz-Algorithm') || query.has('X-Amz-Signature')) checkVersion4(query, nowMs);
  else if (query.has('AWSAccessKeyId') && query.has('Signature')) checkVersion2(query.get('Expires') ?? '', nowMs);
}

function checkVersion4(query: ReadonlyMap<string, string>, nowMs: number): void {
  if (PARAMETERS.some((name) => !query.has(name))) {
    const [last, ...others] = PARAMETERS.toReversed();
    throw queryError(
      `Query-string authentication version 4 requires the ${others.reverse().join(', ')}, and ${last} parameters.`,
    );
  }
  const seconds = query.get('X-Amz-Expires') ?? '';
  if (!/^-?\d{1,15}$/.test(seconds)) throw queryError('X-Amz-Expires should be a number');
  if (Number(seconds) < 0) throw queryError('X-Amz-Expires must be non-negative');
  if (Number(seconds) > WEEK_SECONDS) {
    throw queryError(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${WEEK_SECONDS} seconds`,
    );
  }
  const signedMs = longFormatMs(query.get('X-Amz-Date') ?? '');
  if (signedMs > nowMs + MAX_AHEAD_MS) throw new AwsError('AccessDenied', 403, 'Request is not valid yet');
  const endMs = signedMs + Number(seconds) * 1000;
  if (nowMs > endMs) throw expired(endMs, nowMs, { 'X-Amz-Expires': seconds });
}

function longFormatMs(date: string): number {
  const [, year, month, day, hour, minute, second] = LONG_FORMAT.exec(date) ?? [];
  const timeMs = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  if (!Number.isNaN(timeMs)) return timeMs;
  throw queryError(`X-Amz-Date must be in the ISO8601 Long Format "yyyyMMdd'T'HHmmss'Z'"`);
}

function checkVersion2(expires: string, nowMs: number): void {
  if (!/^\d{1,12}$/.test(expires)) {
    throw new AwsError('AccessDenied', 403, `Invalid date (should be seconds since epoch): ${expires}`);
  }
  const endMs = Number(expires) * 1000;
  if (nowMs > endMs) throw expired(endMs, nowMs, {});
}

function expired(endMs: number, nowMs: number, details: Readonly<Record<string, string>>): AwsError {
  return new AwsError('AccessDenied', 403, 'Request has expired', {
    details: { ...details, Expires: wholeSeconds(endMs), ServerTime: wholeSeconds(nowMs) },
  });
}

function wholeSeconds(timeMs: number): string {
  return new Date(timeMs).toISOString().replace(/\.\d+Z$/, 'Z');
}

function queryError(message: string): AwsError {
  return new AwsError('AuthorizationQueryParametersError', 400, message);
}

/** A request whose address is presigned, with the headers that are in it. */
export function withMovedHeaders(wire: WireRequest, query: ReadonlyMap<string, string>): WireRequest {
  if (!query.has('X-Amz-Signature')) return wire;
  const moved = [...query].filter(([name]) => MOVED.test(name)).map(([name, value]) => [name.toLowerCase(), value]);
  return moved.length === 0 ? wire : { ...wire, headers: { ...Object.fromEntries(moved), ...wire.headers } };
}
