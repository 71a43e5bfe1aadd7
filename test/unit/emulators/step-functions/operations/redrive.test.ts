import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  DescribeExecutionCommand,
  ListExecutionsCommand,
  RedriveExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { FUNCTION_ARN, oneState, outline, StatesBench } from '../states-bench.ts';

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html';

function documented(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  return {
    table: 'step-functions-api',
    id: `RedriveExecution${id}`,
    aws,
    here: 'same',
    wording: 'none',
    source: GUIDE,
    ...fields,
  };
}

const DAY_MS = 24 * 60 * 60_000;
const task = (fields: object) => ({ Type: 'Task', Resource: FUNCTION_ARN, ...fields });

describe('redriving executions', () => {
  let bench: StatesBench;
  let isBroken = true;
  beforeEach(async () => {
    bench = await StatesBench.start();
    isBroken = true;
    bench.lambda.answer = ({ payload }) => {
      if (!isBroken) return { payload: JSON.stringify({ did: payload }) };
      return { payload: '{"errorType":"Broken","errorMessage":"still"}', functionError: true };
    };
  });
  afterEach(() => bench.close());

  const redrive = (executionArn: string, fields: object = {}) =>
    bench.clients.sfn.send(new RedriveExecutionCommand({ executionArn, ...fields }));
  const describeExecution = (executionArn: string) =>
    bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
  const refusal = async (work: Promise<unknown>) => {
    const { name, message } = await errorOf(work);
    return `${name}: ${message}`;
  };

  rule(
    documented(
      '',
      'goes on at the step that failed, with the same input; what succeeded before is not run again, the history goes on after ExecutionRedriven',
      {
        here: 'differs',
        note: 'which events follow ExecutionRedriven is not documented: the state’s entry is not repeated here, except for Fail',
      },
    ),
    async () => {
      const first = await bench.run(
        {
          StartAt: 'A',
          States: { A: { Type: 'Pass', Result: { x: 1 }, Next: 'B' }, B: task({ Next: 'C' }), C: { Type: 'Succeed' } },
        },
        { ignored: true },
      );
      expect(first).to.include({ status: 'FAILED', redriveStatus: 'REDRIVABLE', redriveCount: 0 });
      isBroken = false;
      const { redriveDate } = await redrive(first.executionArn);
      const again = await bench.ended(first.executionArn);
      expect(again).to.deep.include({
        status: 'SUCCEEDED',
        redriveCount: 1,
        redriveDate,
        output: '{"did":{"x":1}}',
        startDate: first.startDate,
        redriveStatusReason: 'Execution is SUCCEEDED and cannot be redriven',
      });
      expect(again).to.not.have.any.keys('error', 'cause');
      expect(outline(again.events)).to.deep.equal([
        '1 0 ExecutionStarted',
        '2 0 PassStateEntered',
        '3 2 PassStateExited',
        '4 3 TaskStateEntered',
        '5 4 LambdaFunctionScheduled',
        '6 5 LambdaFunctionStarted',
        '7 6 LambdaFunctionFailed',
        '8 7 ExecutionFailed',
        '9 8 ExecutionRedriven',
        '10 9 LambdaFunctionScheduled',
        '11 10 LambdaFunctionStarted',
        '12 11 LambdaFunctionSucceeded',
        '13 12 TaskStateExited',
        '14 13 SucceedStateEntered',
        '15 14 SucceedStateExited',
        '16 15 ExecutionSucceeded',
      ]);
      expect(again.events[8]?.executionRedrivenEventDetails).to.deep.equal({ redriveCount: 1 });
    },
  );

  rule(
    documented('.Parallel', 'runs only those branches again that failed or were aborted', {
      source: `${GUIDE}#redrive-behavior-states`,
    }),
    async () => {
      const branch = (name: string, state: object, more: object = {}) => ({
        StartAt: name,
        States: { [name]: state, ...more },
      });
      const { executionArn } = await bench.run({
        StartAt: 'P',
        States: {
          P: {
            Type: 'Parallel',
            Next: 'Z',
            Branches: [
              branch('Good', { Type: 'Pass', Result: 'kept', End: true }),
              branch('First', { Type: 'Pass', Result: 7, Next: 'Bad' }, { Bad: task({ End: true }) }),
              branch('Slow', { Type: 'Wait', Seconds: 1, End: true }),
            ],
          },
          Z: { Type: 'Pass', End: true },
        },
      });
      isBroken = false;
      await redrive(executionArn);
      const { status, result, events } = await bench.ended(executionArn);
      expect({ status, result }).to.deep.equal({ status: 'SUCCEEDED', result: ['kept', { did: 7 }, {}] });
      const redrivenAt = events.findIndex(({ type }) => type === 'ExecutionRedriven');
      const exits = events
        .slice(redrivenAt)
        .map(({ stateExitedEventDetails }) => stateExitedEventDetails?.name)
        .filter((name) => name !== undefined);
      expect(exits).to.deep.equal(['Bad', 'Slow', 'P', 'Z']);
      const entries = events.filter(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name === 'Good');
      expect(entries).to.have.length(1);
    },
  );

  rule(
    documented(
      '.Map',
      'runs only those iterations of an inline Map state again that failed or were aborted, with their variables',
      {
        source: `${GUIDE}#redrive-behavior-states`,
      },
    ),
    async () => {
      bench.lambda.answer = ({ payload }) =>
        isBroken && payload === 'b'
          ? { payload: '{"errorType":"Broken"}', functionError: true }
          : { payload: JSON.stringify(`did ${payload}`) };
      const { executionArn } = await bench.run(
        {
          StartAt: 'M',
          States: {
            M: {
              Type: 'Map',
              MaxConcurrency: 1,
              ItemProcessor: {
                StartAt: 'Note',
                States: {
                  Note: { Type: 'Pass', Assign: { 'seen.$': '$' }, Next: 'Call' },
                  Call: task({ Next: 'End' }),
                  End: { Type: 'Pass', Parameters: { 'seen.$': '$seen', 'result.$': '$' }, End: true },
                },
              },
              End: true,
            },
          },
        },
        ['a', 'b', 'c'],
      );
      const calls = bench.lambda.invocations.length;
      isBroken = false;
      await redrive(executionArn);
      const { result } = await bench.ended(executionArn);
      expect(result).to.deep.equal(['a', 'b', 'c'].map((item) => ({ seen: item, result: `did ${item}` })));
      expect(bench.lambda.invocations.slice(calls).map(({ payload }) => payload)).to.deep.equal(['b', 'c']);
    },
  );

  rule(
    documented('.Fail', 'enters the Fail state again, which fails again', {
      source: `${GUIDE}#redrive-behavior-states`,
    }),
    async () => {
      const { executionArn } = await bench.run(oneState({ Type: 'Fail', Error: 'E' }));
      await redrive(executionArn);
      const { status, error, events, redriveCount } = await bench.ended(executionArn);
      expect({ status, error, redriveCount }).to.deep.equal({ status: 'FAILED', error: 'E', redriveCount: 1 });
      expect(outline(events).slice(3)).to.deep.equal([
        '4 3 ExecutionRedriven',
        '5 4 FailStateEntered',
        '6 5 ExecutionFailed',
      ]);
    },
  );

  rule(
    documented('.retry', 'counts retries of the failed state from 0 again', {
      source: `${GUIDE}#redrive-retry-behavior`,
    }),
    async () => {
      const Retry = [{ ErrorEquals: ['Broken'], MaxAttempts: 1, IntervalSeconds: 1 }];
      const { executionArn } = await bench.run(oneState(task({ Retry, End: true })));
      const attempts = bench.lambda.invocations.length;
      await redrive(executionArn);
      await bench.ended(executionArn);
      expect({ first: attempts, again: bench.lambda.invocations.length - attempts }).to.deep.equal({
        first: 2,
        again: 2,
      });
    },
  );

  rule(
    documented('.context', 'shows RedriveCount and RedriveTime in the context object', {
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html',
    }),
    async () => {
      const { executionArn } = await bench.run({
        StartAt: 'A',
        States: { A: task({ Next: 'B' }), B: { Type: 'Pass', Parameters: { 'e.$': '$$.Execution' }, End: true } },
      });
      isBroken = false;
      const { redriveDate } = await redrive(executionArn);
      const { result } = await bench.ended(executionArn);
      expect((result as { e: object }).e).to.include({ RedriveCount: 1, RedriveTime: redriveDate?.toISOString() });
    },
  );

  rule(
    documented(
      '.TimeoutSeconds',
      'begins the state machine’s time limit anew; an execution that timed out can be redriven',
    ),
    async () => {
      const { executionArn, status } = await bench.run(
        {
          TimeoutSeconds: 1,
          ...oneState({ Type: 'Wait', SecondsPath: '$.s', End: true }),
        },
        { s: 2 },
      );
      expect(status).to.equal('TIMED_OUT');
      await redrive(executionArn);
      expect((await bench.ended(executionArn)).status).to.equal('TIMED_OUT');
    },
  );

  rule(documented('.definition', 'uses the definition that the execution was started with'), async () => {
    const machine = await bench.create(oneState(task({ End: true })));
    const { executionArn } = await bench.ended(await bench.start(machine, { n: 1 }));
    await bench.clients.sfn.send(
      new UpdateStateMachineCommand({
        stateMachineArn: machine,
        definition: JSON.stringify(oneState({ Type: 'Succeed' })),
      }),
    );
    isBroken = false;
    await redrive(executionArn);
    expect((await bench.ended(executionArn)).result).to.deep.equal({ did: { n: 1 } });
  });

  rule(
    documented('.ExecutionNotRedrivable', 'executions that run, have succeeded or ended over 14 days ago are refused', {
      source: `${GUIDE}#redrive-eligibility; reasons from https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html`,
      wording: 'partly AWS',
    }),
    async () => {
      const running = await bench.start(await bench.create(oneState({ Type: 'Wait', Seconds: 99_999, End: true })));
      expect(await refusal(redrive(running))).to.equal(
        'ExecutionNotRedrivable: [rehearsal] Execution is RUNNING and cannot be redriven',
      );
      await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: running }));
      const passed = await bench.run(oneState({ Type: 'Succeed' }));
      expect(await refusal(redrive(passed.executionArn))).to.equal(
        'ExecutionNotRedrivable: [rehearsal] Execution is SUCCEEDED and cannot be redriven',
      );
      const failed = await bench.run(oneState({ Type: 'Fail' }));
      await age(failed.executionArn, 15 * DAY_MS);
      expect(await describeExecution(failed.executionArn)).to.include({
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Execution redrivable period exceeded',
      });
      expect((await errorOf(redrive(failed.executionArn))).name).to.equal('ExecutionNotRedrivable');
    },
  );

  rule(
    documented('.clientToken', 'the same token again gives the same answer and redrives nothing', {
      source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html',
    }),
    async () => {
      const { executionArn } = await bench.run(oneState({ Type: 'Fail' }));
      const first = await redrive(executionArn, { clientToken: 't1' });
      await bench.ended(executionArn);
      const again = await redrive(executionArn, { clientToken: 't1' });
      expect(again.redriveDate).to.deep.equal(first.redriveDate);
      expect((await describeExecution(executionArn)).redriveCount).to.equal(1);
    },
  );

  it('goes on with an execution that was aborted by the end of the emulator, without a gap in its history', async () => {
    bench.lambda.answer = () => new Promise(() => {});
    const arn = await bench.start(
      await bench.create({
        StartAt: 'A',
        States: { A: { Type: 'Pass', Result: 1, Next: 'B' }, B: task({ End: true }) },
      }),
    );
    await pollUntil('the function is called', () => bench.lambda.invocations[0]);
    await bench.restart({ close: false });
    expect((await describeExecution(arn)).status).to.equal('ABORTED');
    bench.lambda.answer = ({ payload }) => ({ payload: JSON.stringify({ did: payload }) });
    await redrive(arn);
    const { status, output, events } = await bench.ended(arn);
    expect({ status, output }).to.deep.equal({ status: 'SUCCEEDED', output: '{"did":1}' });
    expect(outline(events).slice(4, 9)).to.deep.equal([
      '5 4 LambdaFunctionScheduled',
      '6 5 LambdaFunctionStarted',
      '7 0 ExecutionAborted',
      '8 7 ExecutionRedriven',
      '9 8 LambdaFunctionScheduled',
    ]);
    expect(events.map(({ id }) => id)).to.deep.equal(events.map((_, at) => at + 1));
  });

  it('can be redriven again and again, also after a catcher led on', async () => {
    const { executionArn } = await bench.run(
      {
        StartAt: 'A',
        States: {
          A: task({ Catch: [{ ErrorEquals: ['Broken'], ResultPath: '$.caught', Next: 'B' }], Next: 'Never' }),
          Never: { Type: 'Succeed' },
          B: task({ End: true }),
        },
      },
      {},
    );
    for (const count of [1, 2]) {
      await redrive(executionArn);
      expect(await bench.ended(executionArn)).to.include({ status: 'FAILED', redriveCount: count });
    }
    isBroken = false;
    await redrive(executionArn);
    const { result } = await bench.ended(executionArn);
    expect(result).to.have.nested.property('did.caught.Error', 'Broken');
  });

  rule(
    {
      table: 'step-functions-api',
      id: 'executions.retention',
      aws: 'an ended execution is forgotten after 90 days, and its name is free again',
      here: 'same',
      wording: 'none',
      source:
        'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html; StartExecution, parameter name',
    },
    async () => {
      const machine = await bench.create(oneState({ Type: 'Succeed' }));
      const arn = await bench.start(machine, {}, 'n');
      await bench.ended(arn);
      expect((await errorOf(bench.start(machine, {}, 'n'))).name).to.equal('ExecutionAlreadyExists');
      await age(arn, 91 * DAY_MS);
      expect((await errorOf(describeExecution(arn))).name).to.equal('ExecutionDoesNotExist');
      const { executions } = await bench.clients.sfn.send(new ListExecutionsCommand({ stateMachineArn: machine }));
      expect(executions).to.deep.equal([]);
      expect(readdirSync(join(bench.dataFolder, 'histories'))).to.deep.equal([]);
      expect((await bench.ended(await bench.start(machine, { second: true }, 'n'))).result).to.deep.equal({
        second: true,
      });
    },
  );

  /** Makes an ended execution older on disk and opens the data again. */
  async function age(executionArn: string, byMs: number): Promise<void> {
    await bench.ended(executionArn);
    await bench.restart({ close: true });
    const folder = join(bench.dataFolder, 'executions');
    for (const file of readdirSync(folder)) {
      const record = JSON.parse(readFileSync(join(folder, file), 'utf8'));
      if (record.executionArn !== executionArn) continue;
      const older = { ...record, startedMs: record.startedMs - byMs, stoppedMs: record.stoppedMs - byMs };
      writeFileSync(join(folder, file), JSON.stringify(older));
    }
    await bench.restart({ close: true });
  }
});
