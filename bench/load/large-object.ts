import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { request } from 'node:http';
import { crc32 } from 'node:zlib';
import { CreateBucketCommand, GetObjectCommand, HeadObjectCommand } from '@aws-sdk/client-s3';
import { BUCKET as Bucket, MIB } from '../blocking/heavy-request.ts';
import type { CloudProcess } from '../cloud-process.ts';
import type { LoadCase } from './load-case.ts';

const BLOCKS = 2_048;
const RANGE_BLOCKS = 256;
const AUTHORIZATION =
  'AWS4-HMAC-SHA256 Credential=test/20260101/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0';

export const LARGE_OBJECT: LoadCase = {
  name: 'one object of 2 GiB: written with its CRC32, read whole by ranges of 256 MiB, compared',
  prepare: ({ clients }) => clients.s3.send(new CreateBucketCommand({ Bucket })),
  run: async (cloud) => {
    const { crc, sha256 } = digests();
    const checksum = Buffer.alloc(4);
    checksum.writeUInt32BE(crc);
    await write(cloud, checksum.toString('base64'));
    const { s3 } = cloud.clients;
    const head = await s3.send(new HeadObjectCommand({ Bucket, Key: 'large', ChecksumMode: 'ENABLED' }));
    if (head.ChecksumCRC32 !== checksum.toString('base64'))
      throw new Error('the checksum is not the one that was sent');
    if ((await readByRanges(cloud)) !== sha256) throw new Error('the object is not what was written');
  },
};

/** Each block is another. */
function block(at: number): Buffer {
  const bytes = Buffer.alloc(MIB, at % 251);
  bytes.writeUInt32BE(at);
  return bytes;
}

function digests(): { readonly crc: number; readonly sha256: string } {
  const hash = createHash('sha256');
  let crc = 0;
  for (let at = 0; at < BLOCKS; at += 1) {
    const bytes = block(at);
    crc = crc32(bytes, crc);
    hash.update(bytes);
  }
  return { crc, sha256: hash.digest('hex') };
}

async function write({ endpointUrl }: CloudProcess, checksum: string): Promise<void> {
  const headers = { authorization: AUTHORIZATION, 'content-length': BLOCKS * MIB, 'x-amz-checksum-crc32': checksum };
  const sent = request(`${endpointUrl}/${Bucket}/large`, { method: 'PUT', headers });
  const answered = once(sent, 'response');
  for (let at = 0; at < BLOCKS; at += 1) if (!sent.write(block(at))) await once(sent, 'drain');
  sent.end();
  const [response] = await answered;
  response.resume();
  await once(response, 'end');
  if (response.statusCode !== 200) throw new Error(`PutObject answered ${response.statusCode}`);
}

async function readByRanges({ clients: { s3 } }: CloudProcess): Promise<string> {
  const hash = createHash('sha256');
  for (let at = 0; at < BLOCKS; at += RANGE_BLOCKS) {
    const Range = `bytes=${at * MIB}-${(at + RANGE_BLOCKS) * MIB - 1}`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key: 'large', Range }));
    if (Body === undefined) throw new Error(`${Range} has no body`);
    for await (const piece of Body.transformToWebStream()) hash.update(piece);
  }
  return hash.digest('hex');
}
