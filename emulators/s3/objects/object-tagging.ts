import { AwsError } from '../../core/wire/aws-error.ts';
import type { Tag } from '../store/object-record.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import { wholeObject } from '../wire/byte-range.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { emptyResponse, xmlResponse } from '../wire/xml-documents.ts';
import { readSource } from './copy-source.ts';
import { requireObject } from './object-reading.ts';
import { checkObjectTags, parseTagging, taggingContent } from './object-tags.ts';

const MAX_DOCUMENT_BYTES = 64 * 1024;

export const objectTagging: S3Operations = {
  GetObjectTagging: (request, state) => xmlResponse('Tagging', taggingContent(requireObject(request, state).tags)),
  PutObjectTagging: async (request, state) => {
    requireObject(request, state);
    const tags = checkObjectTags(parseTagging(await receiveText(request, MAX_DOCUMENT_BYTES)));
    await retag(request, state, tags);
    return emptyResponse(200);
  },
  DeleteObjectTagging: async (request, state) => {
    await retag(request, state, []);
    return emptyResponse(204);
  },
};

/** Tags are in the object's file, so a new file with the same bytes takes its place; ETag and time stay. */
async function retag(request: S3Request, state: S3State, tags: readonly Tag[]): Promise<void> {
  const bucket = requireBucket(state, request.bucket);
  const before = requireObject(request, state);
  const file = state.temporary.newFile();
  try {
    await readSource({ bucket, record: before }, wholeObject(before.sizeBytes), file, undefined);
    const after = { ...before, tags };
    await file.finish(after);
    if (bucket.objects.get(request.key) !== before) throw conflict();
    bucket.objects.put(file, after);
  } catch (error) {
    await file.discard();
    throw error;
  }
}

function conflict(): AwsError {
  return new AwsError(
    'OperationAborted',
    409,
    'A conflicting conditional operation is currently in progress against this resource. Please try again.',
  );
}
