import type { WireResponse } from '../../core/http/http-exchange.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse } from '../wire/xml-documents.ts';
import { checkDeleteConditions, objectToDelete, requireMatch } from './delete-conditions.ts';
import { deleteVersion } from './deleted-version.ts';
import { deleteObjects, refuseBypass } from './object-deletions.ts';
import { checkedVersionId } from './object-versions.ts';

export const objectDeleting: S3Operations = { DeleteObject: deleteObject, DeleteObjects: deleteObjects };

const HEADERS = {
  etag: 'if-match',
  lastModified: 'x-amz-if-match-last-modified-time',
  sizeBytes: 'x-amz-if-match-size',
};

function deleteObject(request: S3Request, state: S3State): WireResponse {
  const bucket = requireBucket(state, request.bucket);
  const versionId = request.query.get('versionId');
  if (versionId !== undefined) checkedVersionId(versionId);
  refuseBypass(request);
  const etag = request.header(HEADERS.etag);
  const object = objectToDelete(bucket, request.key, versionId);
  requireMatch(etag, object, request.key);
  const [lastModified, sizeBytes] = [request.header(HEADERS.lastModified), request.header(HEADERS.sizeBytes)];
  checkDeleteConditions({ etag, lastModified, sizeBytes }, object, { ...HEADERS, etag: 'If-Match' });
  state.uploads.noteChange(request.bucket, request.key);
  const deletion = deleteVersion(bucket, request.key, versionId);
  return emptyResponse(204, {
    ...(deletion.isMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    ...(deletion.versionId === undefined ? {} : { 'x-amz-version-id': deletion.versionId }),
  });
}
