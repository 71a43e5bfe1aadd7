import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DeleteRetentionPolicyCommand,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  ListTagsForResourceCommand,
  ListTagsLogGroupCommand,
  PutMetricFilterCommand,
  PutRetentionPolicyCommand,
  TagLogGroupCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { GROUP, LogsFixture, refusal } from './logs-fixture.ts';

const ARN = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/test';

describe('log groups', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start();
  });
  afterEach(() => fixture.stop());

  const describeGroups = (members: object = {}) => fixture.client.send(new DescribeLogGroupsCommand(members));

  it('shows both forms of the ARN, the retention and the stored bytes', async () => {
    await fixture.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 14 }));
    await fixture.createStream('s');
    await fixture.put('s', [0, 'message']);
    await fixture.restart();
    const { logGroups: [group] = [] } = await describeGroups();
    expect(group).to.include({ logGroupName: GROUP, arn: `${ARN}:*`, logGroupArn: ARN, retentionInDays: 14 });
    expect(group?.storedBytes).to.be.greaterThan(7);
    await fixture.client.send(new DeleteRetentionPolicyCommand({ logGroupName: GROUP }));
    expect((await describeGroups()).logGroups?.[0]).not.to.have.property('retentionInDays');
  });

  it('lists groups by name in pages, by prefix or by part of the name', async () => {
    for (const name of ['b', 'a', 'B-Two'])
      await fixture.client.send(new CreateLogGroupCommand({ logGroupName: name }));
    const names = async (members: object) =>
      (await describeGroups(members)).logGroups?.map((group) => group.logGroupName);
    expect(await names({})).to.deep.equal([GROUP, 'B-Two', 'a', 'b']);
    expect(await names({ logGroupNamePrefix: 'B' })).to.deep.equal(['B-Two']);
    expect(await names({ logGroupNamePattern: 'TWO' })).to.deep.equal(['B-Two']);
    const first = await describeGroups({ limit: 3 });
    expect(await names({ limit: 3, nextToken: first.nextToken })).to.deep.equal(['b']);
    expect(await refusal(describeGroups({ logGroupNamePrefix: 'a', logGroupNamePattern: 'b' }))).to.equal(
      'InvalidParameterException: LogGroup name prefix and LogGroup name pattern are mutually exclusive parameters.',
    );
  });

  it('keeps tags by both generations of the API', async () => {
    await fixture.client.send(new TagResourceCommand({ resourceArn: ARN, tags: { a: '1', b: '2' } }));
    await fixture.client.send(new TagLogGroupCommand({ logGroupName: GROUP, tags: { c: '3' } }));
    await fixture.client.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ['a'] }));
    await fixture.restart();
    const { tags } = await fixture.client.send(new ListTagsForResourceCommand({ resourceArn: ARN }));
    expect(tags).to.deep.equal({ b: '2', c: '3' });
    const old = await fixture.client.send(new ListTagsLogGroupCommand({ logGroupName: GROUP }));
    expect(old.tags).to.deep.equal({ b: '2', c: '3' });
    const other = 'arn:aws:logs:us-east-1:000000000000:log-group:none';
    expect(await refusal(fixture.client.send(new ListTagsForResourceCommand({ resourceArn: other })))).to.equal(
      'ResourceNotFoundException: The specified resource does not exist.',
    );
  });

  // boto3 issue 4104: what DescribeLogGroups calls the ARN is refused here.
  it('takes no ARN with the wildcard of its streams for tags', async () => {
    const listed = fixture.client.send(new ListTagsForResourceCommand({ resourceArn: `${ARN}:*` }));
    expect(await refusal(listed)).to.equal('ValidationException: Invalid resourceArn');
  });

  it('is gone with its streams once deleted, and can be made again empty', async () => {
    await fixture.createStream('s');
    await fixture.client.send(new DeleteLogGroupCommand({ logGroupName: GROUP }));
    expect(await refusal(fixture.client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP })))).to.equal(
      'ResourceNotFoundException: The specified log group does not exist.',
    );
    await fixture.client.send(new CreateLogGroupCommand({ logGroupName: GROUP }));
    await fixture.restart();
    const { logStreams } = await fixture.client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP }));
    expect(logStreams).to.deep.equal([]);
  });

  it('refuses what AWS refuses: a taken name, a bad name, an odd retention, an unknown group', async () => {
    const create = (logGroupName: string) => refusal(fixture.client.send(new CreateLogGroupCommand({ logGroupName })));
    expect(await create(GROUP)).to.equal('ResourceAlreadyExistsException: The specified log group already exists');
    expect(await create('a b')).to.equal(
      "InvalidParameterException: 1 validation error detected: Value 'a b' at 'logGroupName' failed to satisfy constraint: Member must satisfy regular expression pattern: [\\.\\-_/#A-Za-z0-9]+",
    );
    expect(await create('x'.repeat(513))).to.equal(
      'InvalidParameterException: Invalid LogGroup or LogStream, both must have length less than or equal to 512.',
    );
    const retain = (logGroupName: string, retentionInDays: number) =>
      refusal(fixture.client.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays })));
    expect(await retain(GROUP, 2)).to.match(
      /^InvalidParameterException: \[rehearsal\] retentionInDays 2 must be one of 1, 3,/,
    );
    expect(await retain('none', 1)).to.equal('ResourceNotFoundException: The specified log group does not exist.');
  });

  it('answers 501 naming what it has not', async () => {
    const filter = new PutMetricFilterCommand({
      logGroupName: GROUP,
      filterName: 'f',
      filterPattern: '',
      metricTransformations: [{ metricName: 'm', metricNamespace: 'n', metricValue: '1' }],
    });
    expect(await refusal(fixture.client.send(filter))).to.match(
      /^NotImplemented: \[rehearsal\] logs:PutMetricFilter is not emulated/,
    );
    const encrypted = new CreateLogGroupCommand({
      logGroupName: 'k',
      kmsKeyId: 'arn:aws:kms:us-east-1:000000000000:key/k',
    });
    expect(await refusal(fixture.client.send(encrypted))).to.match(/^NotImplemented.*CreateLogGroup with kmsKeyId/);
  });
});
