import type { WireResponse } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { isBucketName } from '../store/bucket-names.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import { bucketAlreadyOwnedByYou, bucketNotEmpty, headerNotImplemented, invalidBucketName } from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import { asElement, emptyResponse, parseDocument, textOf, xmlResponse } from '../wire/xml-documents.ts';

const GLOBAL_REGION = 'us-east-1';
const MAX_DOCUMENT_BYTES = 64 * 1024;

export const bucketOperations: S3Operations = {
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  HeadBucket: (request, state) => {
    const { record } = requireBucket(state, request.bucket);
    const headers = { 'x-amz-bucket-region': record.region, 'x-amz-access-point-alias': 'false' };
    return emptyResponse(200, { ...headers, 'content-type': 'application/xml' });
  },
  GetBucketLocation: (request, state) => {
    const { record } = requireBucket(state, request.bucket);
    return xmlResponse('LocationConstraint', record.region === GLOBAL_REGION ? {} : { '#text': record.region });
  },
};

async function createBucket(request: S3Request, state: S3State): Promise<WireResponse> {
  const { bucket: name } = request;
  if (!isBucketName(name)) throw invalidBucketName(name);
  refuseAclsAndLocks(request);
  const region = bucketRegion(await receiveText(request, MAX_DOCUMENT_BYTES), state.options.region);
  const existing = state.buckets.get(name);
  if (existing === undefined) {
    state.buckets.create({ name, region, createdAtMs: Date.now(), configuration: {} });
  } else if (region !== GLOBAL_REGION || existing.record.region !== GLOBAL_REGION) {
    // Only us-east-1 takes a second creation for a success.
    throw bucketAlreadyOwnedByYou(name);
  }
  return emptyResponse(200, { location: `/${name}` });
}

function refuseAclsAndLocks(request: S3Request): void {
  const acl = request.header('x-amz-acl');
  if (acl !== undefined && acl !== 'private') {
    throw new AwsError(
      'InvalidBucketAclWithObjectOwnership',
      400,
      "Bucket cannot have ACLs set with ObjectOwnership's BucketOwnerEnforced setting",
    );
  }
  if (request.header('x-amz-bucket-object-lock-enabled')?.toLowerCase() === 'true') {
    throw headerNotImplemented('x-amz-bucket-object-lock-enabled');
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/API_CreateBucket.html: the constraint must name the endpoint's region. */
function bucketRegion(document: string, endpointRegion: string): string {
  const configuration = document.trim() === '' ? {} : parseDocument(document, 'CreateBucketConfiguration');
  const constraint = textOf(asElement(configuration), 'LocationConstraint');
  if (endpointRegion === GLOBAL_REGION) {
    if (constraint === GLOBAL_REGION) throw invalidConstraint(constraint);
    return constraint ?? GLOBAL_REGION;
  }
  if (constraint === endpointRegion) return endpointRegion;
  const named = constraint === undefined ? 'unspecified' : constraint;
  throw new AwsError(
    'IllegalLocationConstraintException',
    400,
    `The ${named} location constraint is incompatible for the region specific endpoint this request was sent to.`,
  );
}

function invalidConstraint(constraint: string): AwsError {
  return new AwsError('InvalidLocationConstraint', 400, 'The specified location-constraint is not valid', {
    details: { LocationConstraint: constraint },
  });
}

async function deleteBucket(request: S3Request, state: S3State): Promise<WireResponse> {
  const { record, objects } = requireBucket(state, request.bucket);
  if (objects.keys.length > 0) throw bucketNotEmpty(record.name);
  await state.buckets.delete(record.name);
  for (const upload of state.uploads.list(record.name)) await state.uploads.remove(upload);
  return emptyResponse(204);
}
