import { isUtf8 } from 'node:buffer';
import { createHash } from 'node:crypto';
import type { Readable } from 'node:stream';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { Checksum, ChecksumAlgorithm } from '../store/object-record.ts';
import { type BodyExpectations, bodyExpectations } from './body-expectations.ts';
import { base64Digest, checksumHeader, isChecksumValue, startChecksum } from './checksums.ts';
import { decodeChunked, malformedTrailer } from './chunked-body.ts';
import { entityTooLarge, incompleteBody, invalidRequest, malformedXml } from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** What is known of a body when its last byte has arrived and everything promised of it held. */
export interface ReceivedBody {
  readonly sizeBytes: number;
  readonly md5Hex: string;
  readonly checksum?: Checksum;
}

/** Takes each chunk of the decoded body; the next one comes when it has settled. */
export type ChunkSink = (chunk: Buffer) => Promise<void>;

/** A body's digests under way. */
export class BodyDigests {
  readonly #md5 = createHash('md5');
  readonly #checksum:
    | { readonly algorithm: ChecksumAlgorithm; readonly running: ReturnType<typeof startChecksum> }
    | undefined;
  sizeBytes = 0;

  constructor(algorithm: ChecksumAlgorithm | undefined) {
    this.#checksum = algorithm === undefined ? undefined : { algorithm, running: startChecksum(algorithm) };
  }

  update(chunk: Buffer): void {
    this.sizeBytes += chunk.length;
    this.#md5.update(chunk);
    this.#checksum?.running.update(chunk);
  }

  async finish(): Promise<ReceivedBody> {
    const md5Hex = this.#md5.digest('hex');
    if (this.#checksum === undefined) return { sizeBytes: this.sizeBytes, md5Hex };
    const { algorithm, running } = this.#checksum;
    const value = await base64Digest(running);
    return { sizeBytes: this.sizeBytes, md5Hex, checksum: { algorithm, value, type: 'FULL_OBJECT' } };
  }
}

/**
 * Streams a request's body into the sink and checks length, Content-MD5, x-amz-content-sha256 and x-amz-checksum-*.
 * `fallback` is the checksum to compute when the request carries none.
 */
export async function receiveBody(
  request: S3Request,
  sink: ChunkSink,
  fallback?: ChecksumAlgorithm,
): Promise<ReceivedBody> {
  const expected = bodyExpectations(request);
  const digests = new BodyDigests(expected.checksum?.algorithm ?? fallback);
  const sha256 = expected.sha256Hex === undefined ? undefined : createHash('sha256');
  const trailers = new Map<string, string>();
  const raw = chunksOf(request.wire.body);
  for await (const chunk of expected.isChunked ? decodeChunked(raw, trailers) : raw) {
    digests.update(chunk);
    sha256?.update(chunk);
    if (digests.sizeBytes > (expected.lengthBytes ?? Number.POSITIVE_INFINITY)) throw incompleteBody();
    await sink(chunk);
  }
  const received = await digests.finish();
  if (expected.lengthBytes !== undefined && received.sizeBytes !== expected.lengthBytes) throw incompleteBody();
  checkMd5(expected, received);
  checkSha256(expected, sha256?.digest('hex'));
  checkChecksum(expected, received, trailers);
  return received;
}

/** Collects a small body, such as an XML document, with the same checks; `notUtf8` is the refusal of one that is not text. */
export async function receiveText(
  request: S3Request,
  maxBytes: number,
  notUtf8: () => AwsError = malformedXml,
): Promise<string> {
  const chunks: Buffer[] = [];
  let total = 0;
  await receiveBody(request, async (chunk) => {
    total += chunk.length;
    if (total > maxBytes) throw entityTooLarge(total, maxBytes);
    chunks.push(chunk);
  });
  const body = Buffer.concat(chunks, total);
  if (!isUtf8(body)) throw notUtf8();
  return body.toString('utf8');
}

/** The stream is left whole on an early end: the connection is needed for the answer. */
export async function* chunksOf(body: Readable): AsyncGenerator<Buffer, void, undefined> {
  for await (const chunk of body.iterator({ destroyOnReturn: false })) {
    yield Buffer.isBuffer(chunk) ? chunk : Buffer.from(chunk);
  }
}

function checkMd5(expected: BodyExpectations, received: ReceivedBody): void {
  if (expected.md5 === undefined || expected.md5.toString('hex') === received.md5Hex) return;
  throw new AwsError('BadDigest', 400, 'The Content-MD5 you specified did not match what we received.', {
    details: {
      ExpectedDigest: expected.md5.toString('hex'),
      CalculatedDigest: Buffer.from(received.md5Hex, 'hex').toString('base64'),
    },
  });
}

function checkSha256(expected: BodyExpectations, computed: string | undefined): void {
  if (expected.sha256Hex === undefined || computed === undefined || expected.sha256Hex === computed) return;
  throw new AwsError(
    'XAmzContentSHA256Mismatch',
    400,
    "The provided 'x-amz-content-sha256' header does not match what was computed.",
    { details: { ClientComputedContentSHA256: expected.sha256Hex, S3ComputedContentSHA256: computed } },
  );
}

function checkChecksum(expected: BodyExpectations, received: ReceivedBody, trailers: Map<string, string>): void {
  if (expected.checksum === undefined) return;
  const { algorithm, value = trailers.get(checksumHeader(algorithm)) } = expected.checksum;
  if (value === undefined) throw malformedTrailer();
  if (!isChecksumValue(algorithm, value)) {
    throw invalidRequest(`Value for ${checksumHeader(algorithm)} trailing header is invalid.`);
  }
  if (value === received.checksum?.value) return;
  throw new AwsError('BadDigest', 400, `The ${algorithm} you specified did not match the calculated checksum.`);
}
