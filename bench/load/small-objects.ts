import { Agent } from 'node:http';
import { CreateBucketCommand, GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { ROOT_CREDENTIALS } from '../../emulators/core/home-account.ts';
import { BUCKET as Bucket, inParallel } from '../blocking/heavy-request.ts';
import type { CloudProcess } from '../cloud-process.ts';
import type { LoadCase } from './load-case.ts';

const OBJECTS = 20_000;
const CONNECTIONS = 64;
const bodyOf = (at: number) => `${at}`.padStart(1_000, 'x');

export const SMALL_OBJECTS_WRITTEN: LoadCase = {
  name: `${OBJECTS} objects of 1 kB written over ${CONNECTIONS} connections`,
  prepare: ({ clients }) => clients.s3.send(new CreateBucketCommand({ Bucket })),
  run: (cloud) => over(cloud, (s3, at) => s3.send(new PutObjectCommand({ Bucket, Key: `${at}`, Body: bodyOf(at) }))),
};

export const SMALL_OBJECTS_READ: LoadCase = {
  name: `the same read over ${CONNECTIONS} connections`,
  prepare: async (cloud) => {
    await SMALL_OBJECTS_WRITTEN.prepare(cloud);
    await SMALL_OBJECTS_WRITTEN.run(cloud);
  },
  run: (cloud) =>
    over(cloud, async (s3, at) => {
      const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: `${at}` }));
      if ((await Body?.transformToString()) !== bodyOf(at)) throw new Error(`object ${at} is not what was written`);
    }),
};

async function over({ endpointUrl }: CloudProcess, one: (s3: S3Client, at: number) => Promise<unknown>): Promise<void> {
  const s3 = new S3Client({
    endpoint: endpointUrl,
    region: 'us-east-1',
    credentials: ROOT_CREDENTIALS,
    forcePathStyle: true,
    requestHandler: { httpAgent: new Agent({ keepAlive: true, maxSockets: CONNECTIONS }) },
  });
  await inParallel(OBJECTS, CONNECTIONS, (at) => one(s3, at));
  s3.destroy();
}
