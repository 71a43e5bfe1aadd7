import { invalidArgument } from '../wire/s3-errors.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { commonPrefixOf, type ListingPosition, type ListingScope } from './listing.ts';

const MAX_PAGE = 1000;
const MAX_INT = 2_147_483_647;

/** A page size parameter such as max-keys: 1,000 where absent, never more. */
export function pageSize(request: S3Request, name: string): number {
  const value = request.query.get(name);
  if (value === undefined || value === '') return MAX_PAGE;
  if (!/^[+-]?\d{1,19}$/.test(value)) {
    throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
  }
  const size = Number(value);
  if (size < 0 || size > MAX_INT) {
    throw invalidArgument(`Argument ${name} must be an integer between 0 and ${MAX_INT}`, name, value);
  }
  return Math.min(size, MAX_PAGE);
}

export function listingScope({ query }: S3Request): ListingScope {
  return { prefix: query.get('prefix') ?? '', delimiter: query.get('delimiter') ?? '' };
}

export function keyPosition(key: string | undefined): ListingPosition | undefined {
  return key === undefined || key === '' ? undefined : { key };
}

/** A marker at or within a common prefix is behind all of its keys. */
export function markerPosition(request: S3Request, marker: string): ListingPosition | undefined {
  const { prefix, delimiter } = listingScope(request);
  const commonPrefix = commonPrefixOf(marker, prefix, delimiter);
  return commonPrefix === undefined ? keyPosition(marker) : { commonPrefix };
}

/** How keys are written into the answer: as they are, or with `encoding-type=url`. */
export function keyEncoder(request: S3Request): (text: string) => string {
  const type = request.query.get('encoding-type');
  if (type === undefined) return (text) => text;
  if (type === 'url') return urlEncode;
  throw invalidArgument('Invalid Encoding Method specified in Request', 'encoding-type', type);
}

/** Percent-encoding with S3's two peculiarities: a space becomes a plus sign, a slash stays. */
function urlEncode(text: string): string {
  const encoded = encodeURIComponent(text).replace(
    /[!'()]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return encoded.replaceAll('%20', '+').replaceAll('%2F', '/');
}

/** An opaque continuation token; only this emulator reads it. */
export function encodeToken(position: ListingPosition): string {
  return Buffer.from(JSON.stringify(position), 'utf8').toString('base64');
}

export function decodeToken(token: string): ListingPosition {
  const position = parseToken(token);
  if (position !== undefined) return position;
  throw invalidArgument('The continuation token provided is incorrect', 'continuation-token', token);
}

function parseToken(token: string): ListingPosition | undefined {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(token, 'base64').toString('utf8'));
    if (typeof parsed !== 'object' || parsed === null) return undefined;
    if ('key' in parsed && typeof parsed.key === 'string') return { key: parsed.key };
    if ('commonPrefix' in parsed && typeof parsed.commonPrefix === 'string')
      return { commonPrefix: parsed.commonPrefix };
    return undefined;
  } catch {
    return undefined;
  }
}
