import { byUtf8 } from '../../functions/generate-dataset/utf8-order.ts';
import { indexAfter, indexBehindPrefix, type KeySpace } from './key-space.ts';

const PAGE_KEYS = 1000;
const MODIFIED = '2026-01-31T12:00:00.000Z';

/** The body of a ListObjectsV2 answer as S3 writes it, for keys that need no encoding but spaces. */
export function listAnswer(space: KeySpace, bucket: string, query: URLSearchParams): Buffer {
  const prefix = query.get('prefix') ?? '';
  const maxKeys = Math.min(PAGE_KEYS, Number(query.get('max-keys') ?? PAGE_KEYS));
  const token = query.get('continuation-token');
  const after = token === null ? (query.get('start-after') ?? '') : Buffer.from(token, 'base64url').toString();
  const isEncoded = query.get('encoding-type') === 'url';
  const first = Math.max(firstWith(space, prefix), after === '' ? 0 : indexAfter(space, after));
  const behind = indexBehindPrefix(space, prefix);
  const page =
    query.get('delimiter') === '/'
      ? folderPage(space, { prefix, first, behind, maxKeys })
      : keyPage(space, { first, behind, maxKeys, isEncoded });
  const head = `<Name>${bucket}</Name><Prefix>${prefix}</Prefix><MaxKeys>${maxKeys}</MaxKeys>`;
  const encoding = isEncoded ? '<EncodingType>url</EncodingType>' : '';
  const next = page.isTruncated
    ? `<NextContinuationToken>${Buffer.from(page.last).toString('base64url')}</NextContinuationToken>`
    : '';
  return Buffer.from(
    `<?xml version="1.0" encoding="UTF-8"?>\n<ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/">${head}<KeyCount>${page.count}</KeyCount>${next}${encoding}<IsTruncated>${page.isTruncated}</IsTruncated>${page.entries}</ListBucketResult>`,
  );
}

/** A page of objects that were written, whose keys need no encoding. */
export function writtenAnswer(objects: readonly ListedKey[], query: URLSearchParams): Buffer {
  const maxKeys = Math.min(PAGE_KEYS, Number(query.get('max-keys') ?? PAGE_KEYS));
  const page = objects.slice(0, maxKeys);
  const entries = page.map(({ key, bytes }) => `<Contents><Key>${key}</Key><Size>${bytes}</Size></Contents>`).join('');
  const isTruncated = page.length < objects.length;
  return Buffer.from(`<ListBucketResult><IsTruncated>${isTruncated}</IsTruncated>${entries}</ListBucketResult>`);
}

interface ListedKey {
  readonly key: string;
  readonly bytes: number;
}

interface Page {
  readonly entries: string;
  readonly count: number;
  readonly last: string;
  readonly isTruncated: boolean;
}

interface KeySlice {
  readonly first: number;
  readonly behind: number;
  readonly maxKeys: number;
}

function keyPage(space: KeySpace, { first, behind, maxKeys, isEncoded }: KeySlice & { isEncoded: boolean }): Page {
  const end = Math.min(behind, first + maxKeys);
  let entries = '';
  let last = '';
  for (let index = first; index < end; index += 1) {
    last = space.keyAt(index);
    const key = isEncoded ? last.replaceAll(' ', '+') : last;
    entries += `<Contents><Key>${key}</Key><LastModified>${MODIFIED}</LastModified><ETag>&quot;${eTagOf(index)}&quot;</ETag><ChecksumAlgorithm>CRC64NVME</ChecksumAlgorithm><ChecksumType>FULL_OBJECT</ChecksumType><Size>${50_000 + (index % 10_000)}</Size><StorageClass>STANDARD</StorageClass></Contents>`;
  }
  return { entries, count: Math.max(0, end - first), last, isTruncated: end < behind };
}

function folderPage(space: KeySpace, { prefix, first, behind, maxKeys }: KeySlice & { prefix: string }): Page {
  let entries = '';
  let count = 0;
  let last = '';
  let index = first;
  while (index < behind && count < maxKeys) {
    const key = space.keyAt(index);
    const slash = key.indexOf('/', prefix.length);
    last = slash < 0 ? key : key.slice(0, slash + 1);
    if (slash >= 0) entries += `<CommonPrefixes><Prefix>${last.replaceAll(' ', '+')}</Prefix></CommonPrefixes>`;
    index = slash < 0 ? index + 1 : indexBehindPrefix(space, last);
    count += 1;
  }
  return { entries, count, last, isTruncated: index < behind };
}

/** Index of the first key that has the prefix or comes after all that have. */
function firstWith(space: KeySpace, prefix: string): number {
  const after = indexAfter(space, prefix);
  return after > 0 && byUtf8(space.keyAt(after - 1), prefix) === 0 ? after - 1 : after;
}

/** 128 bits that differ from index to index, as an MD5 would. */
function eTagOf(index: number): string {
  const one = Math.imul(index + 1, 0x9e3779b1) >>> 0;
  const other = Math.imul(index ^ 0x5bd1e995, 0x85ebca6b) >>> 0;
  const text = one.toString(16).padStart(8, '0') + other.toString(16).padStart(8, '0');
  return text + index.toString(16).padStart(16, '0');
}
