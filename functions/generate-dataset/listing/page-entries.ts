import { isAscii } from 'node:buffer';
import { between, decodeKey, plainText } from './page-text.ts';
import { behind, digitsEnd, holdsAt, numberIn, type Words, wordsOf } from './words.ts';

/** What the data set needs to know of an object. */
export interface ListedObject {
  readonly key: string;
  readonly sizeBytes: number;
  /** Without quotes; empty where the listing gives none. */
  readonly eTag: string;
  /** Written after the listing had begun. */
  readonly isNew?: true;
  /** In a storage class that S3 hands nothing out of before it is restored. */
  readonly isArchived?: true;
}

/** The text is not a whole ListBucketResult, as when a connection was cut in the middle of it. */
export class IncompletePageError extends Error {
  override readonly name = 'IncompletePageError';
}

// How S3 writes each entry.
const ENTRY = '<Contents>';
const ENTRY_START = wordsOf('<Contents><Key>');
const KEY_END = wordsOf('</Key><LastModified>');
const MODIFIED_CHARACTERS = '2026-01-31T12:00:00.000Z'.length;
const MODIFIED_END = wordsOf('</LastModified><ETag>&quot;');
const ETAG_CHARACTERS = 32;
const ETAG_END = wordsOf('&quot;</ETag>');
const SIZE_START = wordsOf('<Size>');
const ENTRY_END = '</Contents>';
const USUAL_END = wordsOf(`</Size><StorageClass>STANDARD</StorageClass>${ENTRY_END}`);
const ARCHIVED_ENDS = ['GLACIER', 'DEEP_ARCHIVE'].map((name) => wordsOf(`</Size><StorageClass>${name}<`));
/** Room for the elements that S3 puts between ETag and Size; another entry does not fit in. */
const MAX_TO_SIZE = 120;

const LESS = 0x3c;
const LAST_ASCII = 0x7f;
/** What a byte of a key is: nothing to look at in most of them. */
const [PLAIN, ESCAPE, OTHER] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === LESS || byte > LAST_ASCII) return OTHER;
  return '&%+'.includes(String.fromCharCode(byte)) ? ESCAPE : PLAIN;
});

/** Of a key with its escapes: 1,024 bytes of UTF-8, three characters for each. */
const MAX_KEY_CHARACTERS = 3 * 1024;

/** Keys and ETags of one page side by side. One page is read at a time, and its text is made before the next one's. */
let kept = Buffer.alloc(128 * 1024);

/**
 * Reads the entries of a page one after the other from its bytes. Entries in the usual form need no search and no text of
 * their own: their keys and ETags are copied side by side and become one text, a quarter as long as the page's.
 */
export class PageEntries {
  readonly #bytes: Buffer;
  readonly #isEncoded: boolean;
  readonly #keyEnds: number[] = [];
  readonly #sizes: number[] = [];
  /** Entries in another form, by their place. */
  readonly #others = new Map<number, ListedObject>();
  /** Places of entries in the usual form. */
  readonly #archived = new Set<number>();
  #keptBytes = 0;
  #hasEscapes = false;
  newestModified = '';
  #newestWords: Words | undefined;
  readonly #view: DataView;
  /** Bytes from an ETag's end to the size: the same in most entries. */
  #gap = 0;
  /** No key has a character outside ASCII. */
  isAscii = true;
  /** Index behind the last entry that was read. */
  endAt = 0;
  /** What stands between entries, which S3 never puts there. */
  between = '';

