import { AwsError } from '../../core/wire/aws-error.ts';
import type { Checksum, ObjectRecord } from '../store/object-record.ts';
import { type ByteRange, wholeObject } from './byte-range.ts';
import { parsePartNumber } from './part-number.ts';
import { invalidRequest } from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

export interface PartRange {
  readonly range: ByteRange;
  /** Absent where the object was put in one piece. */
  readonly partCount?: number;
  readonly checksum?: Checksum;
}

/** The bytes of one part of a multipart object, as `?partNumber=` asks; any other object is one part. */
export function partRange(request: S3Request, record: ObjectRecord): PartRange | undefined {
  const value = request.query.get('partNumber');
  if (value === undefined) return undefined;
  if (request.header('range') !== undefined) {
    throw invalidRequest('Cannot specify both Range header and partNumber query parameter');
  }
  const partNumber = parsePartNumber(value);
  const sizes = record.partSizes ?? [record.sizeBytes];
  const size = sizes[partNumber - 1];
  if (size === undefined) {
    throw new AwsError('InvalidPartNumber', 416, 'The requested partnumber is not satisfiable', {
      details: { PartNumberRequested: value, ActualPartCount: `${sizes.length}` },
    });
  }
  const start = sizes.slice(0, partNumber - 1).reduce((sum, bytes) => sum + bytes, 0);
  if (record.partSizes === undefined) return { range: wholeObject(record.sizeBytes) };
  const checksum = partChecksum(record, partNumber);
  return {
    range: { start, end: start + size - 1 },
    partCount: sizes.length,
    ...(checksum === undefined ? {} : { checksum }),
  };
}

/** A part has a checksum of its own only where the object's is made of those. */
export function partChecksum({ checksum, partChecksums }: ObjectRecord, partNumber: number): Checksum | undefined {
  const value = partChecksums?.[partNumber - 1];
  return checksum === undefined || value === undefined ? undefined : { ...checksum, value };
}
