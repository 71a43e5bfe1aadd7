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
const BIT_FIELDS = 3;
/** Masks of red, green and blue, at the same place in every version of the header. */
const MASKS_AT = 54;
const MASKS_END = MASKS_AT + 12;
/** A mask that is one whole byte of the pixel, and which. */
const BYTE_OF_MASK: ReadonlyMap<number, number> = new Map([
  [0xff, 0],
  [0xff00, 1],
  [0xff0000, 2],
  [0xff000000, 3],
]);

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
  readonly colours: ColourBytes;
}

/** Which bytes of a pixel, or of a palette's entry, are red, green and blue. */
type ColourBytes = readonly [red: number, green: number, blue: number];

const BLUE_FIRST: ColourBytes = [2, 1, 0];

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
  if (![8, 24, 32].includes(bits) || !(compression === 0 || (compression === BIT_FIELDS && bits === 32))) {
    throw new Error(
      `BMP with ${bits} bits and compression ${compression} is not supported: use 8, 24 or 32 bits, none`,
    );
  }
  const paletteStart = FILE_HEADER_BYTES + infoBytes;
  const pixelStart = bytes.readUInt32LE(10);
  const colours = compression === BIT_FIELDS && pixelStart >= MASKS_END ? maskedColours(bytes) : BLUE_FIRST;
  return { width, height, topDown: signedHeight < 0, bits, pixelStart, paletteStart, colours };
}

function maskedColours(bytes: Buffer): ColourBytes {
  if (bytes.length < MASKS_END) throw new Error('BMP file ends in its header');
  const colourAt = (offset: number): number => {
    const mask = bytes.readUInt32LE(MASKS_AT + offset);
    const colour = BYTE_OF_MASK.get(mask);
    if (colour !== undefined) return colour;
    throw new Error(`BMP bit mask 0x${mask.toString(16)} is not supported: use 8 bits for each colour`);
  };
  return [colourAt(0), colourAt(4), colourAt(8)];
}

function copyRow(bytes: Buffer, header: BmpHeader, from: number, target: Buffer, to: number): void {
  const step = header.bits / 8;
  const [red, green, blue] = header.colours;
  for (let column = 0; column < header.width; column++) {
    const at = from + column * step;
    const colour = step === 1 ? paletteEntry(header, bytes[at] ?? 0) : at;
    target[to + 3 * column] = bytes[colour + red] ?? 0;
    target[to + 3 * column + 1] = bytes[colour + green] ?? 0;
    target[to + 3 * column + 2] = bytes[colour + blue] ?? 0;
  }
}

function paletteEntry(header: BmpHeader, index: number): number {
  const entries = Math.min(COLOURS_OF_8_BITS, Math.floor((header.pixelStart - header.paletteStart) / 4));
  if (index >= entries) throw new Error(`BMP pixel uses colour ${index}, but the palette has ${entries}`);
  return header.paletteStart + index * 4;
}
