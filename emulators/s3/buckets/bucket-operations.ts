import type { WireResponse } from '../../core/http/http-exchange.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import { parseTagSet, taggingContent } from '../objects/object-tags.ts';
import { isBucketName } from '../store/bucket-names.ts';
import type { BucketRecord } from '../store/bucket-store.ts';
import { requireBucket, type S3State } from '../store/s3-state.ts';
import { receiveText } from '../wire/body-intake.ts';
import {
  bucketAlreadyOwnedByYou,
  bucketNotEmpty,
  headerNotImplemented,
  invalidArgument,
  invalidBucketName,
} from '../wire/s3-errors.ts';
import type { S3Operations } from '../wire/s3-operation.ts';
import type { S3Request } from '../wire/s3-request.ts';
import {
  documentText,
  emptyResponse,
  parseDocument,
  textOf,
  type XmlElement,
  xmlResponse,
} from '../wire/xml-documents.ts';
import { checkBucketTags, OWNERSHIPS } from './bucket-documents.ts';
import { bucketArn, checkedConstraint, GLOBAL_REGION, regionOf } from './location-constraint.ts';

const MAX_DOCUMENT_BYTES = 64 * 1024;
const SYSTEM_TAGS =
  'User-defined tag keys can\'t start with "aws:". This prefix is reserved for system tags. Remove "aws:" from your tag keys and try again.';

export const bucketOperations: S3Operations = {
  CreateBucket: createBucket,
  DeleteBucket: deleteBucket,
  HeadBucket: (request, state) => {
    const { record } = requireBucket(state, request.bucket);
    return emptyResponse(200, {
      'x-amz-bucket-region': regionOf(record.region),
      'x-amz-bucket-arn': bucketArn(record),
      'x-amz-access-point-alias': 'false',
      'content-type': 'application/xml',
    });
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
  const document = parseConfiguration(await receiveText(request, MAX_DOCUMENT_BYTES));
  const region = checkedConstraint(textOf(document, 'LocationConstraint') || undefined, state.options.region);
  const existing = state.buckets.get(name);
  if (existing === undefined) {
    const configuration = { ...givenOwnership(request), ...givenTags(document) };
    state.buckets.create({ name, region, createdAtMs: Date.now(), configuration });
  } else if (region !== GLOBAL_REGION || existing.record.region !== GLOBAL_REGION) {
    // Only us-east-1 takes a second creation for a success.
    throw bucketAlreadyOwnedByYou(name);
  }
  const location = region === GLOBAL_REGION ? `/${name}` : `http://${name}.s3.amazonaws.com/`;
  return emptyResponse(200, { location, 'x-amz-bucket-arn': bucketArn({ name, region }) });
}

function parseConfiguration(document: string): XmlElement {
  return document.trim() === '' ? {} : parseDocument(document, 'CreateBucketConfiguration');
}

function givenOwnership(request: S3Request): BucketRecord['configuration'] {
  const ownership = request.header('x-amz-object-ownership');
  if (ownership === undefined) return {};
  if (!OWNERSHIPS.includes(ownership)) {
    const message = `Invalid x-amz-object-ownership header: ${ownership}`;
    throw invalidArgument(message, 'x-amz-object-ownership', ownership);
  }
  return {
    BucketOwnershipControls: documentText('OwnershipControls', { Rule: { ObjectOwnership: ownership } }),
  };
}

function givenTags(document: XmlElement): BucketRecord['configuration'] {
  const tags = checkBucketTags(document['Tags'] === undefined ? [] : parseTagSet(document['Tags']), SYSTEM_TAGS);
  return tags.length === 0 ? {} : { BucketTagging: documentText('Tagging', taggingContent(tags)) };
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

async function deleteBucket(request: S3Request, state: S3State): Promise<WireResponse> {
  const { record, objects, versioning } = requireBucket(state, request.bucket);
  if (objects.allKeys.length > 0) throw bucketNotEmpty(record.name, versioning !== undefined);
  await state.buckets.delete(record.name);
  for (const upload of state.uploads.list(record.name)) await state.uploads.remove(upload);
  return emptyResponse(204);
}
