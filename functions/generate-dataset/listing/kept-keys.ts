const LESS = 0x3c;
const LAST_ASCII = 0x7f;
const WORD = 4;
/** What a byte of a key is: nothing to look at in most of them. */
const [PLAIN, ESCAPE, OTHER] = [0, 1, 2];
const KINDS = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === LESS || byte > LAST_ASCII) return OTHER;
  return '&%+'.includes(String.fromCharCode(byte)) ? ESCAPE : PLAIN;
});

/** Of a key with its escapes: 1,024 bytes of UTF-8, three characters for each. */
const MAX_KEY_CHARACTERS = 3 * 1024;

/** One page is read at a time, and its text is made before the next one's: all of them use the same room. */
let room = new DataView(new ArrayBuffer(128 * 1024));
let roomBytes = Buffer.from(room.buffer);

/** Keys of one page, copied side by side out of the page's bytes, to become one text. */
export class KeptKeys {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  #lastStart = 0;
  #lastLength = 0;
  #isSorted = true;
  /** Characters that are kept. */
  length = 0;
  /** Some key has an entity or a percent-encoded character. */
  hasEscapes = false;

  constructor(bytes: Uint8Array, view: DataView) {
    this.#bytes = bytes;
    this.#view = view;
  }

  /** No key comes before the one that was kept before it. Nothing is known of escaped ones. */
  get isSorted(): boolean {
    return this.#isSorted && !this.hasEscapes;
  }

  /** Copies the key that begins there behind what is kept; gives the index behind it, -1 where it is in no usual form. */
  copy(from: number): number {
    if (this.length + MAX_KEY_CHARACTERS > room.byteLength) makeRoom();
    const bytes = this.#bytes;
    const target = roomBytes;
    const shift = this.length - from;
    const most = Math.min(from + MAX_KEY_CHARACTERS, bytes.length);
    const shared = this.#copyShared(from);
    for (let at = from + shared; at < most; at += 1) {
      const byte = bytes[at] ?? 0;
      target[at + shift] = byte;
      const kind = KINDS[byte];
      if (kind === PLAIN) continue;
      if (kind === ESCAPE) this.hasEscapes = true;
      else {
        if (byte !== LESS) return -1;
        if (!this.#isBehindLast(from, at - from, shared)) this.#isSorted = false;
        return at;
      }
    }
    return -1;
  }

  /** Keeps the key of so many characters that was copied last. */
  keep(length: number): void {
    this.#lastStart = this.length;
    this.#lastLength = length;
    this.length += length;
  }

  toString(): string {
    return roomBytes.toString('latin1', 0, this.length);
  }

  /** Most keys begin as the one before: these bytes are copied four at a time, and need no other look. Gives their number. */
  #copyShared(from: number): number {
    const view = this.#view;
    const target = room;
    const [start, last] = [this.length, this.#lastStart];
    const most = Math.min(this.#lastLength, view.byteLength - from) - WORD;
    let shared = 0;
    while (shared <= most) {
      const word = view.getInt32(from + shared, true);
      if (word !== target.getInt32(last + shared, true)) break;
      target.setInt32(start + shared, word, true);
      shared += WORD;
    }
    return shared;
  }

  /** Whether a key comes after the one before, with which it shares so many bytes or more. */
  #isBehindLast(from: number, length: number, shared: number): boolean {
    const bytes = this.#bytes;
    const most = Math.min(length, this.#lastLength);
    for (let index = shared; index < most; index += 1) {
      const difference = (bytes[from + index] ?? 0) - (roomBytes[this.#lastStart + index] ?? 0);
      if (difference !== 0) return difference > 0;
    }
    return length > this.#lastLength;
  }
}

function makeRoom(): void {
  const before = roomBytes;
  room = new DataView(new ArrayBuffer(2 * before.length));
  roomBytes = Buffer.from(room.buffer);
  roomBytes.set(before);
}