  constructor(bytes: Buffer, isEncoded: boolean) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
    this.#isEncoded = isEncoded;
  }

  /** `first`: index of the first entry, -1 where there is none. @throws {IncompletePageError} */
  readAll(first: number): ListedObject[] {
    for (let at = first; at >= 0; ) {
      if (!this.#readUsual(at)) this.#readOther(at);
      const { endAt } = this;
      if (holdsAt(this.#view, endAt, ENTRY_START)) at = endAt;
      else {
        at = this.#bytes.indexOf(ENTRY, endAt, 'latin1');
        if (at > endAt) this.between += this.#bytes.toString('utf8', endAt, at);
      }
    }
    return this.#objects();
  }

  #readUsual(from: number): boolean {
    const view = this.#view;
    if (!holdsAt(view, from, ENTRY_START)) return false;
    const keyStart = from + ENTRY_START.length;
    const keyEnd = this.#keepKey(keyStart);
    const modifiedStart = keyEnd + KEY_END.length;
    const modifiedEnd = modifiedStart + MODIFIED_CHARACTERS;
    const eTagStart = modifiedEnd + MODIFIED_END.length;
    const eTagEnd = eTagStart + ETAG_CHARACTERS;
    const isUsual =
      keyEnd >= 0 &&
      holdsAt(view, keyEnd, KEY_END) &&
      holdsAt(view, modifiedEnd, MODIFIED_END) &&
      holdsAt(view, eTagEnd, ETAG_END);
    if (!isUsual) return false;
    const sizeStart = this.#sizeAfter(eTagEnd + ETAG_END.length);
    if (sizeStart < 0) return false;
    const sizeEnd = digitsEnd(this.#bytes, sizeStart);
    const isStandard = holdsAt(view, sizeEnd, USUAL_END);
    const end = isStandard ? sizeEnd + USUAL_END.length : behind(this.#bytes, ENTRY_END, sizeEnd);
    if (end < 0) return false;
    if (!isStandard && ARCHIVED_ENDS.some((words) => holdsAt(view, sizeEnd, words))) {
      this.#archived.add(this.#keyEnds.length);
    }
    this.#sawModified(modifiedStart, modifiedEnd);
    this.#keptBytes += keyEnd - keyStart;
    this.#keyEnds.push(this.#keptBytes);
    this.#keepETag(eTagStart);
    this.#sizes.push(numberIn(this.#bytes, sizeStart, sizeEnd));
    this.endAt = end;
    return true;
  }

  /** Copies a key behind what is kept; gives the index behind it, -1 where it is in no usual form. */
  #keepKey(from: number): number {
    const bytes = this.#bytes;
    const shift = this.#keptBytes - from;
    const most = Math.min(from + MAX_KEY_CHARACTERS, bytes.length);
    if (most + shift + ETAG_CHARACTERS > kept.length) kept = Buffer.concat([kept], 2 * kept.length);
    const target = kept;
    for (let at = from; at < most; at += 1) {
      const byte = bytes[at] ?? 0;
      target[at + shift] = byte;
      const kind = KINDS[byte];
      if (kind === PLAIN) continue;
      if (kind === OTHER) return byte === LESS ? at : -1;
      this.#hasEscapes = true;
    }
    return -1;
  }

  /** Index of the digits of an entry's size, -1 where it has none: one that is far away is the next entry's. */
  #sizeAfter(from: number): number {
    const usual = from + this.#gap;
    if (holdsAt(this.#view, usual, SIZE_START)) return usual + SIZE_START.length;
    for (let gap = 0; gap < MAX_TO_SIZE; gap += 1) {
      if (!holdsAt(this.#view, from + gap, SIZE_START)) continue;
      this.#gap = gap;
      return from + gap + SIZE_START.length;
    }
    return -1;
  }

  #keepETag(from: number): void {
    const bytes = this.#bytes;
    const shift = this.#keptBytes - from;
    for (let at = from; at < from + ETAG_CHARACTERS; at += 1) kept[at + shift] = bytes[at] ?? 0;
    this.#keptBytes += ETAG_CHARACTERS;
  }

  #readOther(from: number): void {
    const bytes = this.#bytes;
    const end = behind(bytes, ENTRY_END, from);
    if (end < 0) throw new IncompletePageError('an entry of the list of keys has no end');
    const text = bytes.toString('utf8', from, end);
    const key = this.#keyOf(between(text, '<Key>', '</Key>'));
    if (!isAscii(Buffer.from(key))) this.isAscii = false;
    const modified = between(text, '<LastModified>', '<');
    if (modified > this.newestModified) this.#setNewest(modified);
    this.#others.set(this.#keyEnds.length, {
      key,
      sizeBytes: Number(between(text, '<Size>', '<')),
      eTag: plainText(between(text, '<ETag>', '</ETag>')).replaceAll('"', ''),
      ...archivedIn(between(text, '<StorageClass>', '<')),
    });
    this.#keyEnds.push(this.#keptBytes);
    this.#sizes.push(0);
    this.endAt = end;
  }

  #objects(): ListedObject[] {
    const text = kept.toString('latin1', 0, this.#keptBytes);
    let at = 0;
    return this.#keyEnds.map((keyEnd, index): ListedObject => {
      const other = this.#others.get(index);
      if (other !== undefined) return other;
      const key = text.slice(at, keyEnd);
      at = keyEnd + ETAG_CHARACTERS;
      const sizeBytes = this.#sizes[index] ?? 0;
      const object = { key: this.#hasEscapes ? this.#escaped(key) : key, sizeBytes, eTag: text.slice(keyEnd, at) };
      return this.#archived.has(index) ? { ...object, isArchived: true } : object;
    });
  }

  #escaped(text: string): string {
    const key = this.#keyOf(text);
    if (key !== text && !isAscii(Buffer.from(key))) this.isAscii = false;
    return key;
  }

  #keyOf(text: string): string {
    return this.#isEncoded ? decodeKey(plainText(text)) : plainText(text);
  }

  /** Many objects of a page have the time of the one before: no text is made of it. */
  #sawModified(from: number, to: number): void {
    if (this.#newestWords !== undefined && holdsAt(this.#view, from, this.#newestWords)) return;
    const modified = this.#bytes.toString('latin1', from, to);
    if (modified > this.newestModified) this.#setNewest(modified);
  }

  #setNewest(modified: string): void {
    this.newestModified = modified;
    // As text it may be shorter than a word, or empty.
    this.#newestWords = modified.length === MODIFIED_CHARACTERS ? wordsOf(modified) : undefined;
  }
}

/** Of Intelligent-Tiering's archive tiers no listing says anything. */
export function archivedIn(storageClass: string | undefined): Pick<ListedObject, 'isArchived'> {
  return storageClass === 'GLACIER' || storageClass === 'DEEP_ARCHIVE' ? { isArchived: true } : {};
}
