import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { S3Sender } from '../listing/fetch-page.ts';
import { ObjectBytes } from '../storage/object-bytes.ts';
import { csvRows } from './csv-rows.ts';
import type { DataFile } from './inventory-manifest.ts';
import { jsonRows } from './json-rows.ts';
import type { ReadRange } from './parquet-column.ts';
import { parquetRows } from './parquet-rows.ts';
import { KeySourceError, reasonOf } from './source-errors.ts';
import type { SourceRow } from './source-rows.ts';

/** A file up to this size is read in one request. */
const SMALL_BYTES = 8 * 1024 * 1024;
const MAGIC_BYTES = 4;

export type Rows = AsyncGenerator<readonly SourceRow[]>;

/** Rows of a CSV file of S3 Inventory. Ends with an error where the file is not as its manifest says. */
export function inventoryCsv(s3: S3Sender, file: DataFile, schema: readonly string[]): Rows {
  const object = objectOf(s3, file);
  const md5 = createHash('md5');
  return checked(csvRows(object.uri, unzipped(object, hashed(object.stream(), md5)), schema), () =>
    checkMd5(object, file, md5.digest('hex')),
  );
}

/** Rows of a Parquet file, by range requests where it is large. */
export async function* parquetFile(s3: S3Sender, file: DataFile): Rows {
  const object = objectOf(s3, file);
  const whole = file.sizeBytes <= SMALL_BYTES ? await object.read(0, file.sizeBytes) : undefined;
  const read: ReadRange =
    whole === undefined
      ? (start, end) => object.read(start, end)
      : async (start, end) => Buffer.from(whole.subarray(start, end));
  if (file.md5 !== undefined) checkMd5(object, file, await md5Of(object, whole, file.md5));
  yield* parquetRows(object.uri, file.sizeBytes, read);
}

/** Rows of a file of UNLOAD, whose first bytes say what it is. */
export async function* unloadedFile(s3: S3Sender, file: DataFile): Rows {
  const object = objectOf(s3, file);
  const magic = (await object.read(0, Math.min(MAGIC_BYTES, file.sizeBytes))).toString('latin1');
  if (magic.startsWith('PAR1')) return yield* parquetFile(s3, file);
  if (magic.startsWith('\x1f\x8b')) return yield* jsonRows(object.uri, unzipped(object, object.stream()));
  if (magic.startsWith('{')) return yield* jsonRows(object.uri, object.stream());
  const kind = magic.startsWith('ORC') ? 'ORC' : magic.startsWith('Obj') ? 'Avro' : 'no Parquet and no JSON lines';
  throw new KeySourceError(object.uri, `is ${kind}: UNLOAD with format PARQUET, or with JSON and compression GZIP`);
}

function objectOf(s3: S3Sender, file: DataFile): ObjectBytes {
  return new ObjectBytes(s3, file, (uri, problem) => new KeySourceError(uri, problem));
}

async function* checked(rows: Rows, atEnd: () => void): Rows {
  yield* rows;
  atEnd();
}

/** S3 has the MD5 as ETag of what was put in one part without a KMS key; of another file it is made here. */
async function md5Of(object: ObjectBytes, whole: Buffer | undefined, expected: string): Promise<string> {
  if (whole !== undefined) return createHash('md5').update(whole).digest('hex');
  await object.read(0, MAGIC_BYTES);
  if (object.eTag === expected) return expected;
  const md5 = createHash('md5');
  for await (const chunk of object.stream()) md5.update(chunk);
  return md5.digest('hex');
}

function checkMd5(object: ObjectBytes, { md5 }: DataFile, found: string): void {
  if (found === md5) return;
  throw new KeySourceError(
    object.uri,
    `has MD5 ${found}, and its manifest says ${md5}: it was changed or damaged; take another report, or wait for the next`,
  );
}

async function* hashed(
  bytes: AsyncIterable<Uint8Array>,
  md5: ReturnType<typeof createHash>,
): AsyncGenerator<Uint8Array> {
  for await (const chunk of bytes) {
    md5.update(chunk);
    yield chunk;
  }
}

async function* unzipped(object: ObjectBytes, bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  const source = Readable.from(bytes, { objectMode: false });
  const unzip = createGunzip();
  source.on('error', (error) => unzip.destroy(error));
  try {
    yield* source.pipe(unzip);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')) {
      throw new KeySourceError(object.uri, `cannot be unzipped: ${reasonOf(error)}; it was changed or damaged`, {
        cause: error,
      });
    }
    throw error;
  } finally {
    source.destroy();
  }
}
