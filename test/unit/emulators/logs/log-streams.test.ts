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
});
