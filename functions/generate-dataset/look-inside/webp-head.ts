import { damaged, type ImageHead, isPixelSize } from './image-head.ts';
import type { SparseBytes } from './sparse-bytes.ts';

const ANIMATION_FLAG = 0x02;
const SIDE_BITS = 0x3fff;

/** Source: WebP Container Specification (developers.google.com/speed/webp/docs/riff_container), RFC 9649. */
export function webpHead(file: SparseBytes): ImageHead {
  const kind = file.take(12, 4).toString('latin1');
  const body = file.take(20, 10);
  const size = sizeOfKind(kind, body);
  if (size === undefined || !isPixelSize(size)) return damaged('WebP');
  const isAnimated = kind === 'VP8X' && ((body[0] ?? 0) & ANIMATION_FLAG) !== 0;
  const riffBytes = file.take(4, 4).readUInt32LE(0) + 8;
  return {
    format: 'WebP',
    size,
    traits: [
      ...(isAnimated ? (['animated'] as const) : []),
      ...(riffBytes > file.sizeBytes ? (['cut short'] as const) : []),
    ],
  };
}

function sizeOfKind(kind: string, body: Buffer): { width: number; height: number } | undefined {
  if (kind === 'VP8X') return { width: body.readUIntLE(4, 3) + 1, height: body.readUIntLE(7, 3) + 1 };
  if (kind === 'VP8 ') return { width: body.readUInt16LE(6) & SIDE_BITS, height: body.readUInt16LE(8) & SIDE_BITS };
  if (kind !== 'VP8L') return undefined;
  const bits = body.readUInt32LE(1);
  return { width: (bits & SIDE_BITS) + 1, height: ((bits >>> 14) & SIDE_BITS) + 1 };
}
