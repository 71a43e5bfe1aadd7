import {
  AbortMultipartUploadCommand,
  type CompletedPart,
  CompleteMultipartUploadCommand,
  CreateMultipartUploadCommand,
  GetObjectCommand,
  HeadObjectCommand,
  PutObjectCommand,
  UploadPartCommand,
  UploadPartCopyCommand,
} from '@aws-sdk/client-s3';
import { DatasetStorageError } from '../errors.ts';
import type { S3Sender } from '../listing/fetch-page.ts';
import { CHECKSUM, CONTENT_TYPE, PART_BYTES } from '../lst-upload.ts';
import { type JoinStep, joinSteps } from './join-steps.ts';

/**
 * Makes one object of several, in this order. S3 copies what is large enough to be a part; what is not is read and joined. The
 * object appears whole or not at all.
 */
export async function joinObjects(
  s3: S3Sender,
  bucket: string,
  sources: readonly string[],
  key: string,
): Promise<void> {
  try {
    const sizes: number[] = [];
    for (const source of sources) {
      const { ContentLength = 0 } = await s3.send(new HeadObjectCommand({ Bucket: bucket, Key: source }));
      sizes.push(ContentLength);
    }
    const steps = joinSteps(sizes, PART_BYTES);
    const [first] = steps;
    const isOnePart = steps.length === 0 || (steps.length === 1 && first?.kind === 'read');
    const place = { s3, bucket, sources, target: { Bucket: bucket, Key: key } };
    if (isOnePart) await putWhole(place, first);
    else await putParts(place, steps);
  } catch (error) {
    throw new DatasetStorageError(`joining s3://${bucket}/${key}`, error);
  }
}

interface Place {
  readonly s3: S3Sender;
  readonly bucket: string;
  readonly sources: readonly string[];
  readonly target: { readonly Bucket: string; readonly Key: string };
}

async function putWhole(place: Place, step: JoinStep | undefined): Promise<void> {
  const Body = step?.kind === 'read' ? await readPieces(place, step) : Buffer.alloc(0);
  await place.s3.send(new PutObjectCommand({ ...place.target, Body, ContentType: CONTENT_TYPE }));
}

async function putParts(place: Place, steps: readonly JoinStep[]): Promise<void> {
  const { s3, target } = place;
  const begin = { ...target, ContentType: CONTENT_TYPE, ...CHECKSUM };
  const { UploadId } = await s3.send(new CreateMultipartUploadCommand(begin));
  const upload = { ...target, UploadId };
  try {
    const Parts: CompletedPart[] = [];
    for (const [index, step] of steps.entries()) {
      const PartNumber = index + 1;
      Parts.push({ PartNumber, ...(await putPart(place, { ...upload, PartNumber }, step)) });
    }
    await s3.send(new CompleteMultipartUploadCommand({ ...upload, MultipartUpload: { Parts } }));
  } catch (error) {
    // The first failure is the one to report; S3 removes what is left over by the bucket's lifecycle rule.
    await s3.send(new AbortMultipartUploadCommand(upload)).catch(() => undefined);
    throw error;
  }
}

type PartTarget = Place['target'] & { readonly UploadId: string | undefined; readonly PartNumber: number };

async function putPart(place: Place, part: PartTarget, step: JoinStep): Promise<Omit<CompletedPart, 'PartNumber'>> {
  const { s3, bucket, sources } = place;
  if (step.kind === 'read') {
    const Body = await readPieces(place, step);
    const { ETag, ChecksumCRC32 } = await s3.send(new UploadPartCommand({ ...part, Body, ...CHECKSUM }));
    return { ETag, ChecksumCRC32 };
  }
  const { source, from, bytes } = step;
  // As a header: names may hold characters that a header cannot.
  const CopySource = `${bucket}/${encodeURIComponent(sources[source] ?? '').replaceAll('%2F', '/')}`;
  const CopySourceRange = `bytes=${from}-${from + bytes - 1}`;
  const { CopyPartResult } = await s3.send(new UploadPartCopyCommand({ ...part, CopySource, CopySourceRange }));
  return { ETag: CopyPartResult?.ETag, ChecksumCRC32: CopyPartResult?.ChecksumCRC32 };
}

async function readPieces({ s3, bucket, sources }: Place, step: JoinStep & { kind: 'read' }): Promise<Buffer> {
  const pieces: Uint8Array[] = [];
  for (const { source, from, bytes } of step.pieces) {
    const Range = `bytes=${from}-${from + bytes - 1}`;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: bucket, Key: sources[source], Range }));
    pieces.push((await Body?.transformToByteArray()) ?? new Uint8Array());
  }
  return Buffer.concat(pieces);
}
