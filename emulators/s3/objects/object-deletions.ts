import type { WireResponse } from '../../core/http/http-exchange.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import { type XmlObject, xmlList } from '../../core/wire/wire-xml.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { isVersionId } from '../store/version-ids.ts';
import { receiveText } from '../wire/body-intake.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader } from '../wire/checksums.ts';
import { invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { asElement, parseDocument, textOf, xmlResponse } from '../wire/xml-documents.ts';
import { type Deletion, deleteVersion } from './deleted-version.ts';

const MAX_KEYS = 1000;
/** A thousand keys of 1,024 bytes, escaped. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

interface DeletionItem {
  readonly key: string;
  readonly versionId?: string;
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(request: S3Request, state: S3State): Promise<WireResponse> {
  requireBucket(state, request.bucket);
  requireIntegrityHeader(request);
  const document = parseDocument(await receiveText(request, MAX_DOCUMENT_BYTES), 'Delete');
  const items = xmlList(document['Object']).map((item) => parseItem(item));
  if (items.length === 0 || items.length > MAX_KEYS) throw malformedXml();
  const bucket = requireBucket(state, request.bucket);
  const isQuiet = textOf(document, 'Quiet')?.toLowerCase() === 'true';
  const deleted: XmlObject[] = [];
  const failed: XmlObject[] = [];
  for (const item of items) {
    const { key, versionId } = item;
    if (versionId === undefined || isVersionId(versionId)) {
      deleted.push(deletedContent(item, deleteVersion(bucket, key, versionId)));
    } else {
      failed.push({
        Key: key,
        VersionId: versionId,
        Code: 'NoSuchVersion',
        Message: 'The specified version does not exist.',
      });
    }
  }
  return xmlResponse('DeleteResult', { Deleted: isQuiet ? [] : deleted, Error: failed });
}

function deletedContent({ key, versionId }: DeletionItem, deletion: Deletion): XmlObject {
  return {
    Key: key,
    VersionId: versionId,
    DeleteMarker: deletion.isMarker ? true : undefined,
    DeleteMarkerVersionId: deletion.isMarker ? deletion.versionId : undefined,
  };
}

function parseItem(item: unknown): DeletionItem {
  const element = asElement(item);
  for (const condition of ['ETag', 'LastModifiedTime', 'Size']) {
    if (element[condition] !== undefined) throw notImplemented('s3', `DeleteObjects with ${condition}`);
  }
  const key = textOf(element, 'Key');
  const versionId = textOf(element, 'VersionId');
  if (key === undefined || key === '') throw malformedXml();
  return versionId === undefined ? { key } : { key, versionId };
}

function requireIntegrityHeader(request: S3Request): void {
  const names = ['content-md5', 'x-amz-trailer', ...CHECKSUM_ALGORITHMS.map(checksumHeader)];
  if (names.some((name) => request.header(name) !== undefined)) return;
  throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
}
