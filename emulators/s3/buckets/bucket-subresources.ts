import { AwsError } from '../../core/wire/aws-error.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import {
  acceptEncryption,
  acceptNotification,
  acceptOwnership,
  acceptPublicAccessBlock,
  acceptTagging,
  acceptVersioning,
} from './bucket-documents.ts';

/** What a GET answers where nothing is stored: a document with AWS's default, or AWS's not-found error. */
type Unset = XmlObject | AwsError;

export interface BucketSubresource {
  /** Root element of its document. */
  readonly root: string;
  /** For a bucket that never had it set. */
  readonly initial: Unset;
  /** After a DELETE, where that differs. */
  readonly deleted?: Unset;
  /** Checks a document that is put and gives the text to keep, or null for none; without it the sub-resource can be read only. */
  readonly accept?: (document: string, root: string) => string | null;
  readonly canDelete?: boolean;
  readonly putStatus?: 204;
}

const notFound = (code: string, message: string) => new AwsError(code, 404, message);

/** By the name that operations have after Get, Put and Delete; defaults as of new buckets since April 2023. */
export const BUCKET_SUBRESOURCE_DOCUMENTS: Readonly<Record<string, BucketSubresource>> = {
  BucketVersioning: { root: 'VersioningConfiguration', initial: {}, accept: acceptVersioning },
  BucketEncryption: {
    root: 'ServerSideEncryptionConfiguration',
    initial: { Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' }, BucketKeyEnabled: false } },
    accept: acceptEncryption,
    canDelete: true,
  },
  PublicAccessBlock: {
    root: 'PublicAccessBlockConfiguration',
    initial: { BlockPublicAcls: true, IgnorePublicAcls: true, BlockPublicPolicy: true, RestrictPublicBuckets: true },
    deleted: notFound('NoSuchPublicAccessBlockConfiguration', 'The public access block configuration was not found'),
    accept: acceptPublicAccessBlock,
    canDelete: true,
  },
  BucketOwnershipControls: {
    root: 'OwnershipControls',
    initial: { Rule: { ObjectOwnership: 'BucketOwnerEnforced' } },
    deleted: notFound('OwnershipControlsNotFoundError', 'The bucket ownership controls were not found'),
    accept: acceptOwnership,
    canDelete: true,
  },
  BucketTagging: {
    root: 'Tagging',
    initial: notFound('NoSuchTagSet', 'The TagSet does not exist'),
    accept: acceptTagging,
    canDelete: true,
    putStatus: 204,
  },
  BucketCors: {
    root: 'CORSConfiguration',
    initial: notFound('NoSuchCORSConfiguration', 'The CORS configuration does not exist'),
  },
  BucketWebsite: {
    root: 'WebsiteConfiguration',
    initial: notFound('NoSuchWebsiteConfiguration', 'The specified bucket does not have a website configuration'),
  },
  BucketReplication: {
    root: 'ReplicationConfiguration',
    initial: notFound('ReplicationConfigurationNotFoundError', 'The replication configuration was not found'),
  },
  ObjectLockConfiguration: {
    root: 'ObjectLockConfiguration',
    initial: notFound(
      'ObjectLockConfigurationNotFoundError',
      'Object Lock configuration does not exist for this bucket',
    ),
  },
  BucketLogging: { root: 'BucketLoggingStatus', initial: {} },
  BucketNotificationConfiguration: { root: 'NotificationConfiguration', initial: {}, accept: acceptNotification },
  BucketAccelerateConfiguration: { root: 'AccelerateConfiguration', initial: {} },
  BucketRequestPayment: { root: 'RequestPaymentConfiguration', initial: { Payer: 'BucketOwner' } },
};
