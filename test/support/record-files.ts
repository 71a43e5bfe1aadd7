/** An image as MXNet's im2rec packs it; several labels make it a record for multi-label training. */
export interface PackedRecord {
  readonly labels: readonly number[];
  readonly file: Buffer;
}

const MAGIC = Buffer.from('0a23d7ce', 'hex');

/** The bytes of a .rec file, after MXNet's description of RecordIO and of the header of image records. */
export function recordFile(records: readonly PackedRecord[]): Buffer {
  return Buffer.concat(records.map((record, id) => framed(packed(record, id))));
}

function packed({ labels, file }: PackedRecord, id: number): Buffer {
  const [only = 0] = labels;
  const isSingle = labels.length === 1;
  const header = Buffer.alloc(24);
  header.writeUInt32LE(isSingle ? 0 : labels.length, 0);
  header.writeFloatLE(isSingle ? only : 0, 4);
  header.writeBigUInt64LE(BigInt(id), 8);
  const array = Buffer.alloc(isSingle ? 0 : labels.length * 4);
  if (!isSingle) for (const [at, label] of labels.entries()) array.writeFloatLE(label, at * 4);
  return Buffer.concat([header, array, file]);
}

/** A record cut at every magic number at a multiple of four bytes in it, as RecordIO's writer does. */
export function framed(record: Buffer): Buffer {
  const parts: Buffer[] = [];
  let start = 0;
  for (let at = 0; at + 4 <= record.length; at += 4) {
    if (!record.subarray(at, at + 4).equals(MAGIC)) continue;
    parts.push(record.subarray(start, at));
    start = at + 4;
  }
  parts.push(record.subarray(start));
  return Buffer.concat(parts.map((part, at) => framedPart(part, markerOf(at, parts.length))));
}

function markerOf(part: number, parts: number): number {
  if (parts === 1) return 0;
  if (part === 0) return 1;
  return part === parts - 1 ? 3 : 2;
}

function framedPart(part: Buffer, marker: number): Buffer {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(((marker << 29) | part.length) >>> 0);
  return Buffer.concat([MAGIC, length, part, Buffer.alloc((4 - (part.length % 4)) % 4)]);
}
