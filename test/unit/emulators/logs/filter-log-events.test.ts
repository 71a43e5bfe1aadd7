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
    const offsets = fc.array(fc.tuple(fc.constantFrom('a', 'b'), fc.integer({ min: 0, max: 20 })), { maxLength: 30 });
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
      { numRuns: 15 },
    );
  });

  it('knows plain, quoted, -NOT and ?OR terms', async () => {
    await fixture.put('a', [0, 'ERROR one'], [1, 'WARN two: careful'], [2, 'INFO three "said" one']);
    expect(await filter({ filterPattern: 'one' })).to.deep.equal(['ERROR one', 'INFO three "said" one']);
    expect(await filter({ filterPattern: 'one ERROR' })).to.deep.equal(['ERROR one']);
    expect(await filter({ filterPattern: 'one -ERROR' })).to.deep.equal(['INFO three "said" one']);
    expect(await filter({ filterPattern: '?ERROR ?WARN' })).to.deep.equal(['ERROR one', 'WARN two: careful']);
    expect(await filter({ filterPattern: '"two: careful"' })).to.deep.equal(['WARN two: careful']);
    expect(await filter({ filterPattern: '"\\"said\\""' })).to.deep.equal(['INFO three "said" one']);
    expect(await filter({ filterPattern: 'error' })).to.deep.equal([]);
    expect(await filter({ filterPattern: ' ' })).to.have.length(3);
  });

  it('refuses patterns it does not know, saying so', async () => {
    const kinds: [string, RegExp][] = [
      ['{ $.level = "x" }', /JSON patterns are not emulated/],
      ['[ip, user]', /space-delimited fields are not emulated/],
      ['%x.*%', /regular expressions are not emulated/],
      ['?a b', /\?OR terms beside other terms/],
      ['two: careful', /must be in double quotes/],
      ['"open', /must be in double quotes/],
    ];
    for (const [filterPattern, text] of kinds) {
      expect(await refusal(filter({ filterPattern })))
        .to.match(/^InvalidParameterException: \[rehearsal\]/)
        .and.match(text);
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
