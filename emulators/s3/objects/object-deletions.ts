import type { WireResponse } from '../../core/http/http-exchange.ts';
import { Pauses } from '../../core/process/pauses.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { type XmlObject, xmlList } from '../../core/wire/wire-xml.ts';
import type { Bucket } from '../store/bucket-store.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { isVersionId } from '../store/version-ids.ts';
import { receiveText } from '../wire/body-intake.ts';
import { CHECKSUM_ALGORITHMS, checksumHeader } from '../wire/checksums.ts';
import { invalidArgument, invalidRequest, malformedXml, noSuchVersion } from '../wire/s3-errors.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { asElement, parseDocument, textOf, xmlResponse } from '../wire/xml-documents.ts';
import { checkDeleteConditions, type DeleteConditions, objectToDelete } from './delete-conditions.ts';
import { type Deletion, deleteVersion } from './deleted-version.ts';

const BYPASS = 'x-amz-bypass-governance-retention';
const MAX_KEYS = 1000;
/** A thousand keys of 1,024 bytes, escaped. */
const MAX_DOCUMENT_BYTES = 8 * 1024 * 1024;

interface DeletionItem extends DeleteConditions {
  readonly key: string;
  readonly versionId: string | undefined;
}

const MEMBERS = { etag: 'ETag', lastModified: 'LastModifiedTime', sizeBytes: 'Size' };

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_DeleteObjects.html */
export async function deleteObjects(request: S3Request, state: S3State): Promise<WireResponse> {
  requireBucket(state, request.bucket);
  refuseBypass(request);
  requireIntegrityHeader(request);
  const document = parseDocument(await receiveText(request, MAX_DOCUMENT_BYTES), 'Delete');
  const items = xmlList(document['Object']).map((item) => parseItem(item));
  if (items.length === 0 || items.length > MAX_KEYS) throw malformedXml();
  requireBucket(state, request.bucket);
  const isQuiet = textOf(document, 'Quiet')?.toLowerCase() === 'true';
  const deleted: XmlObject[] = [];
  const failed: XmlObject[] = [];
  const pauses = new Pauses();
  // The document alone has had its turn.
  await pauses.now();
  for (const item of items) {
    try {
      // Others had their turn, and may have deleted the bucket.
      deleted.push(deletedContent(item, deleteItem(item, requireBucket(state, request.bucket), state)));
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      failed.push({ Key: item.key, VersionId: item.versionId, Code: error.code, Message: error.message });
    }
    await pauses.whenDue();
  }
  await pauses.now();
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

function deleteItem(item: DeletionItem, bucket: Bucket, state: S3State): Deletion {
  const { key, versionId } = item;
  if (versionId !== undefined && !isVersionId(versionId)) throw noSuchVersion(key, versionId);
  checkDeleteConditions(item, objectToDelete(bucket, key, versionId), MEMBERS);
  state.uploads.noteChange(bucket.record.name, key);
  return deleteVersion(bucket, key, versionId);
}

function parseItem(item: unknown): DeletionItem {
  const element = asElement(item);
  const key = textOf(element, 'Key');
  if (key === undefined || key === '') throw malformedXml();
  return {
    key,
    versionId: textOf(element, 'VersionId'),
    etag: textOf(element, MEMBERS.etag),
    lastModified: textOf(element, MEMBERS.lastModified),
    sizeBytes: textOf(element, MEMBERS.sizeBytes),
  };
}

/** No bucket here has object lock. */
export function refuseBypass(request: S3Request): void {
  const value = request.header(BYPASS);
  if (value === undefined) return;
  throw invalidArgument(`${BYPASS} is only applicable to Object Lock enabled buckets.`, BYPASS, value);
}

function requireIntegrityHeader(request: S3Request): void {
  const names = ['content-md5', 'x-amz-trailer', ...CHECKSUM_ALGORITHMS.map(checksumHeader)];
  if (names.some((name) => request.header(name) !== undefined)) return;
  throw invalidRequest('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
}
