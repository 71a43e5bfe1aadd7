import type { WireResponse } from '../../core/http/http-exchange.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse } from '../wire/xml-documents.ts';
import { checkWriteConditions, conditionsOf } from './conditional-requests.ts';
import { deleteVersion } from './deleted-version.ts';
import { deleteObjects } from './object-deletions.ts';
import { checkedVersionId } from './object-versions.ts';

export const objectDeleting: S3Operations = { DeleteObject: deleteObject, DeleteObjects: deleteObjects };

function deleteObject(request: S3Request, state: S3State): WireResponse {
  const bucket = requireBucket(state, request.bucket);
  const versionId = request.query.get('versionId');
  if (versionId !== undefined) checkedVersionId(versionId);
  const conditions = conditionsOf(request.header);
  if (conditions['if-match'] !== undefined) {
    checkWriteConditions(conditions, request.key, bucket.objects.get(request.key));
  }
  const deletion = deleteVersion(bucket, request.key, versionId);
  return emptyResponse(204, {
    ...(deletion.isMarker ? { 'x-amz-delete-marker': 'true' } : {}),
    ...(deletion.versionId === undefined ? {} : { 'x-amz-version-id': deletion.versionId }),
  });
}
