export interface BmpSpec {
  readonly width: number;
  /** Negative: rows from the top. */
  readonly height: number;
  readonly bits: number;
  readonly compression?: number;
  /** Of red, green and blue, with bit fields. */
  readonly masks?: readonly number[];
  /** Blue, green, red, zero for each colour. */
  readonly palette?: readonly number[];
  /** Rows in the order of the file, without padding. */
  readonly rows: readonly (readonly number[])[];
}

/** A Windows bitmap with a 40-byte header, byte by byte after Microsoft's description. */
export function bmpFile(spec: BmpSpec): Buffer {
  const masks = (spec.masks ?? []).map((mask) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32LE(mask);
    return bytes;
  });
  const palette = Buffer.concat([...masks, Buffer.from(spec.palette ?? [])]);
  const header = Buffer.alloc(54);
  header.write('BM', 0, 'latin1');
  header.writeUInt32LE(54 + palette.length, 10);
  header.writeUInt32LE(40, 14);
  header.writeInt32LE(spec.width, 18);
  header.writeInt32LE(spec.height, 22);
  header.writeUInt16LE(1, 26);
  header.writeUInt16LE(spec.bits, 28);
  header.writeUInt32LE(spec.compression ?? 0, 30);
  const rows = spec.rows.map((row) => Buffer.concat([Buffer.from(row), Buffer.alloc((4 - (row.length % 4)) % 4)]));
  return Buffer.concat([header, palette, ...rows]);
}
