import { AwsError } from '../../core/wire/aws-error.ts';
import { isMarker, type Tag, versionIdOf } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import { wholeObject } from '../wire/byte-range.ts';
import { isDeleteMarker } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse, xmlResponse } from '../wire/xml-documents.ts';
import { readSource } from './copy-source.ts';
import { type FoundObject, requireObject } from './object-reading.ts';
import { checkObjectTags, parseTagging, taggingContent } from './object-tags.ts';
import { versionHeaders } from './object-versions.ts';

const MAX_DOCUMENT_BYTES = 64 * 1024;

export const objectTagging: S3Operations = {
  GetObjectTagging: (request, state) => {
    const { bucket, record } = taggedObject(request, state);
    return xmlResponse('Tagging', taggingContent(record.tags), versionHeaders(bucket, record));
  },
  PutObjectTagging: async (request, state) => {
    const found = taggedObject(request, state);
    const tags = checkObjectTags(parseTagging(await receiveText(request, MAX_DOCUMENT_BYTES)));
    await retag(found, state, tags);
    return emptyResponse(200, versionHeaders(found.bucket, found.record));
  },
  DeleteObjectTagging: async (request, state) => {
    const found = taggedObject(request, state);
    await retag(found, state, []);
    return emptyResponse(204, versionHeaders(found.bucket, found.record));
  },
};

/** Of a key that shows a delete marker S3 says here what it says of the marker itself. */
function taggedObject(request: S3Request, state: S3State): FoundObject {
  const { objects } = requireBucket(state, request.bucket);
  const [latest] = objects.versionsOf(request.key);
  if (!request.query.has('versionId') && isMarker(latest)) {
    throw isDeleteMarker(request.method, versionIdOf(latest), latest.lastModifiedMs);
  }
  return requireObject(request, state);
}

/** Tags are in the object's file, so a new file with the same bytes takes its place; ETag and time stay. */
async function retag({ bucket, record }: FoundObject, state: S3State, tags: readonly Tag[]): Promise<void> {
  const file = state.temporary.newFile();
  try {
    await readSource({ bucket, record }, wholeObject(record.sizeBytes), file, undefined);
    await file.flush();
    if (bucket.objects.removed || bucket.objects.version(record.key, versionIdOf(record)) !== record) throw conflict();
    bucket.objects.replace(file, { ...record, tags });
  } finally {
    await file.dispose();
  }
}

function conflict(): AwsError {
  return new AwsError(
    'OperationAborted',
    409,
    'A conflicting conditional operation is currently in progress against this resource. Please try again.',
  );
}
