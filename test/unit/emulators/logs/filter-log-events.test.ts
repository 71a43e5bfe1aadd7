import {
  FilterLogEventsCommand,
  PutRetentionPolicyCommand,
  paginateFilterLogEvents,
} from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import fc from 'fast-check';
import { GROUP, LogsFixture, refusal, START_MS } from './logs-fixture.ts';

describe('FilterLogEvents', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start('a', 'b');
  });
  afterEach(() => fixture.stop());

  const filter = async (members: object = {}) => {
    const { events = [] } = await fixture.client.send(new FilterLogEventsCommand({ logGroupName: GROUP, ...members }));
    return events.map(({ message }) => message);
  };

  it('interleaves streams by time, with ids of their own', async () => {
    await fixture.put('b', [0, 'b0'], [10, 'b10'], [20, 'b20']);
    await fixture.put('a', [5, 'a5'], [10, 'a10']);
    const command = new FilterLogEventsCommand({ logGroupName: GROUP });
    const { events = [], nextToken } = await fixture.client.send(command);
    expect(events.map(({ message }) => message)).to.deep.equal(['b0', 'a5', 'a10', 'b10', 'b20']);
    expect(events.map(({ logStreamName }) => logStreamName)).to.deep.equal(['b', 'a', 'a', 'b', 'b']);
    expect(new Set(events.map(({ eventId }) => eventId)).size).to.equal(5);
    expect(events[0]?.eventId).to.match(/^\d{56}$/);
    expect(nextToken).to.equal(undefined);
  });

  it('keeps to streams and to a time span with both ends', async () => {
    await fixture.put('a', [0, 'a0'], [10, 'a10'], [20, 'a20']);
    await fixture.put('b', [10, 'b10']);
    expect(await filter({ startTime: START_MS + 10, endTime: START_MS + 20 })).to.deep.equal(['a10', 'b10', 'a20']);
    expect(await filter({ logStreamNames: ['b'] })).to.deep.equal(['b10']);
    expect(await filter({ logStreamNamePrefix: 'a', endTime: START_MS })).to.deep.equal(['a0']);
    expect(await refusal(filter({ logStreamNames: ['c'] }))).to.equal(
      'ResourceNotFoundException: The specified log stream does not exist.',
    );
  });

  it('gives every event once and in order over pages of any size', async () => {
    const offsets = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 20 })), { maxLength: 20 });
    let base = 0;
    await fc.assert(
      fc.asyncProperty(offsets, fc.integer({ min: 1, max: 7 }), async (puts, limit) => {
        base += 1000;
        for (const [stream, offset] of puts) await fixture.put(stream, [base + offset, `${offset}`]);
        const members = { logGroupName: GROUP, startTime: START_MS + base, limit };
        const seen: number[] = [];
        for await (const page of paginateFilterLogEvents({ client: fixture.client }, members)) {
          seen.push(...(page.events ?? []).map(({ message }) => Number(message)));
        }
        expect(seen).to.deep.equal(puts.map(([, offset]) => offset).sort((x, y) => x - y));
      }),
      { numRuns: 10 },
    );
  });

  it('goes on in the middle of a millisecond that several streams share', async () => {
    await fixture.put('a', [5, 'a1'], [5, 'a2'], [6, 'a3']);
    await fixture.put('b', [4, 'b0'], [5, 'b1'], [5, 'b2']);
    const order = ['b0', 'a1', 'a2', 'b1', 'b2', 'a3'];
    for (let limit = 1; limit <= 6; limit += 1) {
      const pages: (string | undefined)[][] = [];
      const members = { logGroupName: GROUP, limit };
      for await (const { events = [] } of paginateFilterLogEvents({ client: fixture.client }, members)) {
        pages.push(events.map(({ message }) => message));
      }
      expect(pages.flat()).to.deep.equal(order);
      expect(pages.slice(0, -1).every((page) => page.length === limit)).to.equal(true);
    }
  });

  it('goes on from the start of the time span where that is after the page before', async () => {
    await fixture.put('a', [0, 'a0'], [10, 'a10'], [20, 'a20']);
    const command = new FilterLogEventsCommand({ logGroupName: GROUP, limit: 1 });
    const { nextToken } = await fixture.client.send(command);
    expect(await filter({ nextToken })).to.deep.equal(['a10', 'a20']);
    expect(await filter({ nextToken, startTime: START_MS + 11 })).to.deep.equal(['a20']);
    expect(await filter({ nextToken, startTime: START_MS })).to.deep.equal(['a10', 'a20']);
  });

  it('shows of each event where, when and what it was', async () => {
    const before = Date.now();
    await fixture.put('a', [1, 'one']);
    const { events = [] } = await fixture.client.send(new FilterLogEventsCommand({ logGroupName: GROUP }));
    expect(events).to.have.length(1);
    expect(events[0]).to.include({ logStreamName: 'a', timestamp: START_MS + 1, message: 'one' });
    expect(events[0]?.ingestionTime).to.be.within(before, Date.now());
    expect(Object.keys(events[0] ?? {}).sort()).to.deep.equal([
      ...['eventId', 'ingestionTime', 'logStreamName', 'message', 'timestamp'],
    ]);
    expect(events[0]?.eventId?.slice(0, 16)).to.equal(`000${START_MS + 1}`);
  });

  it('looks into streams by name, each once, or by the beginning of the name, not both', async () => {
    await fixture.createStream('ab');
    for (const stream of ['a', 'ab', 'b']) await fixture.put(stream, [0, stream]);
    expect(await filter({ logStreamNamePrefix: 'a' })).to.deep.equal(['a', 'ab']);
    expect(await filter({ logStreamNamePrefix: 'b' })).to.deep.equal(['b']);
    expect(await filter({ logStreamNames: ['b', 'a', 'b'] })).to.deep.equal(['a', 'b']);
    expect(await refusal(filter({ logStreamNames: ['a'], logStreamNamePrefix: 'a' }))).to.equal(
      'InvalidParameterException: [rehearsal] logStreamNames and logStreamNamePrefix exclude each other',
    );
  });

  it('chooses by a pattern', async () => {
    await fixture.put('a', [0, 'ERROR one'], [1, 'WARN two'], [2, 'ERROR three']);
    expect(await filter({ filterPattern: 'ERROR' })).to.deep.equal(['ERROR one', 'ERROR three']);
    expect(await refusal(filter({ filterPattern: '%x%' }))).to.match(
      /^InvalidParameterException: \[rehearsal\] regular/,
    );
  });

  it('takes no token of another kind of list', async () => {
    for (const position of ['["a",1]', '[1,"a",2,3]', '[1,"a",null]', '"abc"']) {
      const nextToken = Buffer.from(position).toString('base64url');
      expect(await refusal(filter({ nextToken })), position).to.equal(
        'InvalidParameterException: The specified nextToken is invalid.',
      );
    }
  });

  it('does not show events that have passed the retention period', async () => {
    await fixture.put('a', [-2 * 86_400_000, 'old']);
    await fixture.put('a', [0, 'new']);
    expect(await filter()).to.deep.equal(['old', 'new']);
    await fixture.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
    expect(await filter()).to.deep.equal(['new']);
  });
});
