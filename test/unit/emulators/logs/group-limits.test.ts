import {
  CreateLogGroupCommand,
  DescribeLogGroupsCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagLogGroupCommand,
  TagResourceCommand,
  UntagLogGroupCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { useFrozenClock } from '../../../support/frozen-clock.ts';
import { GROUP, LogsFixture, refusal } from './logs-fixture.ts';

const NOW_MS = Date.UTC(2026, 0, 31, 12);
const ARN = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/test';
/** https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutRetentionPolicy.html */
const RETENTIONS =
  '1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653';
const NO_RESOURCE = 'ResourceNotFoundException: The specified resource does not exist.';

const tags = (count: number, prefix = 'k') =>
  Object.fromEntries(Array.from({ length: count }, (_, index) => [`${prefix}${index}`, 'v']));

describe('what a log group may have', () => {
  useFrozenClock(NOW_MS);
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start();
  });
  afterEach(() => fixture.stop());

  const create = (members: object) =>
    fixture.client.send(new CreateLogGroupCommand({ logGroupName: 'new', ...members }));
  const describeGroups = async (members: object = {}) => {
    const { logGroups = [], nextToken } = await fixture.client.send(new DescribeLogGroupsCommand(members));
    return { logGroups, nextToken, names: logGroups.map(({ logGroupName }) => logGroupName) };
  };
  const listed = async (resourceArn = ARN) =>
    (await fixture.client.send(new ListTagsForResourceCommand({ resourceArn }))).tags;

  it('is shown with every member that AWS shows of a new one', async () => {
    expect((await describeGroups()).logGroups).to.deep.equal([
      {
        logGroupName: GROUP,
        creationTime: NOW_MS,
        metricFilterCount: 0,
        arn: `${ARN}:*`,
        storedBytes: 0,
        logGroupClass: 'STANDARD',
        logGroupArn: ARN,
        deletionProtectionEnabled: false,
      },
    ]);
  });

  it('is a retention of so many days as AWS lists, and no other', async () => {
    const retain = (retentionInDays: number) =>
      fixture.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays }));
    const days = RETENTIONS.split(', ').map(Number);
    for (const count of days) {
      await retain(count);
      expect((await describeGroups()).logGroups[0]?.retentionInDays).to.equal(count);
    }
    for (const count of days.flatMap((day) => [day - 1, day + 1])) {
      expect(await refusal(retain(count))).to.equal(
        `InvalidParameterException: [rehearsal] retentionInDays ${count} must be one of ${RETENTIONS}`,
      );
    }
  });

  // https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_TagResource.html: 50 tags.
  it('is fifty tags, given at once or one after the other', async () => {
    const tooMany = 'TooManyTagsException: [rehearsal] a log group can have at most 50 tags';
    await create({ tags: tags(50) });
    expect(await listed('arn:aws:logs:us-east-1:000000000000:log-group:new')).to.deep.equal(tags(50));
    // The model takes no more than 50 in one call, in its own words.
    expect(await refusal(create({ logGroupName: 'other', tags: tags(51) }))).to.match(
      /^InvalidParameterException: .*50$/,
    );
    await fixture.client.send(new TagResourceCommand({ resourceArn: ARN, tags: tags(49) }));
    await fixture.client.send(new TagLogGroupCommand({ logGroupName: GROUP, tags: { k0: 'again', last: 'v' } }));
    const add = new TagLogGroupCommand({ logGroupName: GROUP, tags: { more: 'v' } });
    expect(await refusal(fixture.client.send(add))).to.equal(tooMany);
    const addByArn = new TagResourceCommand({ resourceArn: ARN, tags: { more: 'v' } });
    expect(await refusal(fixture.client.send(addByArn))).to.equal(tooMany);
    expect(await listed()).to.deep.equal({ ...tags(49), k0: 'again', last: 'v' });
  });

  it('is tags of which those that are named are taken away', async () => {
    await fixture.client.send(new TagResourceCommand({ resourceArn: ARN, tags: { a: '1', b: '2', c: '3' } }));
    await fixture.client.send(new UntagLogGroupCommand({ logGroupName: GROUP, tags: ['a', 'none'] }));
    expect(await listed()).to.deep.equal({ b: '2', c: '3' });
    await fixture.client.send(new UntagResourceCommand({ resourceArn: ARN, tagKeys: ['b', 'c'] }));
    expect(await listed()).to.deep.equal({});
  });

  it('is found by its whole ARN, not by a part of a text', async () => {
    for (const arn of [
      `x${ARN}`,
      `${ARN}:x`,
      `${ARN}:*:x`,
      ARN.replace('000000000000', '0'),
      ARN.replace('aws:', ':'),
    ]) {
      expect(await refusal(listed(arn)), arn).to.match(/^(ResourceNotFoundException|ValidationException): /);
    }
    expect(await refusal(listed(`${ARN}/x`))).to.equal(NO_RESOURCE);
    expect(await listed('arn:aws-cn:logs:us-east-1:000000000000:log-group:/aws/test')).to.deep.equal({});
  });

  // boto3 issue 4104: a bad ARN alone has an error of its own.
  it('is refused as any other request where more than the ARN is wrong', async () => {
    const tag = (resourceArn: string, key: string) =>
      refusal(fixture.client.send(new TagResourceCommand({ resourceArn, tags: { [key]: 'v' } })));
    expect(await tag('a b', 'k')).to.equal('ValidationException: Invalid resourceArn');
    expect(await tag('a b', '!')).to.match(/^InvalidParameterException: 2 validation errors detected: /);
    expect(await tag('', 'k')).to.match(/^InvalidParameterException: 1 validation error detected: .*length/);
  });

  it('is a class and protections that are refused by name where they are not emulated', async () => {
    const refused = (member: string) =>
      `NotImplemented: [rehearsal] logs:CreateLogGroup with ${member} is not emulated. docs/fidelity.md of this project lists the operations that are.`;
    expect(await refusal(create({ logGroupClass: 'INFREQUENT_ACCESS' }))).to.equal(
      refused('logGroupClass INFREQUENT_ACCESS'),
    );
    expect(await refusal(create({ kmsKeyId: 'k' }))).to.equal(refused('kmsKeyId'));
    expect(await refusal(create({ deletionProtectionEnabled: true }))).to.equal(refused('deletionProtectionEnabled'));
    expect((await describeGroups()).names).to.deep.equal([GROUP]);
    await create({ logGroupClass: 'STANDARD', deletionProtectionEnabled: false });
    expect((await describeGroups()).names).to.deep.equal([GROUP, 'new']);
  });

  it('is as many others as there are, shown fifty at a time', async () => {
    const others = Array.from({ length: 50 }, (_, index) => `other-${String(index).padStart(2, '0')}`);
    for (const logGroupName of others) await create({ logGroupName });
    const first = await describeGroups();
    expect(first.names).to.deep.equal([GROUP, ...others.slice(0, 49)]);
    const second = await describeGroups({ nextToken: first.nextToken });
    expect([second.names, second.nextToken]).to.deep.equal([['other-49'], undefined]);
    const exactly = await describeGroups({ logGroupNamePrefix: 'other' });
    expect([exactly.names, exactly.nextToken]).to.deep.equal([others, undefined]);
  });

  it('is a name of which any letters in any case find it', async () => {
    await create({ logGroupName: 'Alpha-Beta' });
    await create({ logGroupName: 'alpha' });
    expect((await describeGroups({ logGroupNamePattern: 'PHA-b' })).names).to.deep.equal(['Alpha-Beta']);
    expect((await describeGroups({ logGroupNamePattern: 'alpha' })).names).to.deep.equal(['Alpha-Beta', 'alpha']);
    expect((await describeGroups({ logGroupNamePrefix: 'pha' })).names).to.deep.equal([]);
  });

  it('is refused with a token that is none', async () => {
    const tokens = ['not JSON', '{}', '[]', '[1,2]', '["a","b"]', '[null]', '[{}]', '[["a"]]'].map((text) =>
      Buffer.from(text).toString('base64url'),
    );
    for (const nextToken of tokens) {
      expect(await refusal(describeGroups({ nextToken })), nextToken).to.equal(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    }
  });
});
