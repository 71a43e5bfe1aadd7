import { RecordIoError } from './record-io.ts';

/** A record as MXNet's im2rec packs it: flag, label, two ids, then as many labels as the flag says, then the image file. */
export interface PackedImage {
  readonly labels: readonly number[];
  readonly file: Buffer;
}

const HEADER_BYTES = 24;
const LABEL_AT = 4;
const LABEL_BYTES = 4;

export function unpackImage(record: Buffer): PackedImage {
  const flag = record.length < HEADER_BYTES ? 0 : record.readUInt32LE(0);
  const fileAt = HEADER_BYTES + flag * LABEL_BYTES;
  if (fileAt > record.length) {
    throw new RecordIoError(`a record of ${record.length} bytes does not hold a header of ${fileAt} bytes`);
  }
  const labels =
    flag === 0
      ? [record.readFloatLE(LABEL_AT)]
      : Array.from({ length: flag }, (_, label) => record.readFloatLE(HEADER_BYTES + label * LABEL_BYTES));
  return { labels, file: record.subarray(fileAt) };
}
