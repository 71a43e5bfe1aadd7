import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { DeleteObjectsCommand, PutObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import type { DatasetFile } from './dataset-folder.ts';

export interface DatasetUpload {
  readonly uploaded: number;
  readonly unchanged: number;
  readonly deleted: number;
}

const CONCURRENCY = 16;
/** A larger file is streamed, so that memory stays bounded whatever is in the folder. */
const MAX_BUFFERED_BYTES = 16 * 1024 * 1024;
/** The limit of DeleteObjects. */
const MAX_DELETED_AT_ONCE = 1000;

/** Makes `train/`, `test/` and `images/` below the prefix hold exactly these files; what is there already is not sent again. */
export async function uploadDataset(
  s3: S3Client,
  bucket: string,
  prefix: string,
  files: readonly DatasetFile[],
  onProgress: (done: number, total: number) => void = () => undefined,
): Promise<DatasetUpload> {
  const present = await presentObjects(s3, bucket, prefix);
  const wanted = new Set(files.map(({ key }) => `${prefix}/${key}`));
  const surplus = [...present.keys()].filter((key) => !wanted.has(key));
  await deleteKeys(s3, bucket, surplus);
  let done = 0;
  let uploaded = 0;
  await forEachConcurrently(files, CONCURRENCY, async (file) => {
    const key = `${prefix}/${file.key}`;
    if (await putUnlessSame(s3, bucket, key, file, present.get(key))) uploaded += 1;
    done += 1;
    onProgress(done, files.length);
  });
  return { uploaded, unchanged: files.length - uploaded, deleted: surplus.length };
}

/** ETags by key of what is in the folders of images; the .lst files beside them belong to the workflow. */
async function presentObjects(s3: S3Client, bucket: string, prefix: string): Promise<Map<string, string>> {
  const present = new Map<string, string>();
  for (const folder of ['train', 'test', 'images']) {
    const pages = paginateListObjectsV2({ client: s3 }, { Bucket: bucket, Prefix: `${prefix}/${folder}/` });
    for await (const page of pages) {
      for (const { Key, ETag } of page.Contents ?? []) if (Key !== undefined) present.set(Key, ETag ?? '');
    }
  }
  return present;
}

async function deleteKeys(s3: S3Client, bucket: string, keys: readonly string[]): Promise<void> {
  for (let start = 0; start < keys.length; start += MAX_DELETED_AT_ONCE) {
    const Objects = keys.slice(start, start + MAX_DELETED_AT_ONCE).map((Key) => ({ Key }));
    const { Errors = [] } = await s3.send(
      new DeleteObjectsCommand({ Bucket: bucket, Delete: { Objects, Quiet: true } }),
    );
    const [first] = Errors;
    if (first !== undefined) throw new Error(`could not delete s3://${bucket}/${first.Key}: ${first.Code}`);
  }
}

async function putUnlessSame(
  s3: S3Client,
  bucket: string,
  key: string,
  file: DatasetFile,
  presentETag: string | undefined,
): Promise<boolean> {
  if (file.sizeBytes > MAX_BUFFERED_BYTES) {
    const Body = createReadStream(file.path);
    await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body, ContentLength: file.sizeBytes }));
    return true;
  }
  const bytes = await readFile(file.path);
  if (presentETag === `"${createHash('md5').update(bytes).digest('hex')}"`) return false;
  await s3.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: bytes }));
  return true;
}

async function forEachConcurrently<T>(
  items: readonly T[],
  concurrency: number,
  work: (item: T) => Promise<void>,
): Promise<void> {
  const queue = items.values();
  const worker = async () => {
    for (const item of queue) await work(item);
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
}
