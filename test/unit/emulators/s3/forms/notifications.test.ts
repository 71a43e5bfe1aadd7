import {
  CreateBucketCommand,
  GetBucketNotificationConfigurationCommand,
  type NotificationConfiguration,
  PutBucketNotificationConfigurationCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { refusal, S3Fixture } from '../s3-fixture.ts';

const Bucket = 'bucket';

describe('S3 notifications', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const put = (configuration: NotificationConfiguration) =>
    s3.client.send(new PutBucketNotificationConfigurationCommand({ Bucket, NotificationConfiguration: configuration }));
  const get = async () => {
    const { $metadata: _, ...answer } = await s3.client.send(new GetBucketNotificationConfigurationCommand({ Bucket }));
    return answer;
  };

  rule(
    {
      table: 's3',
      id: 'notifications.event-bridge',
      aws: 'a bucket sends its events to EventBridge once its notification configuration says so; an empty one ends that',
      here: 'differs',
      note: 'the configuration is kept and given back, no event is sent; other destinations are refused with 501',
      wording: 'ours',
      source: 'https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketNotificationConfiguration.html',
    },
    async () => {
      expect(await get()).to.deep.equal({});
      await put({ EventBridgeConfiguration: {} });
      await s3.restart();
      expect(await get()).to.deep.equal({ EventBridgeConfiguration: {} });
      const TopicConfigurations = [
        { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Events: ['s3:ObjectCreated:*' as const] },
      ];
      expect(await refusal(put({ TopicConfigurations }))).to.match(
        /^NotImplemented: \[rehearsal\] s3:PutBucketNotificationConfiguration with TopicConfiguration is not emulated/,
      );
      expect(await get()).to.deep.equal({ EventBridgeConfiguration: {} });
      await put({});
      expect(await get()).to.deep.equal({});
    },
  );
});
