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
  PutBucketNotificationConfiguration: 'PutBucketNotification',
  GetBucketAccelerateConfiguration: 'GetAccelerateConfiguration',
};

/** An action on an object has another name where the request names a version of it. */
const ofVersion =
  (action: string, versionAction: string) =>
  ({ query }: S3Request): readonly string[] => [query.has('versionId') ? versionAction : action];

const reading = ofVersion('GetObject', 'GetObjectVersion');

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
  GetObjectAttributes: (request) => [
    ...reading(request),
    ...ofVersion('GetObjectAttributes', 'GetObjectVersionAttributes')(request),
  ],
  GetObjectAcl: ofVersion('GetObjectAcl', 'GetObjectVersionAcl'),
  PutObjectAcl: ofVersion('PutObjectAcl', 'PutObjectVersionAcl'),
  GetObjectTagging: ofVersion('GetObjectTagging', 'GetObjectVersionTagging'),
  PutObjectTagging: ofVersion('PutObjectTagging', 'PutObjectVersionTagging'),
  DeleteObjectTagging: ofVersion('DeleteObjectTagging', 'DeleteObjectVersionTagging'),
  PutObject: writing,
  CopyObject: writing,
  CreateMultipartUpload: writing,
  UploadPart: () => ['PutObject'],
  UploadPartCopy: () => ['PutObject'],
  CompleteMultipartUpload: () => ['PutObject'],
  ListParts: () => ['ListMultipartUploadParts'],
  DeleteObject: ofVersion('DeleteObject', 'DeleteObjectVersion'),
};
