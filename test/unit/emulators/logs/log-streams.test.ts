import { DeleteLogStreamCommand, DescribeLogStreamsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { GROUP, LogsFixture, refusal, START_MS } from './logs-fixture.ts';

describe('log streams', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start('b', 'a', 'c/1');
  });
  afterEach(() => fixture.stop());

  const list = (members: object = {}) =>
    fixture.client.send(new DescribeLogStreamsCommand({ logGroupName: GROUP, ...members }));
  const names = async (members: object = {}) => (await list(members)).logStreams?.map((stream) => stream.logStreamName);

  it('are listed by name or by the time of the last event, either way round', async () => {
    await fixture.put('a', [30, 'x']);
    await fixture.put('b', [20, 'x']);
    await fixture.put('c/1', [10, 'x']);
    expect(await names()).to.deep.equal(['a', 'b', 'c/1']);
    expect(await names({ descending: true })).to.deep.equal(['c/1', 'b', 'a']);
    expect(await names({ orderBy: 'LastEventTime' })).to.deep.equal(['c/1', 'b', 'a']);
    expect(await names({ orderBy: 'LastEventTime', descending: true })).to.deep.equal(['a', 'b', 'c/1']);
    expect(await names({ logStreamNamePrefix: 'c/' })).to.deep.equal(['c/1']);
    expect(await refusal(list({ orderBy: 'LastEventTime', logStreamNamePrefix: 'a' }))).to.equal(
      'InvalidParameterException: Cannot order by LastEventTime with a logStreamNamePrefix.',
    );
  });

  it('are listed in pages', async () => {
    const first = await list({ limit: 2, descending: true });
    expect(first.logStreams?.map((stream) => stream.logStreamName)).to.deep.equal(['c/1', 'b']);
    expect(await names({ limit: 2, descending: true, nextToken: first.nextToken })).to.deep.equal(['a']);
    expect(await refusal(list({ nextToken: 'nonsense' }))).to.equal(
      'InvalidParameterException: The specified nextToken is invalid.',
    );
  });

  it('show the times of their events, also after a restart', async () => {
    await fixture.put('a', [10, 'first'], [20, 'last']);
    await fixture.restart();
    const { logStreams: [stream] = [] } = await list({ limit: 1 });
    expect(stream).to.include({
      logStreamName: 'a',
      arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/test:log-stream:a',
      firstEventTimestamp: START_MS + 10,
      lastEventTimestamp: START_MS + 20,
      storedBytes: 0,
    });
    expect(stream?.lastIngestionTime).to.be.at.least(START_MS + 3_600_000);
  });

  it('are found by the name or by the ARN of their group, not by both', async () => {
    expect(await refusal(list({ logGroupIdentifier: GROUP }))).to.equal(
      'ValidationException: LogGroup name and LogGroup ARN are mutually exclusive parameters.',
    );
    expect((await list()).logStreams?.[0]).to.not.have.property('uploadSequenceToken');
    const logGroupIdentifier = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/test';
    const { logStreams } = await fixture.client.send(new DescribeLogStreamsCommand({ logGroupIdentifier }));
    expect(logStreams).to.have.length(3);
  });

  it('are gone with their events once deleted', async () => {
    await fixture.put('a', [0, 'old']);
    await fixture.client.send(new DeleteLogStreamCommand({ logGroupName: GROUP, logStreamName: 'a' }));
    await fixture.createStream('a');
    await fixture.restart();
    const { logStreams: [stream] = [] } = await list();
    expect(stream?.logStreamName).to.equal('a');
    expect(stream).not.to.have.property('firstEventTimestamp');
  });

  it('refuse a taken name and names with : or *', async () => {
    expect(await refusal(fixture.createStream('a'))).to.equal(
      'ResourceAlreadyExistsException: The specified log stream already exists',
    );
    expect(await refusal(fixture.createStream('a:b'))).to.match(/'logStreamName'.*pattern: \[\^:\*\]\*$/);
    expect(await refusal(fixture.put('none', [0, 'x']))).to.equal(
      'ResourceNotFoundException: The specified log stream does not exist.',
    );
  });

  it('are listed fifty at a time, each once, also where many had their last event at the same time', async () => {
    const more = Array.from({ length: 48 }, (_, index) => `m${String(index).padStart(2, '0')}`);
    for (const name of more) await fixture.createStream(name);
    await fixture.put('m47', [0, 'x']);
    const all = ['a', 'b', 'c/1', ...more];
    for (const [orderBy, descending, order] of [
      ['LogStreamName', false, all],
      ['LogStreamName', true, all.toReversed()],
      ['LastEventTime', false, all],
      ['LastEventTime', true, all.toReversed()],
    ] as const) {
      const first = await list({ orderBy, descending });
      const second = await list({ orderBy, descending, nextToken: first.nextToken });
      const [firstNames, secondNames] = [first, second].map(({ logStreams = [] }) =>
        logStreams.map(({ logStreamName }) => logStreamName),
      );
      expect([firstNames, secondNames]).to.deep.equal([order.slice(0, 50), order.slice(50)]);
      expect(second.nextToken).to.equal(undefined);
    }
    expect((await list({ logStreamNamePrefix: 'm', limit: 48 })).nextToken).to.equal(undefined);
  });

  it('show when they were made, and no time of events that they have not', async () => {
    const before = Date.now();
    await fixture.createStream('new');
    const { logStreams: [stream] = [] } = await list({ logStreamNamePrefix: 'new' });
    expect(stream?.creationTime).to.be.within(before, Date.now());
    expect(stream).to.deep.equal({
      logStreamName: 'new',
      creationTime: stream?.creationTime,
      arn: 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/test:log-stream:new',
      storedBytes: 0,
    });
  });

  it('are not found without their group, nor by half of its ARN', async () => {
    const describeStreams = (members: object) => refusal(fixture.client.send(new DescribeLogStreamsCommand(members)));
    expect(await describeStreams({})).to.equal(
      'InvalidParameterException: [rehearsal] give logGroupName or logGroupIdentifier',
    );
    const arn = 'arn:aws:logs:us-east-1:000000000000:log-group:/aws/test';
    for (const logGroupIdentifier of ['none', `x${arn}`, `${arn}:x`, `${arn}:*x`]) {
      expect(await describeStreams({ logGroupIdentifier }), logGroupIdentifier).to.match(
        /^(ResourceNotFoundException: The specified log group does not exist\.|InvalidParameterException: 1 validation)/,
      );
    }
    const { logStreams } = await fixture.client.send(new DescribeLogStreamsCommand({ logGroupIdentifier: GROUP }));
    expect(logStreams).to.have.length(3);
  });

  it('are not listed by a token of another kind of list', async () => {
    for (const position of ['["a"]', '["a",1,2]', '{"length":2}', '[0,null]', '[[0],"a"]']) {
      const nextToken = Buffer.from(position).toString('base64url');
      expect(await refusal(list({ nextToken })), position).to.equal(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    }
  });
});
