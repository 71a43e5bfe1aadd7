import { GetExecutionHistoryCommand, ListExecutionsCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const PASS = oneState({ Type: 'Pass', End: true });
const LONG = oneState({ Type: 'Wait', Seconds: 99_999, End: true });

describe('the execution service under load', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  it('starts one execution for 1,000 starts with the same name at once', async () => {
    const machine = await bench.create(LONG);
    const arns = await Promise.all(Array.from({ length: 1_000 }, () => bench.start(machine, {}, 'crowd')));
    expect(new Set(arns).size).to.equal(1);
    const { executions } = await bench.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
    expect(executions).to.have.length(1);
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: arns[0] ?? '' }));
  });

  it('runs 100 executions of 10 states at once', async () => {
    const names = Array.from({ length: 10 }, (_, at) => `S${at}`);
    const states = names.map((name, at) => [
      name,
      { Type: 'Pass', ...(at === 9 ? { End: true } : { Next: `S${at + 1}` }) },
    ]);
    const machine = await bench.create({ StartAt: 'S0', States: Object.fromEntries(states) });
    const arns = await Promise.all(names.flatMap(() => names.map((_, at) => bench.start(machine, { at }))));
    const ended = await Promise.all(arns.map((arn) => bench.ended(arn)));
    expect(new Set(ended.map(({ status }) => status))).to.deep.equal(new Set(['SUCCEEDED']));
    expect(ended.every(({ events }) => events.length === 22)).to.equal(true);
  });

  it('ends a loop that never waits at 25,000 events, while others go on', async () => {
    const machine = await bench.create({
      StartAt: 'A',
      States: {
        A: { Type: 'Pass', Next: 'B' },
        B: { Type: 'Choice', Choices: [{ Variable: '$.end', IsPresent: true, Next: 'C' }], Default: 'A' },
        C: { Type: 'Succeed' },
      },
    });
    const loop = await bench.start(machine);
    expect((await bench.run(PASS)).status).to.equal('SUCCEEDED');
    const { status, cause } = await bench.ended(loop);
    expect({ status, cause }).to.deep.equal({
      status: 'FAILED',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    const last = new GetExecutionHistoryCommand({ executionArn: loop, reverseOrder: true, maxResults: 1 });
    expect((await bench.clients.sfn.send(last)).events?.[0]).to.deep.include({ id: 25_000, type: 'ExecutionFailed' });
  });
});
