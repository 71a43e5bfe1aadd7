import type { GuardedService } from '../core/emulated-service.ts';
import type { WireRequest, WireResponse } from '../core/http/http-exchange.ts';
import { AwsError, notImplemented, toAwsError } from '../core/wire/aws-error.ts';
import { accessControlLists } from './buckets/access-control-lists.ts';
import { bucketConfiguration } from './buckets/bucket-configuration.ts';
import { bucketOperations } from './buckets/bucket-operations.ts';
import { bucketPolicy, storedPolicy } from './buckets/bucket-policy.ts';
import { lifecycleConfiguration } from './buckets/lifecycle-configuration.ts';
import { bucketListing } from './buckets/list-buckets.ts';
import { formUploads } from './forms/post-object.ts';
import { listOperations } from './listing/list-operations.ts';
import { multipartListing } from './multipart/multipart-listing.ts';
import { multipartOperations } from './multipart/multipart-operations.ts';
import { objectAttributes } from './objects/object-attributes.ts';
import { objectCopying } from './objects/object-copying.ts';
import { objectDeleting } from './objects/object-deleting.ts';
import { objectReading } from './objects/object-reading.ts';
import { objectTagging } from './objects/object-tagging.ts';
import { objectWriting } from './objects/object-writing.ts';
import { s3Authorization } from './s3-authorization.ts';
import { openS3State, type S3Options, type S3State } from './store/s3-state.ts';
import { errorResponse, requestIds } from './wire/error-document.ts';
import { operationName } from './wire/operation-names.ts';
import { checkPresigned } from './wire/presigned-request.ts';
import { invalidBucketOwner } from './wire/s3-errors.ts';
import type { S3Operations } from './wire/s3-operation.ts';
import { parseS3Request, type S3Request } from './wire/s3-request.ts';

const OPERATIONS: S3Operations = {
  ...accessControlLists,
  ...bucketConfiguration,
  ...bucketPolicy,
  ...lifecycleConfiguration,
  ...objectAttributes,
  ...bucketListing,
  ...bucketOperations,
  ...listOperations,
  ...multipartListing,
  ...multipartOperations,
  ...objectCopying,
  ...objectDeleting,
  ...objectReading,
  ...objectTagging,
  ...objectWriting,
  ...formUploads,
};

/** Amazon S3 over a folder: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function createS3Service(options: S3Options): GuardedService {
  const state = openS3State(options);
  return {
    signingName: 's3',
    // What no other service takes is for S3: buckets have any name.
    pathPrefix: '/',
    servesAllRegions: true,
    authorization: s3Authorization({ bucketPolicy: (bucket) => storedPolicy(bucket, state) }),
    handle: (request) => handle(request, state),
    close: () => Promise.resolve(),
  };
}

async function handle(wire: WireRequest, state: S3State): Promise<WireResponse> {
  try {
    const response = await dispatch(wire, state);
    return { ...response, headers: { ...requestIds(wire.requestId), ...response.headers } };
  } catch (error) {
    // The rest of a refused upload must flow on, or the connection is stuck for the next request.
    wire.body.resume();
    return errorResponse(toAwsError(error, 'InternalError'), wire.method, wire.requestId);
  }
}

function dispatch(wire: WireRequest, state: S3State): Promise<WireResponse> | WireResponse {
  const request = parseS3Request(wire);
  const name = operationName(request);
  checkPresigned(request.query, Date.now());
  checkExpectedOwner(request, state);
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) throw notImplemented('s3', name);
  return operation(request, state);
}

/** Every bucket here is the account's, that of a copy's source too. */
function checkExpectedOwner(request: S3Request, state: S3State): void {
  for (const header of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
    const expected = request.header(header) ?? state.options.accountId;
    if (!/^\d{12}$/.test(expected)) throw invalidBucketOwner(expected);
    if (expected !== state.options.accountId) throw new AwsError('AccessDenied', 403, 'Access Denied');
  }
}
