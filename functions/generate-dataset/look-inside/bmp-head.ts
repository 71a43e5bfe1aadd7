import { damaged, type ImageHead, isPixelSize } from './image-head.ts';
import type { SparseBytes } from './sparse-bytes.ts';

/** Of OS/2: sizes have 16 bits. */
const CORE_HEADER_BYTES = 12;
const HEADER_BYTES = 40;
/** Of later versions, which begin as the one of 40 bytes does. */
const LONGER_HEADERS = [52, 56, 64, 108, 124];
const NO_COMPRESSION = 0;

/** Source: BITMAPFILEHEADER, BITMAPCOREHEADER and BITMAPINFOHEADER in Microsoft's documentation. */
export function bmpHead(file: SparseBytes): ImageHead {
  const pixelsAt = file.take(10, 4).readUInt32LE(0);
  const headerBytes = file.take(14, 4).readUInt32LE(0);
  const isCore = headerBytes === CORE_HEADER_BYTES;
  if (!isCore && headerBytes !== HEADER_BYTES && !LONGER_HEADERS.includes(headerBytes)) return damaged('BMP');
  const header = file.take(14, isCore ? CORE_HEADER_BYTES : HEADER_BYTES);
  const size = isCore
    ? { width: header.readUInt16LE(4), height: header.readUInt16LE(6) }
    : { width: header.readInt32LE(4), height: Math.abs(header.readInt32LE(8)) };
  if (!isPixelSize(size)) return damaged('BMP');
  const bits = header.readUInt16LE(isCore ? 10 : 14);
  const isPlain = isCore || header.readUInt32LE(16) === NO_COMPRESSION;
  // Rows are filled up to four bytes.
  const pixelBytes = Math.ceil((size.width * bits) / 32) * 4 * size.height;
  const isCut = isPlain && pixelsAt + pixelBytes > file.sizeBytes;
  return { format: 'BMP', size, traits: isCut ? ['cut short'] : [] };
}
