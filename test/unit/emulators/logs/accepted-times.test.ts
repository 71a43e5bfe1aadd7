import { GetLogEventsCommand, PutLogEventsCommand, PutRetentionPolicyCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { useFrozenClock } from '../../../support/frozen-clock.ts';
import { GROUP, LogsFixture, refusal } from './logs-fixture.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const NOW_MS = Date.UTC(2026, 0, 31, 12);

/** Limits: https://docs.aws.amazon.com/AmazonCloudWatchLogs/latest/APIReference/API_PutLogEvents.html */
describe('the times that PutLogEvents takes', () => {
  useFrozenClock(NOW_MS);
  let fixture: LogsFixture;
  beforeEach(async () => {
    fixture = await LogsFixture.start('s');
  });
  afterEach(() => fixture.stop());

  /** Puts events at milliseconds from now; each says how far it is. */
  const put = (...offsets: readonly number[]) => {
    const logEvents = offsets.map((offset) => ({ timestamp: NOW_MS + offset, message: String(offset) }));
    return fixture.client.send(new PutLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', logEvents }));
  };
  const rejected = async (...offsets: readonly number[]) => (await put(...offsets)).rejectedLogEventsInfo;
  const taken = async () => {
    const command = new GetLogEventsCommand({ logGroupName: GROUP, logStreamName: 's', startFromHead: true });
    const { events = [] } = await fixture.client.send(command);
    return events.map(({ message }) => Number(message));
  };
  const retainForDays = (retentionInDays: number) =>
    fixture.client.send(new PutRetentionPolicyCommand({ logGroupName: GROUP, retentionInDays }));

  it('end two hours from now, to the millisecond', async () => {
    expect(await rejected(0, 2 * HOUR_MS)).to.equal(undefined);
    expect(await rejected(2 * HOUR_MS + 1)).to.deep.equal({ tooNewLogEventStartIndex: 0 });
    expect(await rejected(1, 2 * HOUR_MS, 2 * HOUR_MS + 1, DAY_MS)).to.deep.equal({ tooNewLogEventStartIndex: 2 });
    expect(await taken()).to.deep.equal([0, 1, 2 * HOUR_MS, 2 * HOUR_MS]);
  });

  it('begin fourteen days ago, to the millisecond', async () => {
    expect(await rejected(-14 * DAY_MS)).to.equal(undefined);
    expect(await rejected(-14 * DAY_MS - 1)).to.deep.equal({ tooOldLogEventEndIndex: 1 });
    expect(await rejected(-15 * DAY_MS, -14 * DAY_MS - 1, -14 * DAY_MS)).to.deep.equal({ tooOldLogEventEndIndex: 2 });
    expect(await taken()).to.deep.equal([-14 * DAY_MS, -14 * DAY_MS]);
  });

  it('begin with the retention period where that is shorter', async () => {
    await retainForDays(3);
    expect(await rejected(-3 * DAY_MS)).to.equal(undefined);
    expect(await rejected(-3 * DAY_MS - 1)).to.deep.equal({ expiredLogEventEndIndex: 1 });
    expect(await rejected(-14 * DAY_MS - 1, -14 * DAY_MS, -3 * DAY_MS)).to.deep.equal({
      tooOldLogEventEndIndex: 1,
      expiredLogEventEndIndex: 2,
    });
    expect(await taken()).to.deep.equal([-3 * DAY_MS, -3 * DAY_MS]);
  });

  it('begin fourteen days ago where the retention period is longer', async () => {
    await retainForDays(30);
    expect(await rejected(-14 * DAY_MS - 1)).to.deep.equal({ tooOldLogEventEndIndex: 1 });
  });

  it('lie in 24 hours, in one batch, those left out not counted', async () => {
    await put(-DAY_MS, 0);
    expect(await refusal(put(-DAY_MS - 1, 0))).to.equal(
      'InvalidParameterException: The batch of log events in a single PutLogEvents request cannot span more than 24 hours.',
    );
    expect(await rejected(-20 * DAY_MS, 0, 3 * HOUR_MS)).to.deep.equal({
      tooOldLogEventEndIndex: 1,
      tooNewLogEventStartIndex: 2,
    });
    expect(await taken()).to.deep.equal([-DAY_MS, 0, 0]);
  });

  it('may be the same, but not go back', async () => {
    expect(await rejected(-5, -5, -4)).to.equal(undefined);
    expect(await refusal(put(-5, -4, -5))).to.equal(
      'InvalidParameterException: Log events in a single PutLogEvents request must be in chronological order.',
    );
  });

  it('are answered with a token, also where no event is taken', async () => {
    const { nextSequenceToken: none = '' } = await put(-20 * DAY_MS);
    const { nextSequenceToken: some = '' } = await put(0);
    // Time and number of the last event around twenty digits of the stream's.
    expect(none).to.match(/^0{16}\d{20}0{20}$/);
    expect(some).to.match(new RegExp(`^000${NOW_MS}${none.slice(16, 36)}\\d{20}$`));
  });

  it('are those that are shown: from the beginning of the retention period on', async () => {
    await put(-DAY_MS - 1);
    await put(-DAY_MS, 0);
    await retainForDays(1);
    expect(await taken()).to.deep.equal([-DAY_MS, 0]);
  });
});
