import { PutLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { GROUP, LogsFixture, refusal } from './logs-fixture.ts';

const HOUR_MS = 3_600_000;

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
});
