import {
  CreateBucketCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectVersionsCommand,
  type ListObjectVersionsCommandInput,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { S3Fixture } from '../s3-fixture.ts';

export const Bucket = 'bucket';
export const RECORDED =
  'recorded from AWS in https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/s3/test_s3_api.snapshot.json';

/** A bucket with versioning, and short words for what the tests do with it. */
export class VersionedBucket {
  readonly s3: S3Fixture;

  constructor(s3: S3Fixture) {
    this.s3 = s3;
  }

  static async start(): Promise<VersionedBucket> {
    const bucket = new VersionedBucket(await S3Fixture.start());
    await bucket.s3.client.send(new CreateBucketCommand({ Bucket }));
    return bucket;
  }

  static async enabled(): Promise<VersionedBucket> {
    const bucket = await VersionedBucket.start();
    await bucket.set('Enabled');
    return bucket;
  }

  async set(Status: 'Enabled' | 'Suspended'): Promise<void> {
    await this.s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status } }));
  }

  /** The new version's id, as the answer names it. */
  async put(Key: string, Body: string | Buffer = Key): Promise<string> {
    return (await this.s3.client.send(new PutObjectCommand({ Bucket, Key, Body }))).VersionId ?? 'none';
  }

  async read(Key: string, VersionId?: string): Promise<string | undefined> {
    const { Body } = await this.s3.client.send(new GetObjectCommand({ Bucket, Key, VersionId }));
    return Body?.transformToString();
  }

  /** The id of what was removed or made, and whether that is a delete marker. */
  async delete(Key: string, VersionId?: string): Promise<[string | undefined, boolean | undefined]> {
    const answer = await this.s3.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId }));
    return [answer.VersionId, answer.DeleteMarker];
  }

  /** `key id`, with `*` for the latest and `-` for a delete marker; in the order of the answer's elements. */
  async list(input: Omit<ListObjectVersionsCommandInput, 'Bucket'> = {}): Promise<readonly string[]> {
    const answer = await this.s3.client.send(new ListObjectVersionsCommand({ Bucket, ...input }));
    const shown = [
      ...(answer.Versions ?? []).map((version) => ({ ...version, kind: '' })),
      ...(answer.DeleteMarkers ?? []).map((marker) => ({ ...marker, kind: ' -' })),
    ];
    return shown.map(({ Key, VersionId, IsLatest, kind }) => `${Key} ${VersionId}${IsLatest ? ' *' : ''}${kind}`);
  }

  close(): Promise<void> {
    return this.s3.close();
  }
}
