import type { KeyListPlace } from '../definition/key-list.ts';
import { dnsSuffix, partitionOf } from '../definition/partition.ts';
import type { Statement } from './iam-policy.ts';

/** Finds the newest list of keys, and reads it; it may be in another bucket than the images. */
export function readKeyList({ bucket, folder }: KeyListPlace, region: string): readonly Statement[] {
  const bucketArn = `arn:${partitionOf(region)}:s3:::${bucket}`;
  return [
    {
      Sid: 'FindKeyList',
      Effect: 'Allow',
      Action: 's3:ListBucket',
      Resource: bucketArn,
      Condition: { StringLike: { 's3:prefix': `${folder}*` } },
    },
    { Sid: 'ReadKeyList', Effect: 'Allow', Action: 's3:GetObject', Resource: `${bucketArn}/${folder}*` },
  ];
}

/** Decrypts it, by way of S3 in this region only. */
export function useKeyListKey(keyArn: string, region: string): Statement {
  return {
    Sid: 'UseKeyListKey',
    Effect: 'Allow',
    Action: 'kms:Decrypt',
    Resource: keyArn,
    Condition: { StringEquals: { 'kms:ViaService': `s3.${region}.${dnsSuffix(region)}` } },
  };
}
