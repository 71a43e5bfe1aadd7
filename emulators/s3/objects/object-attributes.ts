import type { WireResponse } from '../../core/http/http-exchange.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { ObjectRecord } from '../store/object-record.ts';
import type { S3State } from '../store/s3-state.ts';
import { checksumMembers } from '../wire/checksums.ts';
import { invalidArgument } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { xmlResponse } from '../wire/xml-documents.ts';
import { validatorHeaders } from './object-headers.ts';
import { requireObject } from './object-reading.ts';
import { versionHeaders } from './object-versions.ts';

const ATTRIBUTES: Readonly<Record<string, (record: ObjectRecord) => XmlObject>> = {
  ETag: ({ etag }) => ({ ETag: etag }),
  Checksum: ({ checksum }) => (checksum === undefined ? {} : { Checksum: checksumMembers(checksum) }),
  ObjectParts: ({ partSizes }) => (partSizes === undefined ? {} : { ObjectParts: { PartsCount: partSizes.length } }),
  StorageClass: ({ headers }) => ({ StorageClass: headers['x-amz-storage-class'] ?? 'STANDARD' }),
  ObjectSize: ({ sizeBytes }) => ({ ObjectSize: sizeBytes }),
};

export const objectAttributes: S3Operations = { GetObjectAttributes: getAttributes };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_GetObjectAttributes.html; parts are counted, not listed. */
function getAttributes(request: S3Request, state: S3State): WireResponse {
  const { bucket, record } = requireObject(request, state);
  const header = request.header('x-amz-object-attributes') ?? '';
  let content: XmlObject = {};
  for (const name of header.split(',').map((item) => item.trim())) {
    const attribute = Object.hasOwn(ATTRIBUTES, name) ? ATTRIBUTES[name] : undefined;
    if (attribute === undefined)
      throw invalidArgument('Invalid attribute name specified.', 'x-amz-object-attributes', name);
    content = { ...content, ...attribute(record) };
  }
  const { 'last-modified': lastModified = '' } = validatorHeaders(record);
  return xmlResponse('GetObjectAttributesResponse', content, {
    'last-modified': lastModified,
    ...versionHeaders(bucket, record),
  });
}
