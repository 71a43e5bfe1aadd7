import type { ListedObject } from './listed-object.ts';
import type { ListingStart } from './listing-start.ts';
import { IncompletePageError, PageEntries } from './page-entries.ts';
import { between, copied, decodeKey, plainText } from './page-text.ts';

/** One answer of ListObjectsV2. */
export interface ListPage {
  readonly objects: readonly ListedObject[];
  /** CommonPrefixes: the folders, each with its slash at the end. */
  readonly folders: readonly string[];
  readonly isTruncated: boolean;
  readonly nextToken: string | undefined;
  /** No key has a character outside ASCII, so that texts compare as their bytes do. */
  readonly isAscii: boolean;
  /** It is known that the keys are in S3's order among themselves. */
  readonly isSorted: boolean;
  /** When the newest object of the page was written, as S3 writes it (`2026-01-31T12:00:00.000Z`); empty without objects. */
  readonly newestModified: string;
}

const END_TAG = '</ListBucketResult>';
const EMPTY_TAG = /<ListBucketResult[^>]*\/>\s*$/;
const IS_ENCODED = '<EncodingType>url</EncodingType>';

/**
 * Reads the body of a ListObjectsV2 answer. It takes a hundredth of the time of a parser of any XML (docs/benchmarks.md),
 * since it looks only for the members that are needed; elements may come in any order.
 * Source: API_ListObjectsV2 of the S3 API Reference.
 * Objects that were written after `start` are marked.
 * @throws {IncompletePageError} if the end of the list is not there
 */
export function parseListPage(body: Buffer, start?: ListingStart): ListPage {
  if (body.lastIndexOf(END_TAG, undefined, 'latin1') < 0) {
    if (EMPTY_TAG.test(body.toString())) return EMPTY_PAGE;
    throw new IncompletePageError(`the list of keys breaks off after ${body.length} bytes`);
  }
  const first = body.indexOf('<Contents>', 0, 'latin1');
  const head = body.toString('utf8', 0, first < 0 ? body.length : first);
  const isEncoded = head.includes('<EncodingType>')
    ? head.includes(IS_ENCODED)
    : body.includes(IS_ENCODED, 0, 'latin1');
  const entries = new PageEntries(body, isEncoded);
  const objects = entries.readAll(first);
  // What is not an entry: the list's own members and its folders.
  const rest = first < 0 ? head : head + entries.between + body.toString('utf8', entries.endAt);
  return {
    objects: start?.isBefore(entries.newestModified) === true ? marked(objects, body.toString(), start) : objects,
    isAscii: entries.isAscii,
    isSorted: entries.isSorted,
    folders: foldersOf(rest, isEncoded),
    isTruncated: memberText(rest, 'IsTruncated') === 'true',
    nextToken: memberText(rest, 'NextContinuationToken'),
    newestModified: entries.newestModified,
  };
}

/** Few pages have an object that is so new: only of those are the times looked at one by one. */
function marked(objects: readonly ListedObject[], text: string, start: ListingStart): ListedObject[] {
  const times = text.matchAll(/<Contents>.*?<LastModified>([^<]*)</gs);
  return objects.map((object) => {
    const [, modified = ''] = times.next().value ?? [];
    return start.isBefore(modified) ? { ...object, isNew: true } : object;
  });
}

const EMPTY_PAGE: ListPage = {
  objects: [],
  isAscii: true,
  isSorted: true,
  folders: [],
  isTruncated: false,
  nextToken: undefined,
  newestModified: '',
};

function foldersOf(text: string, isEncoded: boolean): string[] {
  const folders: string[] = [];
  for (let at = text.indexOf('<CommonPrefixes>'); at >= 0; ) {
    const close = text.indexOf('</CommonPrefixes>', at);
    if (close < 0) throw new IncompletePageError('a folder of the list of keys has no end');
    const prefix = plainText(between(text, '<Prefix>', '</Prefix>', at, close));
    // A slice would keep the whole page's text in memory.
    folders.push(copied(isEncoded ? decodeKey(prefix) : prefix));
    at = text.indexOf('<CommonPrefixes>', close);
  }
  return folders;
}

function memberText(text: string, name: string): string | undefined {
  const open = `<${name}>`;
  const at = text.indexOf(open);
  if (at < 0) return undefined;
  return copied(plainText(text.slice(at + open.length, text.indexOf(`</${name}>`, at))));
}
