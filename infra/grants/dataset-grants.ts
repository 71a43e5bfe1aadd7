import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { dnsSuffix } from '../definition/partition.ts';
import type { Statement } from './iam-policy.ts';

// One grant per function, on the bucket and its keys.

/** Refuses every request that is not made over TLS. */
export function denyPlainHttp(bucketArn: string): Statement {
  return {
    Sid: 'DenyPlainHttp',
    Effect: 'Deny',
    Principal: '*',
    Action: 's3:*',
    Resource: [bucketArn, `${bucketArn}/*`],
    Condition: { Bool: { 'aws:SecureTransport': 'false' } },
  };
}

/**
 * Lists keys, but only below the given prefixes (each ends in a slash or is a whole key), and the names in the folders, which
 * a request must name as they are.
 */
export function listKeys(bucketArn: string, prefixes: readonly string[], folders: readonly string[] = []): Statement {
  const patterns = [...new Set(prefixes)].map((prefix) => (prefix.endsWith('/') ? `${prefix}*` : prefix));
  return {
    Sid: 'ListDataset',
    Effect: 'Allow',
    Action: 's3:ListBucket',
    Resource: bucketArn,
    Condition: { StringLike: { 's3:prefix': [...patterns, ...folders] } },
  };
}

/** Reads the images of both splits. */
export function readImages(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'ReadImages',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: [...new Set([layout.trainPrefix, layout.testPrefix])].map((prefix) => `${bucketArn}/${prefix}*`),
  };
}

/** Reads the two `.lst` files. */
export function readLstFiles(bucketArn: string, layout: DatasetLayout): Statement {
  return { Sid: 'ReadLstFiles', Effect: 'Allow', Action: 's3:GetObject', Resource: lstArns(bucketArn, layout) };
}

/** Reads the report of an earlier run and the rows that it speaks of. */
export function readEarlierRun(bucketArn: string, layout: DatasetLayout): Statement {
  const Resource = [`${bucketArn}/${layout.reportKey}`, ...lstArns(bucketArn, layout)];
  return { Sid: 'ReadEarlierRun', Effect: 'Allow', Action: 's3:GetObject', Resource };
}

/** Writes the data set's report. */
export function writeReport(bucketArn: string, layout: DatasetLayout): Statement {
  return { Sid: 'WriteReport', Effect: 'Allow', Action: 's3:PutObject', Resource: `${bucketArn}/${layout.reportKey}` };
}

/** Writes the two `.lst` files, whole or in parts. */
export function writeLstFiles(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'WriteLstFiles',
    Effect: 'Allow',
    Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
    Resource: lstArns(bucketArn, layout),
  };
}

/** Keeps, finds, joins and removes what functions that share the listing put aside for each other. */
export function shareListing(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'ShareListing',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    Resource: `${bucketArn}/${layout.fanOutPrefix}*`,
  };
}

/** Writes model artifacts. What an interrupted upload leaves is removed by the bucket's lifecycle rule. */
export function writeTrainingOutput(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'WriteTrainingOutput',
    Effect: 'Allow',
    Action: 's3:PutObject',
    Resource: `${bucketArn}/${layout.outputPrefix}/*`,
  };
}

/** Reads model artifacts: CreateModel does, with the role that the model is given. */
export function readTrainingOutput(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'ReadTrainingOutput',
    Effect: 'Allow',
    Action: 's3:GetObject',
    Resource: `${bucketArn}/${layout.outputPrefix}/*`,
  };
}

/** Encrypts and decrypts the bucket's objects, by way of S3 in this region only. */
export function useBucketKey(keyArn: string, region: string, actions: readonly string[]): Statement {
  return {
    Sid: 'UseBucketKey',
    Effect: 'Allow',
    Action: actions,
    Resource: keyArn,
    Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffix(region)}` } },
  };
}

/** Keeps checkpoints, finds them again after an interruption, and goes on from them. */
export function keepCheckpoints(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'KeepCheckpoints',
    Effect: 'Allow',
    Action: ['s3:GetObject', 's3:PutObject', 's3:DeleteObject', 's3:AbortMultipartUpload'],
    Resource: `${bucketArn}/${layout.checkpointPrefix}/*`,
  };
}

function lstArns(bucketArn: string, layout: DatasetLayout): readonly string[] {
  return [`${bucketArn}/${layout.trainLstKey}`, `${bucketArn}/${layout.testLstKey}`];
}
