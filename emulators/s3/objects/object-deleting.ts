import type { WireResponse } from '../../core/http/http-exchange.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import { type XmlObject, xmlList } from '../../core/wire/wire-xml.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader } from '../wire/checksums.ts';
import { invalidRequest, malformedXml } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { checkVersionId, NULL_VERSION } from '../wire/version-id.ts';
import { asElement, emptyResponse, parseDocument, textOf, xmlResponse } from '../wire/xml-documents.ts';
import { checkWriteConditions, conditionsOf } from './conditional-requests.ts';

const MAX_KEYS = 1000;
/** A thousand keys of 1,024 bytes, escaped. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

export const objectDeleting: S3Operations = {
  DeleteObject: (request, state) => {
    const { objects } = requireBucket(state, request.bucket);
    checkVersionId(request);
    const conditions = conditionsOf(request.header);
    if (conditions['if-match'] !== undefined) checkWriteConditions(conditions, request.key, objects.get(request.key));
    objects.delete(request.key);
    return emptyResponse(204);
  },
  DeleteObjects: deleteObjects,
};

async function deleteObjects(request: S3Request, state: S3State): Promise<WireResponse> {
  const { objects } = requireBucket(state, request.bucket);
  requireIntegrityHeader(request);
  const document = parseDocument(await receiveText(request, MAX_DOCUMENT_BYTES), 'Delete');
  const items = xmlList(document['Object']).map((item) => parseItem(item));
  if (items.length === 0 || items.length > MAX_KEYS) throw malformedXml();
  const isQuiet = textOf(document, 'Quiet')?.toLowerCase() === 'true';
  const deleted: XmlObject[] = [];
  const failed: XmlObject[] = [];
  for (const { key, versionId } of items) {
    const version = versionId === undefined ? {} : { VersionId: versionId };
    if (versionId !== undefined && versionId !== NULL_VERSION) {
      failed.push({ Key: key, ...version, Code: 'NoSuchVersion', Message: 'The specified version does not exist.' });
      continue;
    }
    objects.delete(key);
    if (!isQuiet) deleted.push({ Key: key, ...version });
  }
  return xmlResponse('DeleteResult', { Deleted: deleted, Error: failed });
}

function parseItem(item: unknown): { key: string; versionId?: string } {
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
