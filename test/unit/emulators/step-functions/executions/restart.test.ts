import { appendFileSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const LONG = oneState({ Type: 'Wait', Seconds: 99_999, End: true });

describe('Step Functions after a restart', () => {
  let bench: StepFunctionsFixture;
  beforeEach(async () => {
    bench = await StepFunctionsFixture.start();
  });
  afterEach(() => bench.close());

  it('shows state machines, executions and histories again', async () => {
    const before = await bench.run(oneState({ Type: 'Pass', End: true }), { a: 1 });
    await bench.restart({ close: true });
    expect(await bench.ended(before.executionArn)).to.deep.include({
      status: 'SUCCEEDED',
      output: '{"a":1}',
      events: before.events,
    });
  });

  it('shows an execution that was running when the process died as ABORTED, and says why', async () => {
    const arn = await bench.start(await bench.create(LONG));
    await bench.event(arn, 'WaitStateEntered');
    // A crash in the middle of a line.
    const histories = join(bench.dataFolder, 'histories');
    appendFileSync(join(histories, readdirSync(histories)[0] ?? ''), '{"timestamp":1,"ty');
    await bench.restart({ close: false });
    const { status, error, cause, events } = await bench.ended(arn);
    expect({ status, error }).to.deep.equal({ status: 'ABORTED', error: 'Rehearsal.EmulatorEnded' });
    expect(cause).to.match(/^\[rehearsal\] the emulator ended/);
    expect(outline(events)).to.deep.equal(['1 0 ExecutionStarted', '2 0 WaitStateEntered', '3 0 ExecutionAborted']);
    expect(events[2]?.executionAbortedEventDetails).to.deep.equal({ error, cause });
  });

  it('goes by the history when the process died before the end was recorded elsewhere', async () => {
    const { executionArn } = await bench.run(oneState({ Type: 'Fail', Error: 'E' }));
    const [file = ''] = readdirSync(join(bench.dataFolder, 'executions'));
    const path = join(bench.dataFolder, 'executions', file);
    const { stoppedMs: _, error: __, ...record } = JSON.parse(readFileSync(path, 'utf8'));
    writeFileSync(path, JSON.stringify({ ...record, status: 'RUNNING' }));
    await bench.restart({ close: false });
    const { status, error, events } = await bench.ended(executionArn);
    expect({ status, error }).to.deep.equal({ status: 'FAILED', error: 'E' });
    expect(events).to.have.length(3);
  });

  it('aborts what runs when it closes, and stops its training jobs before it is closed', async () => {
    const Parameters = {
      TrainingJobName: 'job',
      RoleArn: 'r',
      AlgorithmSpecification: {},
      OutputDataConfig: {},
      ResourceConfig: {},
      StoppingCondition: {},
    };
    const state = {
      Type: 'Task',
      Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
      Parameters,
      End: true,
    };
    const arn = await bench.start(await bench.create(oneState(state)));
    await bench.event(arn, 'TaskSubmitted');
    await bench.restart({ close: true });
    expect(bench.sagemaker.stopped).to.deep.equal(['job']);
    expect(await bench.ended(arn)).to.deep.include({ status: 'ABORTED', error: 'Rehearsal.EmulatorEnded' });
  });

  it('lists executions in the order in which they were started, across restarts', async () => {
    const machine = await bench.create(oneState({ Type: 'Pass', End: true }));
    const first = await bench.start(machine, {}, 'first');
    await bench.ended(first);
    await bench.restart({ close: true });
    await bench.ended(await bench.start(machine, {}, 'second'));
    expect(await bench.listed(machine)).to.deep.equal(['second', 'first']);
  });
});
