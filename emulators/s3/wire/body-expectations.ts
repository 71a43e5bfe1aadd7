import { AwsError } from '../../core/wire/aws-error.ts';
import type { ChecksumAlgorithm } from '../store/object-record.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader, isChecksumValue, parseAlgorithm } from './checksums.ts';
import {
  entityTooLarge,
  headerNotImplemented,
  invalidArgument,
  invalidRequest,
  missingContentLength,
} from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/upload-objects.html */
export const MAX_SINGLE_PUT_BYTES = 5 * 1024 ** 3;

/** What the headers promise of a body, to be checked when it has arrived. */
export interface BodyExpectations {
  /** The body has the aws-chunked coding, perhaps with trailers. */
  readonly isChunked: boolean;
  /** Length of the decoded body, where a header says it. */
  readonly lengthBytes?: number;
  readonly md5?: Buffer;
  readonly sha256Hex?: string;
  readonly checksum?: ExpectedChecksum;
}

export interface ExpectedChecksum {
  readonly algorithm: ChecksumAlgorithm;
  /** Absent when the value comes in the trailer. */
  readonly value?: string;
}

export function bodyExpectations(request: S3Request): BodyExpectations {
  const payload = request.header('x-amz-content-sha256');
  const isChunked = payload?.startsWith('STREAMING-') ?? false;
  const lengthBytes = decodedLength(request);
  if (lengthBytes !== undefined && lengthBytes > MAX_SINGLE_PUT_BYTES) {
    throw entityTooLarge(lengthBytes, MAX_SINGLE_PUT_BYTES);
  }
  const md5 = contentMd5(request.header('content-md5'));
  const sha256Hex = payloadSha256(payload);
  const checksum = expectedChecksum(request);
  return {
    isChunked,
    ...(lengthBytes === undefined ? {} : { lengthBytes }),
    ...(md5 === undefined ? {} : { md5 }),
    ...(sha256Hex === undefined ? {} : { sha256Hex }),
    ...(checksum === undefined ? {} : { checksum }),
  };
}

/** S3 wants a length beforehand: HTTP's own chunked coding is taken only around aws-chunked with its decoded length. */
function decodedLength(request: S3Request): number | undefined {
  const decoded = request.header('x-amz-decoded-content-length');
  const length = decoded ?? request.header('content-length');
  if (length === undefined) {
    throw request.header('transfer-encoding') === undefined
      ? missingContentLength()
      : headerNotImplemented('Transfer-Encoding');
  }
  if (!/^\d{1,15}$/.test(length)) throw invalidArgument('[rehearsal] not a length in bytes', 'content-length', length);
  return Number(length);
}

function contentMd5(header: string | undefined): Buffer | undefined {
  if (header === undefined) return undefined;
  const md5 = Buffer.from(header, 'base64');
  if (md5.length === 16) return md5;
  throw new AwsError('InvalidDigest', 400, 'The Content-MD5 you specified was invalid.', {
    details: { 'Content-MD5': header },
  });
}

function payloadSha256(payload: string | undefined): string | undefined {
  if (payload === undefined || payload === 'UNSIGNED-PAYLOAD' || payload.startsWith('STREAMING-')) return undefined;
  if (/^[0-9a-f]{64}$/i.test(payload)) return payload.toLowerCase();
  throw invalidArgument(
    'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-UNSIGNED-PAYLOAD-TRAILER, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD, STREAMING-AWS4-ECDSA-P256-SHA256-PAYLOAD-TRAILER or a valid sha256 value.',
    'x-amz-content-sha256',
    payload,
  );
}

function expectedChecksum(request: S3Request): ExpectedChecksum | undefined {
  const inHeaders = CHECKSUM_ALGORITHMS.filter((name) => request.header(checksumHeader(name)) !== undefined);
  const trailer = trailerAlgorithm(request.header('x-amz-trailer'));
  const [first, second] = trailer === undefined ? inHeaders : [...inHeaders, trailer];
  if (second !== undefined) {
    throw invalidRequest('Expecting a single x-amz-checksum- header. Multiple checksum Types are not allowed.');
  }
  if (first === undefined) return refuseLoneAlgorithm(request);
  const value = request.header(checksumHeader(first));
  if (value === undefined) return { algorithm: first };
  if (!isChecksumValue(first, value)) throw invalidRequest(`Value for ${checksumHeader(first)} header is invalid.`);
  return { algorithm: first, value };
}

function trailerAlgorithm(trailer: string | undefined): ChecksumAlgorithm | undefined {
  const names = trailer?.split(',').map((name) => name.trim().toLowerCase());
  const checksum = names?.find((name) => name.startsWith('x-amz-checksum-'));
  return checksum === undefined ? undefined : parseAlgorithm(checksum.slice('x-amz-checksum-'.length));
}

function refuseLoneAlgorithm(request: S3Request): undefined {
  if (request.header('x-amz-sdk-checksum-algorithm') === undefined) return undefined;
  throw invalidRequest(
    'x-amz-sdk-checksum-algorithm specified, but no corresponding x-amz-checksum-* or x-amz-trailer headers were found.',
  );
}
