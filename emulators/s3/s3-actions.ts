import type { S3Request } from './wire/s3-request.ts';

// Operations that are not named here need the action of their own name.

/** Actions of operations on a bucket. Deleting a configuration is putting none, but for the policy. */
export const BUCKET_ACTIONS: Readonly<Record<string, string>> = {
  HeadBucket: 'ListBucket',
  ListObjects: 'ListBucket',
  ListObjectsV2: 'ListBucket',
  ListObjectVersions: 'ListBucketVersions',
  ListMultipartUploads: 'ListBucketMultipartUploads',
  GetBucketEncryption: 'GetEncryptionConfiguration',
  PutBucketEncryption: 'PutEncryptionConfiguration',
  DeleteBucketEncryption: 'PutEncryptionConfiguration',
  GetPublicAccessBlock: 'GetBucketPublicAccessBlock',
  PutPublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeletePublicAccessBlock: 'PutBucketPublicAccessBlock',
  DeleteBucketOwnershipControls: 'PutBucketOwnershipControls',
  DeleteBucketTagging: 'PutBucketTagging',
  GetBucketLifecycleConfiguration: 'GetLifecycleConfiguration',
  PutBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  DeleteBucketLifecycleConfiguration: 'PutLifecycleConfiguration',
  GetBucketCors: 'GetBucketCORS',
  GetBucketReplication: 'GetReplicationConfiguration',
  GetObjectLockConfiguration: 'GetBucketObjectLockConfiguration',
  GetBucketNotificationConfiguration: 'GetBucketNotification',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
};

const reading = ({ query }: S3Request): readonly string[] => [
  query.has('versionId') ? 'GetObjectVersion' : 'GetObject',
];

/** An object that is written with tags needs the right to put them there. */
const writing = (request: S3Request): readonly string[] => [
  'PutObject',
  ...(request.header('x-amz-tagging') === undefined ? [] : ['PutObjectTagging']),
  ...(request.header('x-amz-acl') === undefined ? [] : ['PutObjectAcl']),
];

/** Actions of operations on an object. */
export const OBJECT_ACTIONS: Readonly<Record<string, (request: S3Request) => readonly string[]>> = {
  GetObject: reading,
  HeadObject: reading,
  GetObjectAttributes: (request) => [...reading(request), 'GetObjectAttributes'],
  PutObject: writing,
  CopyObject: writing,
  CreateMultipartUpload: writing,
  UploadPart: () => ['PutObject'],
  UploadPartCopy: () => ['PutObject'],
  CompleteMultipartUpload: () => ['PutObject'],
  ListParts: () => ['ListMultipartUploadParts'],
  DeleteObject: ({ query }) => [query.has('versionId') ? 'DeleteObjectVersion' : 'DeleteObject'],
};
