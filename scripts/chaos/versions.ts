import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandOutput,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import type { AwsClients } from '../../emulators/core/aws-clients.ts';

const Bucket = 'chaos-versions';
/** All versions are of one key: that is where an order could be lost. */
const Key = 'key';

/** Versions of the one key that were answered, in the order of their answers. */
export interface AcknowledgedVersions {
  /** What each holds; undefined for a delete marker. */
  readonly contents: Map<string, string | undefined>;
  readonly deleted: Set<string>;
  /** Those whose content has been read once after a kill. */
  readonly read: Set<string>;
}

export function noVersions(): AcknowledgedVersions {
  return { contents: new Map(), deleted: new Set(), read: new Set() };
}

export async function makeVersionedBucket({ s3 }: AwsClients): Promise<void> {
  await s3.send(new CreateBucketCommand({ Bucket }));
  await s3.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
}

/** Puts a version; each third time hides the key as well and deletes an older version for good. */
export async function writeVersion({ s3 }: AwsClients, versions: AcknowledgedVersions, number: string): Promise<void> {
  const { contents, deleted } = versions;
  const put = await s3.send(new PutObjectCommand({ Bucket, Key, Body: number }));
  contents.set(put.VersionId ?? '', number);
  if (contents.size % 3 !== 0) return;
  const marker = await s3.send(new DeleteObjectCommand({ Bucket, Key }));
  contents.set(marker.VersionId ?? '', undefined);
  const [VersionId = ''] = contents.keys();
  // Until this is answered nobody can say whether it is there.
  contents.delete(VersionId);
  await s3.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
  deleted.add(VersionId);
}

/** What of the versions is not as it was answered. */
export async function versionLosses(
  { s3 }: AwsClients,
  { contents, deleted, read }: AcknowledgedVersions,
): Promise<readonly string[]> {
  const there = new Set<string>();
  const markers = new Set<string>();
  let answer: ListObjectVersionsCommandOutput | undefined;
  do {
    const next = { KeyMarker: answer?.NextKeyMarker, VersionIdMarker: answer?.NextVersionIdMarker };
    answer = await s3.send(new ListObjectVersionsCommand({ Bucket, ...next }));
    for (const { VersionId = '' } of answer.Versions ?? []) there.add(VersionId);
    for (const { VersionId = '' } of answer.DeleteMarkers ?? []) markers.add(VersionId);
  } while (answer.IsTruncated === true);
  for (const id of markers) there.add(id);
  const lost = [...contents.keys()].filter((id) => !there.has(id)).map((id) => `version ${id} is not there`);
  const back = [...deleted].filter((id) => there.has(id)).map((id) => `version ${id} was deleted and is there`);
  const wrong: string[] = [];
  for (const [VersionId, content] of contents) {
    if (read.has(VersionId) || !there.has(VersionId)) continue;
    read.add(VersionId);
    if (content === undefined && !markers.has(VersionId)) wrong.push(`delete marker ${VersionId} is an object`);
    if (content === undefined) continue;
    const { Body } = await s3.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    if ((await Body?.transformToString()) !== content) wrong.push(`version ${VersionId} has another content`);
  }
  return [...lost, ...back, ...wrong];
}
