/** Pixels row by row from the top, three bytes (red, green, blue) each. */
export interface RgbPixels {
  readonly width: number;
  readonly height: number;
  readonly data: Buffer;
}

const FILE_HEADER_BYTES = 14;
const MIN_INFO_HEADER_BYTES = 40;
const MAX_PIXELS = 100_000_000;
const COLOURS_OF_8_BITS = 256;

export function isBmp(bytes: Buffer): boolean {
  return bytes.length >= 2 && bytes[0] === 0x42 && bytes[1] === 0x4d;
}

/**
 * Decodes a Windows bitmap: 8 bits with a palette, 24 or 32 bits, uncompressed, bottom-up or top-down. The image library
 * in use has no BMP reader. Throws an Error that says what is wrong with the file.
 * https://learn.microsoft.com/windows/win32/gdi/bitmap-storage
 */
export function decodeBmp(bytes: Buffer): RgbPixels {
  const header = readHeader(bytes);
  const { width, height, bits, pixelStart } = header;
  const rowBytes = Math.ceil((width * bits) / 32) * 4;
  if (bytes.length < pixelStart + rowBytes * height) {
    throw new Error(`BMP file ends early: ${bytes.length} bytes for ${width}x${height} pixels of ${bits} bits`);
  }
  const data = Buffer.alloc(width * height * 3);
  for (let row = 0; row < height; row++) {
    const storedRow = header.topDown ? row : height - 1 - row;
    copyRow(bytes, header, pixelStart + storedRow * rowBytes, data, row * width * 3);
  }
  return { width, height, data };
}

interface BmpHeader {
  readonly width: number;
  readonly height: number;
  readonly topDown: boolean;
  readonly bits: number;
  readonly pixelStart: number;
  readonly paletteStart: number;
}

function readHeader(bytes: Buffer): BmpHeader {
  if (bytes.length < FILE_HEADER_BYTES + MIN_INFO_HEADER_BYTES) throw new Error('BMP file ends in its header');
  const infoBytes = bytes.readUInt32LE(14);
  const width = bytes.readInt32LE(18);
  const signedHeight = bytes.readInt32LE(22);
  const bits = bytes.readUInt16LE(28);
  const compression = bytes.readUInt32LE(30);
  const height = Math.abs(signedHeight);
  if (infoBytes < MIN_INFO_HEADER_BYTES) throw new Error(`BMP header of ${infoBytes} bytes is not supported`);
  if (width <= 0 || height === 0 || width * height > MAX_PIXELS) {
    throw new Error(`BMP size ${width}x${signedHeight} is not an image's`);
  }
  // 3 (bit fields) with 32 bits is what most programs write for opaque or transparent blue-green-red pixels.
  if (![8, 24, 32].includes(bits) || !(compression === 0 || (compression === 3 && bits === 32))) {
    throw new Error(
      `BMP with ${bits} bits and compression ${compression} is not supported: use 8, 24 or 32 bits, none`,
    );
  }
  const paletteStart = FILE_HEADER_BYTES + infoBytes;
  const pixelStart = bytes.readUInt32LE(10);
  return { width, height, topDown: signedHeight < 0, bits, pixelStart, paletteStart };
}

function copyRow(bytes: Buffer, header: BmpHeader, from: number, target: Buffer, to: number): void {
  const step = header.bits / 8;
  for (let column = 0; column < header.width; column++) {
    const at = from + column * step;
    const colour = step === 1 ? paletteEntry(header, bytes[at] ?? 0) : at;
    target[to + 3 * column] = bytes[colour + 2] ?? 0;
    target[to + 3 * column + 1] = bytes[colour + 1] ?? 0;
    target[to + 3 * column + 2] = bytes[colour] ?? 0;
  }
}

function paletteEntry(header: BmpHeader, index: number): number {
  const entries = Math.min(COLOURS_OF_8_BITS, Math.floor((header.pixelStart - header.paletteStart) / 4));
  if (index >= entries) throw new Error(`BMP pixel uses colour ${index}, but the palette has ${entries}`);
  return header.paletteStart + index * 4;
}
