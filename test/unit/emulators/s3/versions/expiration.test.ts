import { CreateBucketCommand, type LifecycleRule, PutBucketLifecycleConfigurationCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { S3Fixture } from '../s3-fixture.ts';

const Bucket = 'bucket';

describe('S3 objects that a lifecycle rule will expire', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const keep = (...Rules: LifecycleRule[]) =>
    s3.client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
  const put = async (key: string, headers: Record<string, string> = {}) =>
    String(
      (await s3.send({ method: 'PUT', target: `/bucket/${key}`, headers, body: '12345' })).headers['x-amz-expiration'],
    );

  rule(
    {
      table: 's3',
      id: 'lifecycle.expiration-header',
      aws: 'x-amz-expiration names the rule and the midnight UTC after which the object expires',
      here: 'differs',
      note: 'the header is the same; the object stays',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutObject.html',
    },
    async () => {
      const all = { ID: 'all of it', Status: 'Enabled' as const };
      const later = { ...all, ID: 'later', Filter: { Prefix: '' }, Expiration: { Date: new Date('2101-01-01') } };
      await keep(later, { ...all, Filter: { Prefix: 'logs/' }, Expiration: { Date: new Date('2100-01-01') } });
      const expected = 'expiry-date="Fri, 01 Jan 2100 00:00:00 GMT", rule-id="all%20of%20it"';
      expect(await put('logs/1')).to.equal(expected);
      expect((await s3.send({ method: 'HEAD', target: '/bucket/logs/1' })).headers['x-amz-expiration']).to.equal(
        expected,
      );
      expect(await put('other')).to.equal('expiry-date="Sat, 01 Jan 2101 00:00:00 GMT", rule-id="later"');
    },
  );

  it('say a midnight that is at least so many days away, and not a whole day more', async () => {
    await keep({ ID: 'days', Status: 'Enabled', Filter: { Prefix: '' }, Expiration: { Days: 3 } });
    const beforeMs = Date.now();
    const [, date = ''] = /expiry-date="([^"]+)"/.exec(await put('key')) ?? [];
    const afterMs = Date.parse(date) - beforeMs;
    expect([
      Date.parse(date) % 86_400_000,
      afterMs >= 3 * 86_400_000,
      afterMs <= 4 * 86_400_000 + 60_000,
    ]).to.deep.equal([0, true, true]);
  });

  it('are those that fit size and tags of the filter, while the rule is enabled', async () => {
    const Expiration = { Days: 1 };
    const Tags = [{ Key: 'a', Value: '1' }];
    await keep(
      { ID: 'off', Status: 'Disabled', Filter: { Prefix: '' }, Expiration },
      { ID: 'fits', Status: 'Enabled', Filter: { And: { Prefix: '', Tags, ObjectSizeGreaterThan: 4 } }, Expiration },
      { ID: 'large', Status: 'Enabled', Filter: { ObjectSizeGreaterThan: 5 }, Expiration },
    );
    expect(await put('key')).to.equal('undefined');
    expect(await put('key', { 'x-amz-tagging': 'a=2' })).to.equal('undefined');
    expect(await put('key', { 'x-amz-tagging': 'a=1' })).to.match(/rule-id="fits"$/);
  });
});
