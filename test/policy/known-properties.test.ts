import { unknownCheckingProxy } from '@pulumi/policy';
import { expect } from 'chai';
import type { GuardedResource } from '../../policy/guard-rail.ts';
import { DEFAULT_LIMITS, GUARD_RAILS } from '../../policy/guard-rails.ts';
import { knownProperties } from '../../policy/known-properties.ts';

/** Pulumi's own mark of a text that is not known yet. */
const UNKNOWN = '04da6b54-80e4-46f7-96ec-b56ff0331ba9';
const BUCKET = 'aws:s3/bucket:Bucket';

function resource(type: string, props: Readonly<Record<string, unknown>>): GuardedResource {
  const known = knownProperties(unknownCheckingProxy(props));
  return { type, name: 'r', ...known, refersTo: (property, other) => property === 'bucket' && other.type === BUCKET };
}

function found(...resources: readonly GuardedResource[]): readonly string[] {
  return GUARD_RAILS.flatMap((rail) => {
    const texts =
      'checkStack' in rail
        ? rail.checkStack(resources).map(({ text }) => text)
        : resources.flatMap((one) => rail.checkResource(one, DEFAULT_LIMITS));
    return texts.map((text) => `${rail.name}: ${text}`);
  });
}

describe('rules about what is not known before an update', () => {
  const tags = { project: 'p', stack: 's', 'managed-by': 'pulumi' };
  const bucket = resource(BUCKET, { tags, arn: UNKNOWN });
  const encryption = resource(
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
    { bucket: UNKNOWN },
  );
  const policy = resource('aws:s3/bucketPolicy:BucketPolicy', { bucket: UNKNOWN, policy: UNKNOWN });
  const block = (blockPublicAcls: unknown) =>
    resource('aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock', {
      bucket: UNKNOWN,
      blockPublicAcls,
      blockPublicPolicy: true,
      ignorePublicAcls: true,
      restrictPublicBuckets: true,
    });

  it('keep quiet about it', () => {
    const machine = resource('aws:sfn/stateMachine:StateMachine', { definition: UNKNOWN, tags: { a: UNKNOWN } });
    const group = resource('aws:cloudwatch/logGroup:LogGroup', { retentionInDays: UNKNOWN, tags });
    expect(found(bucket, encryption, policy, block(UNKNOWN), machine, group)).to.deep.equal([]);
  });

  it('still find what is wrong beside it', () => {
    expect(found(bucket, encryption, policy, block(false))).to.deep.equal([
      'no-public-bucket: blockPublicAcls must be true',
    ]);
    expect(found(bucket, encryption, block(true))).to.deep.equal([
      'tls-only: takes plain HTTP: add a bucket policy that denies s3:* to everybody where aws:SecureTransport is false',
    ]);
  });
});
