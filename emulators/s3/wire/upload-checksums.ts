import type { ChecksumAlgorithm, ChecksumType } from '../store/object-record.ts';
import { CHECKSUM_ALGORITHMS, defaultChecksumType, parseAlgorithm } from './checksums.ts';
import { invalidRequest } from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** The checksum that an upload or a copy asks for with `x-amz-checksum-algorithm`. */
export function requestedAlgorithm(request: S3Request): ChecksumAlgorithm | undefined {
  const name = request.header('x-amz-checksum-algorithm');
  const algorithm = name === undefined ? undefined : parseAlgorithm(name);
  if (name === undefined || algorithm !== undefined) return algorithm;
  throw invalidRequest(
    `Checksum algorithm provided is unsupported. Please try again with any of the valid types: [${CHECKSUM_ALGORITHMS.join(', ')}]`,
  );
}

/** Algorithm and kind of a multipart upload's checksum. */
export function uploadChecksum(
  request: S3Request,
): { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined {
  const algorithm = requestedAlgorithm(request);
  const wanted = request.header('x-amz-checksum-type')?.toUpperCase();
  if (algorithm === undefined && wanted !== undefined) {
    throw invalidRequest('The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.');
  }
  if (algorithm === undefined) return undefined;
  if (wanted === undefined) return { algorithm, type: defaultChecksumType(algorithm) };
  if (wanted !== 'FULL_OBJECT' && wanted !== 'COMPOSITE') {
    throw invalidRequest(`[rehearsal] x-amz-checksum-type is "${wanted}"; it must be FULL_OBJECT or COMPOSITE`);
  }
  const impossible = wanted === 'FULL_OBJECT' ? ['SHA1', 'SHA256'] : ['CRC64NVME'];
  if (impossible.includes(algorithm)) {
    throw invalidRequest(
      `The ${wanted} checksum type cannot be used with the ${algorithm.toLowerCase()} checksum algorithm.`,
    );
  }
  return { algorithm, type: wanted };
}

/** A part's checksum must be of the upload's algorithm, and a composite needs one of every part. */
export function checkPartAlgorithm(
  upload: { readonly algorithm: ChecksumAlgorithm; readonly type: ChecksumType } | undefined,
  part: ChecksumAlgorithm | undefined,
): void {
  if (upload === undefined || upload.algorithm === part) return;
  if (part === undefined && upload.type === 'FULL_OBJECT') return;
  const [expected, actual] = [upload.algorithm.toLowerCase(), part?.toLowerCase() ?? 'null'];
  throw invalidRequest(
    `Checksum Type mismatch occurred, expected checksum Type: ${expected}, actual checksum Type: ${actual}`,
  );
}
