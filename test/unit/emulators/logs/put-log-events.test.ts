import { GetLogEventsCommand, PutLogEventsCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { GROUP, LogsFixture, refusal } from './logs-fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

describe('PutLogEvents', () => {
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start('s');
  });
  afterEach(() => fixture.stop());

  const put = (logEvents: { timestamp: number; message: string }[]) =>
    fixture.client.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', logEvents }));
  const at = (offsetMs: number, message = 'x') => ({ timestamp: Date.now() + offsetMs, message });

  it('takes a batch of exactly 1,048,576 bytes, 26 a message counted, and none larger', async () => {
    await put([at(0, 'é'.repeat((1_048_576 - 26) / 2))]);
    expect(await refusal(put([at(0, 'x'.repeat(1_048_551))]))).to.equal(
      'InvalidParameterException: Upload too large: 1048577 bytes exceeds limit of 1048576',
    );
  });

  it('takes 10,000 events and no more', async () => {
    const events = Array<{ timestamp: number; message: string }>(10_001).fill(at(0));
    await put(events.slice(1));
    expect(await refusal(put(events))).to.match(/at 'logEvents' .* less than or equal to 10000$/);
  });

  it('refuses events that are out of order, span more than a day, or say nothing', async () => {
    expect(await refusal(put([at(0), at(-1000)]))).to.equal(
      'InvalidParameterException: Log events in a single PutLogEvents request must be in chronological order.',
    );
    expect(await refusal(put([at(-25 * HOUR_MS), at(0)]))).to.equal(
      'InvalidParameterException: The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
    expect(await refusal(put([at(0, '')]))).to.match(
      /'logEvents\.1\.member\.message' failed.* greater than or equal to 1$/,
    );
    expect(await refusal(put([]))).to.match(/'logEvents' failed/);
  });

  it('reports which events were too old or too new and keeps the others', async () => {
    const { rejectedLogEventsInfo: rejected } = await put([
      at(-15 * DAY_MS),
      at(-14.5 * DAY_MS),
      at(0),
      at(3 * HOUR_MS),
      at(4 * HOUR_MS),
    ]);
    expect(rejected).to.deep.equal({ tooOldLogEventEndIndex: 2, tooNewLogEventStartIndex: 3 });
    expect((await put([at(0)])).rejectedLogEventsInfo).to.equal(undefined);
  });

  // API_PutLogEvents: none can be more than 2 hours in the future or older than 14 days. A minute on either side.
  it('takes events up to 2 hours ahead and up to 14 days old', async () => {
    const MINUTE_MS = 60_000;
    const oldest = await put([at(-14 * DAY_MS - MINUTE_MS, 'too old'), at(-14 * DAY_MS + MINUTE_MS, 'old')]);
    expect(oldest.rejectedLogEventsInfo).to.deep.equal({ tooOldLogEventEndIndex: 1 });
    const newest = await put([at(2 * HOUR_MS - MINUTE_MS, 'new'), at(2 * HOUR_MS + MINUTE_MS, 'too new')]);
    expect(newest.rejectedLogEventsInfo).to.deep.equal({ tooNewLogEventStartIndex: 1 });
    const { events } = await fixture.client.send(
      new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', startFromHead: true }),
    );
    expect(events?.map(({ message }) => message)).to.deep.equal(['old', 'new']);
  });

  it('reports which events have passed the retention period', async () => {
    await fixture.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays: 1 }));
    const { rejectedLogEventsInfo: rejected } = await put([at(-1.5 * DAY_MS), at(0)]);
    expect(rejected).to.deep.equal({ expiredLogEventEndIndex: 1 });
  });
});
