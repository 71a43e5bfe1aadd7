import { isAscii } from 'node:buffer';
import { KeptKeys } from './kept-keys.ts';
import { type ListedObject, listedObject } from './listed-object.ts';
import { between, decodeKey, plainText } from './page-text.ts';
import { PictureHash } from './picture-hash.ts';
import { behind, digitsEnd, holdsAt, numberIn, type Words, wordsOf } from './words.ts';

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

/** What is known of the entries of the page that is read: all pages use the same room. */
class Columns {
  keyEnds = new Int32Array(1000);
  sizes = new Float64Array(1000);
  contents1 = new Int32Array(1000);
  contents2 = new Int32Array(1000);

  set(index: number, keyEnd: number, sizeBytes: number, { content1, content2 }: PictureHash): void {
    if (index === this.sizes.length) this.#makeRoom();
    this.keyEnds[index] = keyEnd;
    this.sizes[index] = sizeBytes;
    this.contents1[index] = content1;
    this.contents2[index] = content2;
  }

  #makeRoom(): void {
    const length = 2 * this.sizes.length;
    const { keyEnds, sizes, contents1, contents2 } = this;
    this.keyEnds = new Int32Array(length);
    this.sizes = new Float64Array(length);
    this.contents1 = new Int32Array(length);
    this.contents2 = new Int32Array(length);
    this.keyEnds.set(keyEnds);
    this.sizes.set(sizes);
    this.contents1.set(contents1);
    this.contents2.set(contents2);
  }
}

const columns = new Columns();

/**
 * Reads the entries of a page one after the other from its bytes. Entries in the usual form need no search and no text of
 * their own: their keys are copied side by side and become one text, a seventh as long as the page's.
 */
export class PageEntries {
  readonly #bytes: Buffer;
  readonly #isEncoded: boolean;
  /** Entries that were read. */
  #count = 0;
  readonly #hash = new PictureHash();
  readonly #keys: KeptKeys;
  /** Entries in another form, by their place. */
  readonly #others = new Map<number, ListedObject>();
  /** Places of entries in the usual form. */
  readonly #archived = new Set<number>();
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
    this.#keys = new KeptKeys(bytes, this.#view);
    this.#isEncoded = isEncoded;
  }

  /** It is known that the keys are in S3's order; otherwise they may be. */
  get isSorted(): boolean {
    return this.#keys.isSorted && this.#others.size === 0;
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
    const keyEnd = this.#keys.copy(keyStart);
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
      this.#archived.add(this.#count);
    }
    this.#sawModified(modifiedStart, modifiedEnd);
    this.#keys.keep(keyEnd - keyStart);
    const sizeBytes = numberIn(this.#bytes, sizeStart, sizeEnd);
    this.#hash.takeBytes(view, eTagStart, eTagEnd, sizeBytes);
    columns.set(this.#count, this.#keys.length, sizeBytes, this.#hash);
    this.#count += 1;
    this.endAt = end;
    return true;
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

  #readOther(from: number): void {
    const bytes = this.#bytes;
    const end = behind(bytes, ENTRY_END, from);
    if (end < 0) throw new IncompletePageError('an entry of the list of keys has no end');
    const text = bytes.toString('utf8', from, end);
    const key = this.#keyOf(between(text, '<Key>', '</Key>'));
    if (!isAscii(Buffer.from(key))) this.isAscii = false;
    const modified = between(text, '<LastModified>', '<');
    if (modified > this.newestModified) this.#setNewest(modified);
    const object = listedObject({
      key,
      sizeBytes: Number(between(text, '<Size>', '<')),
      eTag: plainText(between(text, '<ETag>', '</ETag>')),
      storageClass: between(text, '<StorageClass>', '<'),
    });
    this.#others.set(this.#count, object);
    columns.set(this.#count, this.#keys.length, 0, this.#hash);
    this.#count += 1;
    this.endAt = end;
  }

  #objects(): ListedObject[] {
    const text = this.#keys.toString();
    const { hasEscapes } = this.#keys;
    const { keyEnds, sizes, contents1, contents2 } = columns;
    const hasOthers = this.#others.size > 0;
    const hasArchived = this.#archived.size > 0;
    const objects: ListedObject[] = [];
    let at = 0;
    for (let index = 0; index < this.#count; index += 1) {
      const keyEnd = keyEnds[index] ?? 0;
      const key = text.slice(at, keyEnd);
      at = keyEnd;
      const object = {
        key: hasEscapes ? this.#escaped(key) : key,
        sizeBytes: sizes[index] ?? 0,
        content1: contents1[index] ?? 0,
        content2: contents2[index] ?? 0,
      };
      const other = hasOthers ? this.#others.get(index) : undefined;
      const isArchived = hasArchived && this.#archived.has(index);
      objects.push(other ?? (isArchived ? { ...object, isArchived: true } : object));
    }
    return objects;
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
