import { GetLogEventsCommand, type OutputLogEvent } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { FakeContainers } from './support/fake-containers.ts';
import { OwnImageFixture } from './support/own-image-fixture.ts';

const GROUP = '/aws/sagemaker/TrainingJobs';

describe('a training program that prints faster than its log is taken', () => {
  it('is held up after 20,000 lines, and none is lost', async () => {
    const heldUpAt: number[] = [];
    const containers = new FakeContainers(async ({ say }) => {
      for (let line = 1; line <= 50_000; line += 1) {
        const room = say(`line ${line}`);
        if (room === undefined) continue;
        heldUpAt.push(line);
        await room;
      }
      return 0;
    });
    await using fixture = await OwnImageFixture.start(containers);
    expect((await fixture.run()).TrainingJobStatus).to.equal('Completed');
    expect(heldUpAt).to.deep.equal([20_000, 40_000]);
    const lines = (await eventsOf(fixture)).map(({ message }) => message);
    expect(lines).to.have.length(50_000);
    expect([lines[0], lines[25_000], lines.at(-1)]).to.deep.equal(['line 1', 'line 25001', 'line 50000']);
  });

  it('is held up after 8 MiB, too', async () => {
    const heldUpAt: number[] = [];
    const containers = new FakeContainers(async ({ say }) => {
      for (let line = 1; line <= 300; line += 1) {
        const room = say('a'.repeat(32_768));
        if (room !== undefined) heldUpAt.push(line);
        await room;
      }
      return 0;
    });
    await using fixture = await OwnImageFixture.start(containers);
    expect((await fixture.run()).TrainingJobStatus).to.equal('Completed');
    expect(heldUpAt[0]).to.equal(256);
  });
});

async function eventsOf(fixture: OwnImageFixture): Promise<OutputLogEvent[]> {
  const logStreamName = await fixture.logStream();
  const all: OutputLogEvent[] = [];
  let token: string | undefined;
  for (;;) {
    const page = { logGroupName: GROUP, logStreamName, startFromHead: true, nextToken: token };
    const { events = [], nextForwardToken } = await fixture.clients.logs.send(new GetLogEventsCommand(page));
    if (events.length === 0) return all;
    all.push(...events);
    token = nextForwardToken;
  }
}
