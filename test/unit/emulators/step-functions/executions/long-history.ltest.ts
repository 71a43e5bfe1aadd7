import { closeSync, openSync, readdirSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { DescribeExecutionCommand, GetExecutionHistoryCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const LONG = oneState({ Type: 'Wait', Seconds: 99_999, End: true });
/** Together they are longer than a text can be in Node: 536,870,888 characters. */
const EVENTS = 130;
const INPUT = 'x'.repeat(4 * 1024 * 1024);
/** What ExecutionStarted and WaitStateEntered leave. */
const BEFORE = 2;

describe('an execution whose history is longer than a text can be', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  it('is opened after a kill, described, and shown page by page', async () => {
    const executionArn = await bench.start(await bench.create(LONG));
    await bench.event(executionArn, 'WaitStateEntered');
    const histories = join(bench.dataFolder, 'histories');
    const file = openSync(join(histories, readdirSync(histories)[0] ?? ''), 'a');
    for (let id = BEFORE + 1; id <= BEFORE + EVENTS; id += 1) {
      const stateEnteredEventDetails = { name: 'S', input: INPUT };
      const event = { timestamp: 1, type: 'PassStateEntered', id, previousEventId: id - 1, stateEnteredEventDetails };
      writeSync(file, `${JSON.stringify(event)}\n`);
    }
    closeSync(file);
    await bench.restart({ close: false });

    const described = await bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect([described.status, described.error]).to.deep.equal(['ABORTED', 'Rehearsal.EmulatorEnded']);
    const newest = new GetExecutionHistoryCommand({ executionArn, reverseOrder: true, maxResults: 2 });
    const { events = [] } = await bench.clients.sfn.send(newest);
    expect(events.map(({ id, type }) => [id, type])).to.deep.equal([
      [BEFORE + EVENTS + 1, 'ExecutionAborted'],
      [BEFORE + EVENTS, 'PassStateEntered'],
    ]);
    // An answer ends before 64 MB, whatever maxResults says: 15 events of 4 MB, and the first two.
    const page = await bench.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    expect(page.events?.map(({ id }) => id)).to.deep.equal(Array.from({ length: BEFORE + 15 }, (_, at) => at + 1));
    expect(page.nextToken).to.be.a('string');
  }).timeout(60_000);
});
