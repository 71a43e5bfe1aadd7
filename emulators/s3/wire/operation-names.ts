import { invalidRequest } from './s3-errors.ts';
import type { S3Request } from './s3-request.ts';

/** Sub-resources of a bucket, and what their operations are called after Get, Put and Delete. */
const BUCKET_SUBRESOURCES: Readonly<Record<string, string>> = {
  abac: 'BucketAbac',
  accelerate: 'BucketAccelerateConfiguration',
  acl: 'BucketAcl',
  analytics: 'BucketAnalyticsConfiguration',
  cors: 'BucketCors',
  encryption: 'BucketEncryption',
  'intelligent-tiering': 'BucketIntelligentTieringConfiguration',
  inventory: 'BucketInventoryConfiguration',
  lifecycle: 'BucketLifecycleConfiguration',
  location: 'BucketLocation',
  logging: 'BucketLogging',
  metadataConfiguration: 'BucketMetadataConfiguration',
  metadataTable: 'BucketMetadataTableConfiguration',
  metrics: 'BucketMetricsConfiguration',
  notification: 'BucketNotificationConfiguration',
  'object-lock': 'ObjectLockConfiguration',
  ownershipControls: 'BucketOwnershipControls',
  policy: 'BucketPolicy',
  policyStatus: 'BucketPolicyStatus',
  publicAccessBlock: 'PublicAccessBlock',
  replication: 'BucketReplication',
  requestPayment: 'BucketRequestPayment',
  session: 'Session',
  tagging: 'BucketTagging',
  versioning: 'BucketVersioning',
  website: 'BucketWebsite',
};

const OBJECT_SUBRESOURCES: Readonly<Record<string, string>> = {
  acl: 'ObjectAcl',
  attributes: 'ObjectAttributes',
  encryption: 'ObjectEncryption',
  'legal-hold': 'ObjectLegalHold',
  renameObject: 'RenameObject',
  restore: 'RestoreObject',
  retention: 'ObjectRetention',
  select: 'SelectObjectContent',
  tagging: 'ObjectTagging',
  torrent: 'ObjectTorrent',
};

const VERBS: Readonly<Record<string, string>> = {
  GET: 'Get',
  PUT: 'Put',
  DELETE: 'Delete',
  POST: 'Post',
  HEAD: 'Head',
};

/** Name of the S3 API operation that method, path and query select; the service may or may not have it. */
export function operationName(request: S3Request): string {
  if (request.bucket === '') return request.method === 'GET' ? 'ListBuckets' : unknown(request);
  return request.key === '' ? bucketOperation(request) : objectOperation(request);
}

function bucketOperation(request: S3Request): string {
  const { method, query } = request;
  const subresource = subresourceOperation(request, BUCKET_SUBRESOURCES);
  if (subresource !== undefined) return subresource;
  if (method === 'GET') {
    if (query.has('uploads')) return 'ListMultipartUploads';
    if (query.has('versions')) return 'ListObjectVersions';
    return query.get('list-type') === '2' ? 'ListObjectsV2' : 'ListObjects';
  }
  if (method === 'POST') return query.has('delete') ? 'DeleteObjects' : 'PostObject';
  return { PUT: 'CreateBucket', DELETE: 'DeleteBucket', HEAD: 'HeadBucket' }[method] ?? unknown(request);
}

function objectOperation(request: S3Request): string {
  const { method, query } = request;
  const subresource = subresourceOperation(request, OBJECT_SUBRESOURCES);
  if (subresource !== undefined) return subresource;
  if (query.has('uploadId')) return uploadOperation(request);
  if (method === 'POST') return query.has('uploads') ? 'CreateMultipartUpload' : unknown(request);
  if (method === 'PUT') return request.header('x-amz-copy-source') === undefined ? 'PutObject' : 'CopyObject';
  return { GET: 'GetObject', HEAD: 'HeadObject', DELETE: 'DeleteObject' }[method] ?? unknown(request);
}

function uploadOperation(request: S3Request): string {
  if (request.method === 'PUT') {
    return request.header('x-amz-copy-source') === undefined ? 'UploadPart' : 'UploadPartCopy';
  }
  const names = { GET: 'ListParts', POST: 'CompleteMultipartUpload', DELETE: 'AbortMultipartUpload' };
  return { ...names, HEAD: 'HeadObject' }[request.method] ?? unknown(request);
}

function subresourceOperation(request: S3Request, names: Readonly<Record<string, string>>): string | undefined {
  const present = [...request.query.keys()].filter((name) => Object.hasOwn(names, name));
  const [first, second] = present;
  if (first === undefined) return undefined;
  if (second !== undefined)
    throw invalidRequest(`[rehearsal] the sub-resources "${first}" and "${second}" exclude each other`);
  const name = names[first] ?? first;
  const isVerbal = first === 'restore' || first === 'select' || first === 'renameObject';
  return isVerbal ? name : `${VERBS[request.method] ?? request.method}${name}`;
}

function unknown(request: S3Request): string {
  return `${request.method} on ${request.key === '' ? 'a bucket or the service' : 'an object'}`;
}
