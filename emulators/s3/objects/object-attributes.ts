import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import type { S3State } from '../store/s3-state.ts';
import { checksumMembers } from '../wire/checksums.ts';
import { partChecksum } from '../wire/part-range.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse } from '../wire/xml-documents.ts';
import { validatorHeaders } from './object-headers.ts';
import { requireObject } from './object-reading.ts';
import { versionHeaders } from './object-versions.ts';

const MAX_PARTS = 1000;

const ATTRIBUTES: Readonly<Record<string, (record: ObjectRecord, request: S3Request) => XmlObject>> = {
  ETag: ({ etag }) => ({ ETag: etag }),
  // The number of parts behind a composite checksum is not of it here.
  Checksum: ({ checksum }) =>
    checksum === undefined
      ? {}
      : { Checksum: checksumMembers({ ...checksum, value: checksum.value.replace(/-\d+$/, '') }) },
  ObjectParts: objectParts,
  StorageClass: ({ headers }) => ({ StorageClass: headers['x-amz-storage-class'] ?? 'STANDARD' }),
  ObjectSize: ({ sizeBytes }) => ({ ObjectSize: sizeBytes }),
};

export const objectAttributes: S3Operations = { GetObjectAttributes: getAttributes };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html */
function getAttributes(request: S3Request, state: S3State): WireResponse {
  const { bucket, record } = requireObject(request, state);
  const header = request.header('x-amz-object-attributes') ?? '';
  let content: XmlObject = {};
  for (const name of header.split(',').map((item) => item.trim())) {
    const attribute = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
    if (attribute === undefined)
      throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', name);
    content = { ...content, ...attribute(record, request) };
  }
  const { 'last-modified': lastModified = '' } = validatorHeaders(record);
  return xmlResponse('GetObjectAttributesResponse', content, {
    'last-modified': lastModified,
    ...versionHeaders(bucket, record),
  });
}

/** Parts are listed where they have checksums of their own, and only counted elsewhere. */
function objectParts(record: ObjectRecord, request: S3Request): XmlObject {
  const { partSizes, partChecksums } = record;
  if (partSizes === undefined) return {};
  if (partChecksums === undefined) return { ObjectParts: { PartsCount: partSizes.length } };
  const marker = integerHeader(request, 'x-amz-part-number-marker') ?? 0;
  const maxParts = Math.min(integerHeader(request, 'x-amz-max-parts') ?? MAX_PARTS, MAX_PARTS);
  const page = partSizes.slice(marker, marker + maxParts);
  return {
    ObjectParts: {
      PartsCount: partSizes.length,
      PartNumberMarker: marker,
      NextPartNumberMarker: page.length === 0 ? 0 : marker + page.length,
      MaxParts: maxParts,
      IsTruncated: page.length > 0 && marker + page.length < partSizes.length,
      Part: page.map((Size, index) => partMembers(record, marker + index + 1, Size)),
    },
  };
}

function partMembers(record: ObjectRecord, PartNumber: number, Size: number): XmlObject {
  const { ChecksumType: _, ...checksum } = checksumMembers(partChecksum(record, PartNumber));
  return { PartNumber, Size, ...checksum };
}

function integerHeader(request: S3Request, name: string): number | undefined {
  const value = request.header(name);
  if (value === undefined || /^\d{1,9}$/.test(value)) return value === undefined ? undefined : Number(value);
  throw invalidArgument(`Provided ${name} not an integer or within integer range`, name, value);
}
