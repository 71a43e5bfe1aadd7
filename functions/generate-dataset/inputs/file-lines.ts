import { GetObjectCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../storage/stored-text.ts';
import { ImageLabelsError } from './labels-file-error.ts';

/** Read at a time: as much of the file is in memory, however large it is. */
const READ_BYTES = 4 * 1024 * 1024;
/** Longer than a row can be: a file without line breaks is no labels file. */
const MAX_LINE_CHARACTERS = 1024 * 1024;
/** Of one piece, where its body breaks off. The SDK repeats the request itself. */
const READ_ATTEMPTS = 3;

/** One version of a file. */
export interface FileVersion extends StoredPlace {
  readonly eTag: string;
  readonly sizeBytes: number;
}

/** The file as it is now; undefined where there is none. */
export async function findFile(s3: S3Sender, place: StoredPlace): Promise<FileVersion | undefined> {
  try {
    const list = new ListObjectsV2Command({ Bucket: place.bucket, Prefix: place.key, MaxKeys: 1 });
    const [found] = (await s3.send(list)).Contents ?? [];
    return found?.Key === place.key ? { ...place, eTag: found.ETag ?? '', sizeBytes: found.Size ?? 0 } : undefined;
  } catch (error) {
    throw new DatasetStorageError(`looking for ${uriOf(place)}`, error);
  }
}

/**
 * Its lines without their line feeds, some thousand at a time. Pieces are read one after the other, all of the same version.
 * @throws {ImageLabelsError} where the file is changed meanwhile, or has no lines
 */
export async function* fileLines(s3: S3Sender, file: FileVersion): AsyncGenerator<readonly string[]> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  let rest = '';
  for (let from = 0; from < file.sizeBytes; from += READ_BYTES) {
    const bytes = await readPiece(s3, file, from, Math.min(file.sizeBytes, from + READ_BYTES) - 1);
    const lines = (rest + decoder.decode(bytes, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > MAX_LINE_CHARACTERS) {
      throw new ImageLabelsError(
        uriOf(file),
        `has a line of more than ${MAX_LINE_CHARACTERS} characters; it must be CSV or JSON Lines`,
      );
    }
    yield lines;
  }
  rest += decoder.decode();
  if (rest !== '') yield [rest];
}

async function readPiece(s3: S3Sender, file: FileVersion, from: number, to: number): Promise<Uint8Array> {
  const { bucket: Bucket, key: Key, eTag: IfMatch } = file;
  for (let attempt = 1; ; attempt += 1) {
    try {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, IfMatch, Range: `bytes=${from}-${to}` }));
      const bytes = (await Body?.transformToByteArray()) ?? new Uint8Array();
      if (bytes.length === to - from + 1) return bytes;
      throw new Error(`${bytes.length} bytes came instead of ${to - from + 1}`);
    } catch (error) {
      if (error instanceof Error && ['PreconditionFailed', 'InvalidRange'].includes(error.name)) {
        throw new ImageLabelsError(uriOf(file), 'was changed while it was read; start a new execution');
      }
      // What S3 itself has answered the SDK has tried again already.
      const isAnswer = typeof error === 'object' && error !== null && '$metadata' in error;
      if (isAnswer || attempt === READ_ATTEMPTS) throw new DatasetStorageError(`reading ${uriOf(file)}`, error);
    }
  }
}
