import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  PutObjectCommand,
  UploadPartCommand,
} from '@aws-sdk/client-s3';
import { DatasetStorageError } from './errors.ts';
import type { S3Sender } from './listing/fetch-page.ts';

/** The least that S3 wants in every part but the last. */
export const PART_BYTES = 5 * 1024 * 1024;
/**
 * S3 takes 10,000 parts. After so many parts their size is doubled: with the longest keys, too, there is room for 300 GB,
 * which is 250 million rows. Source: "Amazon S3 multipart upload limits", S3 User Guide.
 */
const PARTS_OF_A_SIZE = 2000;
/** Parts that are sent at a time. */
const PARTS_UNDER_WAY = 2;
/** Room for what comes in one go: a thousand rows of the longest keys. */
const MAX_TEXT_BYTES = 1280 * 1024;
/** Room that a text has before it turns out to be long: most are a few thousand rows. */
const FIRST_ROOM_BYTES = 128 * 1024;
export const CONTENT_TYPE = 'text/plain; charset=utf-8';
/** Named when the upload begins: the SDK sends one with each part anyway, and S3 refuses to complete an upload with checksums it was not begun with. */
export const CHECKSUM = { ChecksumAlgorithm: 'CRC32' } as const;

interface Target {
  readonly Bucket: string;
  readonly Key: string;
}

/** An object whose text is in S3's hands and which nobody can see yet. */
export interface PreparedObject {
  /** Shows the object, whole. @throws {DatasetStorageError} */
  commit(): Promise<void>;
  /** Leaves the object as it was. */
  abort(): Promise<void>;
}

/** Writes text to one object, which changes as a whole or not at all. @throws {DatasetStorageError} */
export async function uploadText(
  s3: S3Sender,
  bucket: string,
  key: string,
  text: AsyncIterable<string>,
): Promise<void> {
  const prepared = await prepareText(s3, bucket, key, text);
  await prepared.commit();
}

/**
 * Sends text while it comes, with a few parts of it in memory: a short text is kept for one PutObject, a longer one is a
 * multipart upload, which S3 shows when it is completed.
 * @throws {DatasetStorageError} with nothing left behind, or what the text itself throws
 */
export async function prepareText(
  s3: S3Sender,
  bucket: string,
  key: string,
  text: AsyncIterable<string>,
): Promise<PreparedObject> {
  const target = { Bucket: bucket, Key: key };
  const doing = `writing s3://${bucket}/${key}`;
  const parts = partsOf(text);
  const first = await parts.next();
  const body = first.done === true ? Buffer.alloc(0) : first.value;
  if (body.length < PART_BYTES) {
    const put = new PutObjectCommand({ ...target, Body: body, ContentType: CONTENT_TYPE });
    return { commit: async () => void (await stored(doing, () => s3.send(put))), abort: async () => undefined };
  }
  const upload = await stored(doing, () => MultipartUpload.begin(s3, target));
  try {
    await upload.send(body, doing);
    for await (const part of parts) await upload.send(part, doing);
    await upload.allSent();
  } catch (error) {
    await upload.abort();
    throw error;
  }
  return { commit: () => stored(doing, () => upload.complete()), abort: () => upload.abort() };
}

async function stored<T>(doing: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw new DatasetStorageError(doing, error);
  }
}

/** One multipart upload that sends several parts at a time. */
class MultipartUpload {
  readonly #s3: S3Sender;
  readonly #target: Target & { readonly UploadId: string | undefined };
  readonly #sent: CompletedPart[] = [];
  readonly #underWay = new Set<Promise<void>>();
  #parts = 0;
  #failure: { readonly error: unknown } | undefined;

  private constructor(s3: S3Sender, target: Target, UploadId: string | undefined) {
    this.#s3 = s3;
    this.#target = { ...target, UploadId };
  }

  static async begin(s3: S3Sender, target: Target): Promise<MultipartUpload> {
    const begin = { ...target, ContentType: CONTENT_TYPE, ...CHECKSUM };
    const { UploadId } = await s3.send(new CreateMultipartUploadCommand(begin));
    return new MultipartUpload(s3, target, UploadId);
  }

  /** Takes the part over; waits where enough are under way. @throws what an earlier part failed with */
  async send(Body: Buffer, doing: string): Promise<void> {
    while (this.#underWay.size >= PARTS_UNDER_WAY) await Promise.race(this.#underWay);
    if (this.#failure !== undefined) throw this.#failure.error;
    this.#parts += 1;
    const work = this.#sendPart(this.#parts, Body, doing).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
  }

  async allSent(): Promise<void> {
    await Promise.all(this.#underWay);
    if (this.#failure !== undefined) throw this.#failure.error;
  }

  async complete(): Promise<void> {
    const Parts = this.#sent.toSorted((one, other) => (one.PartNumber ?? 0) - (other.PartNumber ?? 0));
    try {
      await this.#s3.send(new CompleteMultipartUploadCommand({ ...this.#target, MultipartUpload: { Parts } }));
    } catch (error) {
      await this.abort();
      throw error;
    }
  }

  /** The first failure is the one to report; S3 removes what is left over by the bucket's lifecycle rule. */
  async abort(): Promise<void> {
    await Promise.all(this.#underWay);
    await this.#s3.send(new AbortMultipartUploadCommand(this.#target)).catch(() => undefined);
  }

  /** Never rejects, so that a part that fails while the next one is made is not an unhandled rejection. */
  async #sendPart(PartNumber: number, Body: Buffer, doing: string): Promise<void> {
    try {
      const command = new UploadPartCommand({ ...this.#target, PartNumber, Body, ...CHECKSUM });
      const { ETag, ChecksumCRC32 } = await this.#s3.send(command);
      this.#sent.push({ PartNumber, ETag, ChecksumCRC32 });
    } catch (error) {
      this.#failure ??= { error: new DatasetStorageError(doing, error) };
    }
  }
}

/** Parts of at least the least size, but for the last one, each a buffer of its own. */
async function* partsOf(texts: AsyncIterable<string>): AsyncGenerator<Buffer> {
  let leastBytes = PART_BYTES;
  let part = Buffer.allocUnsafe(FIRST_ROOM_BYTES);
  let bytes = 0;
  let parts = 0;
  for await (const text of texts) {
    const length = Buffer.byteLength(text);
    if (length > MAX_TEXT_BYTES) throw new RangeError(`a text of ${length} bytes is more than a part has room for`);
    if (bytes + length > part.length) part = larger(part.subarray(0, bytes), leastBytes + MAX_TEXT_BYTES);
    bytes += part.write(text, bytes);
    if (bytes < leastBytes) continue;
    yield part.subarray(0, bytes);
    parts += 1;
    if (parts % PARTS_OF_A_SIZE === 0) leastBytes *= 2;
    part = Buffer.allocUnsafe(leastBytes + MAX_TEXT_BYTES);
    bytes = 0;
  }
  if (bytes > 0) yield part.subarray(0, bytes);
}

function larger(part: Buffer, bytes: number): Buffer<ArrayBuffer> {
  const copy = Buffer.allocUnsafe(bytes);
  part.copy(copy);
  return copy;
}
