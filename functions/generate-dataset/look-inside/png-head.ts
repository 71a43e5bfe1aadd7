import { crc32 } from 'node:zlib';
import { damaged, type ImageHead, type ImageTrait, isPixelSize } from './image-head.ts';
import type { SparseBytes } from './sparse-bytes.ts';

const SIGNATURE_BYTES = 8;
const HEADER_BYTES = 25;
/** Length and type before, checksum behind. */
const CHUNK_BYTES = 12;
const END_CHUNK = 'IEND';
const TAIL_BYTES = 1024;
const ALPHA_TYPES = [4, 6];

/** Header and the chunks before the pixels. Source: PNG specification (third edition, W3C), 11.2 and 11.3. */
export function pngHead(file: SparseBytes): ImageHead {
  const header = file.take(SIGNATURE_BYTES, HEADER_BYTES);
  const size = { width: header.readUInt32BE(8), height: header.readUInt32BE(12) };
  const isWhole =
    header.toString('latin1', 4, 8) === 'IHDR' &&
    header.readUInt32BE(0) === 13 &&
    header.readUInt32BE(21) === crc32(header.subarray(4, 21)) &&
    isPixelSize(size);
  if (!isWhole) return damaged('PNG');
  const traits: ImageTrait[] = [];
  if (header[16] === 16) traits.push('16 bit');
  const chunks = chunksBeforePixels(file);
  if (ALPHA_TYPES.includes(header[17] ?? 0) || chunks.has('tRNS')) traits.push('transparent');
  if (chunks.has('acTL')) traits.push('animated');
  // A file may have some bytes behind its last chunk.
  if (!file.end(TAIL_BYTES).includes(END_CHUNK)) traits.push('cut short');
  return { format: 'PNG', size, traits };
}

function chunksBeforePixels(file: SparseBytes): ReadonlySet<string> {
  const types = new Set<string>();
  for (let at = SIGNATURE_BYTES + HEADER_BYTES; ; ) {
    const chunk = file.take(at, 8);
    const type = chunk.toString('latin1', 4);
    if (type === 'IDAT' || type === END_CHUNK) return types;
    types.add(type);
    at += chunk.readUInt32BE(0) + CHUNK_BYTES;
  }
}
