import {
  CompleteMultipartUploadCommand,
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutBucketLifecycleConfigurationCommand,
  PutObjectCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';
import { BUCKET as Bucket, type HeavyRequest, inParallel, MIB } from './heavy-request.ts';

const LARGE = 256 * MIB;
const LISTED = 100_000;
const DELETED = 1_000;
const PARTS = 500;
const PART = 5 * MIB;
const CONNECTIONS = 32;

export function s3Requests(): readonly HeavyRequest[] {
  return [...objects(), ...listings(), deletion(), upload(), lifecycle()];
}

function objects(): readonly HeavyRequest[] {
  const get = async ({ s3 }: AwsClients) => {
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'large' }));
    await Body?.transformToByteArray();
  };
  const copy = ({ s3 }: AwsClients) =>
    s3.send(new CopyObjectCommand({ Bucket, Key: 'copy', CopySource: `${Bucket}/large` }));
  return [
    {
      name: 'PutObject of 256 MiB',
      run: ({ s3 }) => s3.send(new PutObjectCommand({ Bucket, Key: 'large', Body: Buffer.alloc(LARGE, 'x') })),
    },
    { name: 'GetObject of 256 MiB', run: get },
    { name: 'CopyObject of 256 MiB', run: copy },
  ];
}

function listings(): readonly HeavyRequest[] {
  const list =
    (input: object) =>
    ({ s3 }: AwsClients) =>
      s3.send(new ListObjectsV2Command({ Bucket, ...input }));
  return [
    {
      name: `ListObjectsV2 over ${LISTED} keys, two common prefixes`,
      prepare: ({ s3 }) =>
        inParallel(LISTED, CONNECTIONS, (index) =>
          s3.send(new PutObjectCommand({ Bucket, Key: `keys/${index % 2}/${index}`, Body: '' })),
        ),
      run: list({ Prefix: 'keys/', Delimiter: '/' }),
    },
    { name: `ListObjectsV2 of the last of ${LISTED} keys`, run: list({ StartAfter: 'keys/1/9999' }) },
    { name: `ListObjectsV2 of 1,000 of ${LISTED} keys`, run: list({ Prefix: 'keys/' }) },
  ];
}

function deletion(): HeavyRequest {
  const keys = Array.from({ length: DELETED }, (_, index) => `${index}/`.padEnd(1_000, 'k'));
  const put = ({ s3 }: AwsClients) =>
    inParallel(DELETED, CONNECTIONS, (index) => s3.send(new PutObjectCommand({ Bucket, Key: keys[index], Body: 'a' })));
  const Objects = keys.map((Key) => ({ Key }));
  return {
    name: `DeleteObjects of ${DELETED} keys of 1,000 bytes`,
    prepare: put,
    run: ({ s3 }) => s3.send(new DeleteObjectsCommand({ Bucket, Delete: { Objects } })),
  };
}

function upload(): HeavyRequest {
  let UploadId: string | undefined;
  const parts: { PartNumber: number; ETag: string | undefined }[] = [];
  const Key = 'many-parts';
  return {
    name: `CompleteMultipartUpload of ${PARTS} parts of 5 MiB`,
    prepare: async ({ s3 }) => {
      await s3.send(new PutObjectCommand({ Bucket, Key: 'part', Body: Buffer.alloc(PART, 'p') }));
      ({ UploadId } = await s3.send(new CreateMultipartUploadCommand({ Bucket, Key })));
      await inParallel(PARTS, 4, async (index) => {
        const part = { Bucket, Key, UploadId, PartNumber: index + 1, CopySource: `${Bucket}/part` };
        const { CopyPartResult } = await s3.send(new UploadPartCopyCommand(part));
        parts[index] = { PartNumber: index + 1, ETag: CopyPartResult?.ETag };
      });
    },
    run: ({ s3 }) =>
      s3.send(new CompleteMultipartUploadCommand({ Bucket, Key, UploadId, MultipartUpload: { Parts: parts } })),
  };
}

function lifecycle(): HeavyRequest {
  const Rules = Array.from({ length: 1_000 }, (_, index) => ({
    ID: `rule-${index}`,
    Status: 'Enabled' as const,
    Filter: { Prefix: `prefix-${index}/` },
    Expiration: { Days: index + 1 },
  }));
  return {
    name: 'PutBucketLifecycleConfiguration of 1,000 rules',
    run: ({ s3 }) => s3.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } })),
  };
}
