import { CreateBucketCommand, PutBucketPolicyCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';

describe('The resources of a bucket policy', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  it('are the bucket and its objects, and nothing else', async () => {
    const put = (Resource: unknown) => {
      const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource };
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
      return s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    };
    const foreign = [
      'arn:aws:s3:::other',
      'arn:aws:s3:::bucket2/*',
      'arn:aws:s3:::b?cke/*',
      'arn:aws:sqs:::bucket',
      'bucket',
      7,
    ];
    for (const resource of [...foreign, ['arn:aws:s3:::bucket', 'arn:aws:s3:::other/*']]) {
      expect([resource, await refusal(put(resource))]).to.deep.equal([
        resource,
        'MalformedPolicy: Policy has invalid resource',
      ]);
    }
    for (const own of ['arn:aws:s3:::bucket/*', 'arn:aws-cn:s3:::b*t', 'arn:aws:s3:::*', '*']) await put(own);
  });
});
