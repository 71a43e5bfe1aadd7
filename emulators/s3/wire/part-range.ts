import { AwsError } from '../../core/wire/aws-error.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import { type ByteRange, wholeObject } from './byte-range.ts';
import { parsePartNumber } from './part-number.ts';
import { invalidRequest } from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** The bytes of one part of a multipart object, as `?partNumber=` asks; any other object is one part. */
export function partRange(
  request: S3Request,
  record: ObjectRecord,
): { range: ByteRange; partCount?: number } | undefined {
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
  return { range: { start, end: start + size - 1 }, partCount: sizes.length };
}
