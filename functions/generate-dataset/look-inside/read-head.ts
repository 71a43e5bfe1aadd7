import { bmpHead } from './bmp-head.ts';
import type { ImageHead } from './image-head.ts';
import { jpegHead } from './jpeg-head.ts';
import { pngHead } from './png-head.ts';
import { FileTooShort, type SparseBytes } from './sparse-bytes.ts';
import { webpHead } from './webp-head.ts';

/** As much as tells any format from the others. */
const SIGNATURE_BYTES = 132;
const TEXT_BYTES = 1024;

interface Signature {
  readonly at: number;
  readonly bytes: string;
  readonly format: string;
  readonly read?: (file: SparseBytes) => ImageHead;
}

/** In latin1; the first that fits counts. */
const SIGNATURES: readonly Signature[] = [
  { at: 0, bytes: '\xff\xd8\xff', format: 'JPEG', read: jpegHead },
  { at: 0, bytes: '\x89PNG\r\n\x1a\n', format: 'PNG', read: pngHead },
  { at: 0, bytes: 'BM', format: 'BMP', read: bmpHead },
  { at: 8, bytes: 'WEBP', format: 'WebP', read: webpHead },
  { at: 0, bytes: 'GIF8', format: 'GIF' },
  { at: 0, bytes: 'II*\0', format: 'TIFF' },
  { at: 0, bytes: 'MM\0*', format: 'TIFF' },
  { at: 0, bytes: 'II+\0', format: 'TIFF' },
  { at: 0, bytes: 'MM\0+', format: 'TIFF' },
  { at: 4, bytes: 'ftyphei', format: 'HEIC' },
  { at: 4, bytes: 'ftyphev', format: 'HEIC' },
  { at: 4, bytes: 'ftypmif', format: 'HEIC' },
  { at: 4, bytes: 'ftypmsf', format: 'HEIC' },
  { at: 4, bytes: 'ftypavi', format: 'AVIF' },
  { at: 4, bytes: 'ftypcrx', format: 'Canon raw' },
  { at: 4, bytes: 'ftyp', format: 'a film (MP4)' },
  { at: 4, bytes: 'jP  \r\n', format: 'JPEG 2000' },
  { at: 0, bytes: '\xff\x4f\xff\x51', format: 'JPEG 2000' },
  { at: 0, bytes: '\xff\x0a', format: 'JPEG XL' },
  { at: 4, bytes: 'JXL ', format: 'JPEG XL' },
  { at: 128, bytes: 'DICM', format: 'DICOM' },
  { at: 0, bytes: '8BPS', format: 'Photoshop' },
  { at: 0, bytes: '\0\0\x01\0', format: 'an icon (ICO)' },
  { at: 0, bytes: '%PDF', format: 'PDF' },
  { at: 0, bytes: 'PK\x03\x04', format: 'a zip file' },
  { at: 0, bytes: '\x1f\x8b', format: 'a gzip file' },
];

/**
 * The format by the file's content, whatever its name, and what its header says.
 * @throws {BytesNotRead} where more of the file must be read first
 */
export function readHead(file: SparseBytes): ImageHead {
  const start = file.begin(SIGNATURE_BYTES).toString('latin1');
  const known = SIGNATURES.find(({ at, bytes }) => start.startsWith(bytes, at));
  if (known === undefined) return { format: textFormat(file), traits: [] };
  try {
    return known.read?.(file) ?? { format: known.format, traits: [] };
  } catch (error) {
    if (error instanceof FileTooShort) return { format: known.format, traits: ['cut short'] };
    throw error;
  }
}

function textFormat(file: SparseBytes): string {
  const text = file
    .begin(TEXT_BYTES)
    .toString('utf8')
    .replace(/^\ufeff?\s*/u, '')
    .toLowerCase();
  if (text.startsWith('<svg') || (text.startsWith('<?xml') && text.includes('<svg'))) return 'SVG';
  if (/^<!doctype html|^<html/u.test(text)) return 'a web page (HTML)';
  if (text.startsWith('<?xml')) return 'XML';
  if (text.startsWith('{') || text.startsWith('[')) return 'JSON';
  if (text.startsWith('version https://git-lfs')) return 'a pointer of Git LFS';
  return text !== '' && /^[\t\n\r\x20-\x7e]+$/u.test(text) ? 'text' : 'no known image format';
}
