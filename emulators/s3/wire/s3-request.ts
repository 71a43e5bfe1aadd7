import { isIP } from 'node:net';
import type { WireRequest } from '../../core/http/http-exchange.ts';
import { withMovedHeaders } from './presigned-request.ts';
import { invalidUri, keyTooLong } from './s3-errors.ts';

export const MAX_KEY_BYTES = 1024;
/** `bucket.s3.<anything>`, `bucket.s3-<region>.<anything>` and `bucket.localhost`; the bucket may hold dots. */
const VIRTUAL_HOSTS = [/^(.+)\.s3[.-].+$/, /^(.+)\.localhost$/];

/** A request as S3 sees it: whose bucket, which key, which sub-resources. */
export interface S3Request {
  readonly wire: WireRequest;
  readonly method: string;
  /** Empty for the list of buckets. */
  readonly bucket: string;
  /** Empty for the bucket itself. */
  readonly key: string;
  readonly query: ReadonlyMap<string, string>;
  /** Raw path, for error documents. */
  readonly path: string;
  /** A header by its lower-case name; of a repeated one the values joined. */
  header(name: string): string | undefined;
}

/** Refuses what cannot be decoded (InvalidURI) and keys of more than 1,024 bytes (KeyTooLongError). */
export function parseS3Request(wire: WireRequest): S3Request {
  const [path = '', ...rest] = wire.target.split('?');
  if (!path.startsWith('/')) throw invalidUri(wire.target);
  const hostBucket = bucketOfHost(wire.headers.host);
  const [bucket, key] = hostBucket === undefined ? splitPath(path) : [hostBucket, decodeUriText(path.slice(1), path)];
  const keyBytes = Buffer.byteLength(key);
  if (keyBytes > MAX_KEY_BYTES) throw keyTooLong(keyBytes, MAX_KEY_BYTES);
  const query = parseQuery(rest.join('?'), path);
  const whole = withMovedHeaders(wire, query);
  const header = (name: string): string | undefined => {
    const value = whole.headers[name];
    return Array.isArray(value) ? value.join(',') : value;
  };
  return { wire: whole, method: wire.method, bucket, key, query, path, header };
}

function bucketOfHost(host: string | undefined): string | undefined {
  const name = (host ?? '').replace(/:\d*$/, '').toLowerCase();
  if (isIP(name) !== 0) return undefined;
  for (const pattern of VIRTUAL_HOSTS) {
    const bucket = pattern.exec(name)?.[1];
    if (bucket !== undefined && bucket !== 's3' && !bucket.startsWith('s3.')) return bucket;
  }
  return undefined;
}

function splitPath(path: string): [bucket: string, key: string] {
  const slash = path.indexOf('/', 1);
  if (slash === -1) return [decodeUriText(path.slice(1), path), ''];
  return [decodeUriText(path.slice(1, slash), path), decodeUriText(path.slice(slash + 1), path)];
}

function parseQuery(query: string, path: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const equals = pair.indexOf('=');
    const name = equals === -1 ? pair : pair.slice(0, equals);
    parameters.set(decodeUriText(name, path), equals === -1 ? '' : decodeUriText(pair.slice(equals + 1), path));
  }
  return parameters;
}

/** S3 takes a plus sign for a space in the path as well as in the query; SDKs send `%2B` for a plus. */
export function decodeUriText(encoded: string, uri: string): string {
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch {
    throw invalidUri(uri);
  }
}
