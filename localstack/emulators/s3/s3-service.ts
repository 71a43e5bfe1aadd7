import { AwsError, notImplemented } from '../aws-error.ts';
import type { EmulatedService, WireRequest, WireResponse } from '../http-exchange.ts';
import { accessControlLists } from './access-control-lists.ts';
import { bucketConfiguration } from './bucket-configuration.ts';
import { bucketOperations } from './bucket-operations.ts';
import { bucketPolicy, storedPolicy } from './bucket-policy.ts';
import { asDiskError } from './disk-error.ts';
import { errorResponse, requestIds } from './error-document.ts';
import { internalError } from './errors.ts';
import { bucketListing } from './list-buckets.ts';
import { listOperations } from './list-operations.ts';
import { multipartListing } from './multipart-listing.ts';
import { multipartOperations } from './multipart-operations.ts';
import { objectAttributes } from './object-attributes.ts';
import { objectCopying } from './object-copying.ts';
import { objectDeleting } from './object-deleting.ts';
import { objectReading } from './object-reading.ts';
import { objectTagging } from './object-tagging.ts';
import { objectWriting } from './object-writing.ts';
import type { S3Operations } from './operation.ts';
import { operationName } from './operation-names.ts';
import { parseS3Request, type S3Request } from './s3-request.ts';
import { openS3State, type S3Options, type S3State } from './s3-state.ts';

const OPERATIONS: S3Operations = {
  ...accessControlLists,
  ...bucketConfiguration,
  ...bucketPolicy,
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
};

export interface S3Service extends EmulatedService {
  /** The policy of a bucket, for those who enforce it; undefined when there is no such bucket. */
  bucketPolicy(bucket: string): { readonly document?: string } | undefined;
}

/** Amazon S3 over a folder: https://docs.aws.amazon.com/AmazonS3/latest/API/API_Operations_Amazon_Simple_Storage_Service.html */
export function createS3Service(options: S3Options): S3Service {
  const state = openS3State(options);
  return {
    signingName: 's3',
    bucketPolicy: (bucket) => storedPolicy(bucket, state),
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
    const known = asDiskError(error);
    const path = wire.target.split('?', 1)[0] ?? '/';
    return errorResponse(known instanceof AwsError ? known : internalError(known), wire.method, path, wire.requestId);
  }
}

function dispatch(wire: WireRequest, state: S3State): Promise<WireResponse> | WireResponse {
  const request = parseS3Request(wire);
  const name = operationName(request);
  checkExpectedOwner(request, state);
  const operation = Object.hasOwn(OPERATIONS, name) ? OPERATIONS[name] : undefined;
  if (operation === undefined) throw notImplemented('s3', name);
  return operation(request, state);
}

function checkExpectedOwner(request: S3Request, state: S3State): void {
  const expected = request.header('x-amz-expected-bucket-owner') ?? state.options.accountId;
  if (expected !== state.options.accountId) throw new AwsError('AccessDenied', 403, 'Access Denied');
}
