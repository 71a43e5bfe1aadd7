import { appendFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { GetLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { GROUP, LogsFixture, refusal, START_MS } from './logs-fixture.ts';

describe('GetLogEvents', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start('s');
  });
  afterEach(() => fixture.stop());

  const get = async (members: object = {}) => {
    const command = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', ...members });
    const { events = [], nextForwardToken, nextBackwardToken } = await fixture.client.send(command);
    return { messages: events.map(({ message }) => message), events, nextForwardToken, nextBackwardToken };
  };
  const putFive = () => fixture.put('s', [0, 'a'], [10, 'b'], [10, 'c'], [20, 'd'], [30, 'e']);

  it('shows the latest events by default and the first ones from the head', async () => {
    await putFive();
    expect((await get({ limit: 2 })).messages).to.deep.equal(['d', 'e']);
    expect((await get({ limit: 2, startFromHead: true })).messages).to.deep.equal(['a', 'b']);
    const { events: [first] = [] } = await get({ startFromHead: true });
    expect(first?.timestamp).to.equal(START_MS);
    expect(first?.ingestionTime).to.be.at.least(START_MS);
  });

  it('pages forward to the end, where the token stays the same until there are new events', async () => {
    await putFive();
    const first = await get({ limit: 3, startFromHead: true });
    const second = await get({ limit: 3, startFromHead: true, nextToken: first.nextForwardToken });
    expect(second.messages).to.deep.equal(['d', 'e']);
    const end = await get({ startFromHead: true, nextToken: second.nextForwardToken });
    expect(end.messages).to.deep.equal([]);
    expect(end.nextForwardToken).to.equal(second.nextForwardToken);
    await fixture.restart();
    await fixture.put('s', [40, 'f']);
    expect((await get({ startFromHead: true, nextToken: end.nextForwardToken })).messages).to.deep.equal(['f']);
    expect((await get({ nextToken: end.nextBackwardToken, limit: 1 })).messages).to.deep.equal(['e']);
  });

  it('pages backward to the beginning, where the token stays the same', async () => {
    await putFive();
    const last = await get({ limit: 3 });
    const before = await get({ limit: 3, nextToken: last.nextBackwardToken });
    expect([before.messages, last.messages]).to.deep.equal([
      ['a', 'b'],
      ['c', 'd', 'e'],
    ]);
    const end = await get({ nextToken: before.nextBackwardToken });
    expect(end.messages).to.deep.equal([]);
    expect(end.nextBackwardToken).to.equal(before.nextBackwardToken);
    expect((await get({ nextToken: end.nextForwardToken, limit: 1 })).messages).to.deep.equal(['a']);
  });

  it('refuses what only contains a token', async () => {
    await putFive();
    const { nextForwardToken = '' } = await get({ limit: 3, startFromHead: true });
    for (const nextToken of [`x${nextForwardToken}`, `${nextForwardToken}x`]) {
      expect(await refusal(get({ nextToken, startFromHead: true })), nextToken).to.match(
        /^InvalidParameterException: /,
      );
    }
  });

  it('finds the events of an empty stream once they come', async () => {
    const { messages, nextForwardToken } = await get();
    expect(messages).to.deep.equal([]);
    await putFive();
    expect((await get({ nextToken: nextForwardToken })).messages).to.deep.equal(['a', 'b', 'c', 'd', 'e']);
  });

  it('keeps to a start (inclusive) and an end (exclusive)', async () => {
    await putFive();
    const window = { startTime: START_MS + 10, endTime: START_MS + 30 };
    expect((await get(window)).messages).to.deep.equal(['b', 'c', 'd']);
    const first = await get({ ...window, limit: 2, startFromHead: true });
    expect((await get({ ...window, nextToken: first.nextForwardToken })).messages).to.deep.equal(['d']);
    expect((await get({ ...window, nextToken: first.nextBackwardToken })).messages).to.deep.equal([]);
  });

  it('shows events in order of time when they arrive late', async () => {
    await fixture.put('s', [0, 'a'], [20, 'c']);
    await fixture.put('s', [10, 'b'], [20, 'd'], [30, 'e']);
    await fixture.put('s', [5, 'between']);
    await fixture.restart();
    expect((await get()).messages).to.deep.equal(['a', 'between', 'b', 'c', 'd', 'e']);
  });

  it('cuts a page at 1 MiB and goes on with the next', async () => {
    for (const offset of [0, 1, 2]) await fixture.put('s', [offset, `${offset}${'x'.repeat(600_000)}`]);
    const first = await get({ startFromHead: true });
    expect(first.messages.map((message) => message?.[0])).to.deep.equal(['0']);
    const second = await get({ startFromHead: true, nextToken: first.nextForwardToken });
    expect(second.messages.map((message) => message?.[0])).to.deep.equal(['1']);
    expect((await get()).messages.map((message) => message?.[0])).to.deep.equal(['2']);
  });

  it('reads past a line that a killed process left half written', async () => {
    await fixture.put('s', [0, 'whole']);
    const streams = join(fixture.folder, 'streams');
    const files = await readdir(streams, { recursive: true });
    const file = files.find((name) => name.endsWith('.jsonl')) ?? '';
    await appendFile(join(streams, file), '[17000000');
    await fixture.restart();
    await fixture.put('s', [1, 'next']);
    expect((await get()).messages).to.deep.equal(['whole', 'next']);
  });

  it('keeps any text as it was put', async () => {
    const texts = ['line\nbreak\r\n', 'tab\t"quotes" \\ \u0000', 'ünïcödé 🚀', '\u2028'];
    await fixture.put('s', ...texts.map((text, index): [number, string] => [index, text]));
    expect((await get()).messages).to.deep.equal(texts);
  });

  it('refuses a token it never gave', async () => {
    expect(await refusal(get({ nextToken: 'f/1/s' }))).to.equal(
      'InvalidParameterException: The specified nextToken is invalid.',
    );
    expect(await refusal(get({ limit: 10_001 }))).to.match(/'limit' failed.* less than or equal to 10000$/);
  });

  it('goes on at a token also in the middle of a millisecond, and within the time span asked for', async () => {
    await putFive();
    const second = await get({ limit: 2, startFromHead: true });
    expect(second.messages).to.deep.equal(['a', 'b']);
    expect((await get({ nextToken: second.nextForwardToken })).messages).to.deep.equal(['c', 'd', 'e']);
    const third = await get({ limit: 3 });
    expect((await get({ nextToken: third.nextBackwardToken })).messages).to.deep.equal(['a', 'b']);
    const { nextForwardToken: atC } = await get({ limit: 3, startFromHead: true });
    expect((await get({ nextToken: atC, startTime: START_MS + 21 })).messages).to.deep.equal(['e']);
    expect((await get({ nextToken: atC, startTime: START_MS + 10 })).messages).to.deep.equal(['d', 'e']);
    expect((await get({ nextToken: third.nextBackwardToken, endTime: START_MS + 10 })).messages).to.deep.equal(['a']);
    expect((await get({ nextToken: third.nextBackwardToken, endTime: START_MS + 11 })).messages).to.deep.equal([
      'a',
      'b',
    ]);
  });

  it('shows of each event when and what it was', async () => {
    await fixture.put('s', [1, 'one']);
    const { events } = await get();
    const ingestionTime = events[0]?.ingestionTime;
    expect(events).to.deep.equal([{ timestamp: START_MS + 1, message: 'one', ingestionTime }]);
  });

  it('answers in the JSON protocol that its clients sign for', async () => {
    const response = await fetch(fixture.endpointUrl, {
      method: 'POST',
      headers: { 'x-amz-target': 'Logs_20140328.GetLogEvents', 'content-type': 'application/x-amz-json-1.1' },
      body: JSON.stringify({ logGroupName: GROUP, logStreamName: 's' }),
    });
    expect(response.headers.get('content-type')).to.equal('application/x-amz-json-1.1');
    expect(Object.keys(JSON.parse(await response.text()))).to.deep.equal([
      ...['events', 'nextForwardToken', 'nextBackwardToken'],
    ]);
  });
});
