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

/** Reads the two `.lst` files of any run, also by the names of the newest one's, which jobs started by hand use. */
export function readLstFiles(bucketArn: string, layout: DatasetLayout): Statement {
  const ofRuns = ['train-data.lst', 'test-data.lst'].map((name) => `${layout.runsPrefix}/*/${name}`);
  const Resource = [...ofRuns, layout.trainLstKey, layout.testLstKey].map((key) => `${bucketArn}/${key}`);
  return { Sid: 'ReadLstFiles', Effect: 'Allow', Action: 's3:GetObject', Resource };
}

/** Reads labels and report, and what runs have written. */
export function readEarlierRuns(bucketArn: string, layout: DatasetLayout): Statement {
  const { labelsKey, reportKey, runsPrefix } = layout;
  const Resource = [labelsKey, reportKey, `${runsPrefix}/*`].map((key) => `${bucketArn}/${key}`);
  return { Sid: 'ReadEarlierRuns', Effect: 'Allow', Action: 's3:GetObject', Resource };
}

/** Reads the file that gives images their labels. */
export function readLabelsFile(bucketArn: string, key: string): Statement {
  return { Sid: 'ReadLabelsFile', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/${key}` };
}

/** Writes a run's own files, whole or in parts. */
export function writeRunFiles(bucketArn: string, layout: DatasetLayout): Statement {
  return {
    Sid: 'WriteRunFiles',
    Effect: 'Allow',
    Action: ['s3:PutObject', 's3:AbortMultipartUpload'],
    Resource: `${bucketArn}/${layout.runsPrefix}/*`,
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

/** Writes what stands for the newest run, and the labels. */
export function writeNewest(bucketArn: string, layout: DatasetLayout): Statement {
  const { trainLstKey, testLstKey, reportKey, labelsKey } = layout;
  const Resource = [trainLstKey, testLstKey, reportKey, labelsKey].map((key) => `${bucketArn}/${key}`);
  return { Sid: 'WriteNewest', Effect: 'Allow', Action: 's3:PutObject', Resource };
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
