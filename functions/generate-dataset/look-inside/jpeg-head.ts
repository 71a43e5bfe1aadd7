import { damaged, type ImageHead, type ImageTrait, isPixelSize } from './image-head.ts';
import type { SparseBytes } from './sparse-bytes.ts';

const MARKER = 0xff;
const START_OF_IMAGE = 0xd8;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** Markers from C0 to CF that are not frames: Huffman tables, an extension, conditioning of arithmetic coding. */
const NOT_FRAMES = [0xc4, 0xc8, 0xcc];
/** Frames that libjpeg does not read: lossless and hierarchical ones. */
const LOSSLESS_FRAMES = [0xc3, 0xc5, 0xc6, 0xc7, 0xcb, 0xcd, 0xce, 0xcf];
const ARITHMETIC_FRAMES = [0xc9, 0xca];
/** Tables, restart interval, scan, comment. */
const BETWEEN_SCANS = [0xc4, 0xdb, 0xdd, START_OF_SCAN, 0xfe];
const FRAME_BYTES = 10;
const TAIL_BYTES = 4096;

/**
 * Goes from segment to segment to the frame header, which may lie behind hundreds of kilobytes of EXIF data, previews and
 * colour profiles. Source: ITU-T T.81, annex B.
 */
export function jpegHead(file: SparseBytes): ImageHead {
  for (let at = 2; ; ) {
    const [first = 0, marker = 0] = file.take(at, 2);
    if (first !== MARKER) return damaged('JPEG');
    // Any number of FF bytes may come before a marker.
    if (marker === MARKER) at += 1;
    else if (hasNoLength(marker)) at += 2;
    else if (marker === END_OF_IMAGE || marker === START_OF_SCAN || marker === 0) return damaged('JPEG');
    else if (isFrame(marker)) return frameHead(file, at, marker);
    else {
      const length = file.take(at + 2, 2).readUInt16BE(0);
      if (length < 2) return damaged('JPEG');
      at += 2 + length;
    }
  }
}

function hasNoLength(marker: number): boolean {
  return marker === 0x01 || (marker >= 0xd0 && marker <= START_OF_IMAGE);
}

function isFrame(marker: number): boolean {
  return marker >= 0xc0 && marker <= 0xcf && !NOT_FRAMES.includes(marker);
}

function frameHead(file: SparseBytes, at: number, marker: number): ImageHead {
  const frame = file.take(at, FRAME_BYTES);
  const size = { width: frame.readUInt16BE(7), height: frame.readUInt16BE(5) };
  if (!isPixelSize(size)) return damaged('JPEG');
  const traits: ImageTrait[] = [];
  if (LOSSLESS_FRAMES.includes(marker)) traits.push('lossless JPEG');
  else if (frame[4] === 12) traits.push('12 bit JPEG');
  if (ARITHMETIC_FRAMES.includes(marker)) traits.push('arithmetic coding');
  if (frame[9] === 4) traits.push('four colour components');
  if (endsWithinScan(file, at)) traits.push('cut short');
  return { format: 'JPEG', size, traits };
}

/**
 * Whether the file's last bytes are those of compressed pixels, in which each FF is followed by 00, by a restart or by what
 * lies between the scans of a progressive image. A file may go on behind its image's end, as cameras' do with a film.
 */
function endsWithinScan(file: SparseBytes, frameAt: number): boolean {
  const tail = file.end(TAIL_BYTES);
  const frameInTail = frameAt - (file.sizeBytes - tail.length);
  let hasScanBytes = frameInTail >= 0;
  for (let at = Math.max(0, frameInTail + FRAME_BYTES); at < tail.length - 1; at += 1) {
    if (tail[at] !== MARKER) continue;
    const next = tail[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7) && !BETWEEN_SCANS.includes(next)) return false;
    hasScanBytes = true;
  }
  return hasScanBytes;
}
