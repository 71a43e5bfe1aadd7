import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ListExecutionsCommand, StopExecutionCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf, refusal } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline } from '../step-functions-fixture.ts';
import { DAY_MS, documented, GUIDE, task, useRedriveLab } from './redrive-lab.ts';

describe('when and from what an execution can be redriven', () => {
  const lab = useRedriveLab();

  rule(
    documented(
      '.TimeoutSeconds',
      'starts the state machine’s time limit again; an execution that timed out can be redriven',
    ),
    async () => {
      const { executionArn, status } = await lab().bench.run(
        {
          TimeoutSeconds: 1,
          ...oneState({ Type: 'Wait', SecondsPath: '$.s', End: true }),
        },
        { s: 2 },
      );
      expect(status).to.equal('TIMED_OUT');
      await lab().redrive(executionArn);
      expect((await lab().bench.ended(executionArn)).status).to.equal('TIMED_OUT');
    },
  );

  rule(documented('.definition', 'uses the definition that the execution was started with'), async () => {
    const machine = await lab().bench.create(oneState(task({ End: true })));
    const { executionArn } = await lab().bench.ended(await lab().bench.start(machine, { n: 1 }));
    await lab().bench.clients.sfn.send(
      new UpdateStateMachineCommand({
        stateMachineArn: machine,
        definition: JSON.stringify(oneState({ Type: 'Succeed' })),
      }),
    );
    lab().isBroken = false;
    await lab().redrive(executionArn);
    expect((await lab().bench.ended(executionArn)).result).to.deep.equal({ did: { n: 1 } });
  });

  rule(
    documented('.ExecutionNotRedrivable', 'executions that run, have succeeded or ended over 14 days ago are refused', {
      source: `${GUIDE}#redrive-eligibility; reasons from https://docs.aws.amazon.com/step-functions/latest/apireference/API_DescribeExecution.html`,
      wording: 'partly AWS',
    }),
    async () => {
      const running = await lab().bench.start(
        await lab().bench.create(oneState({ Type: 'Wait', Seconds: 99_999, End: true })),
      );
      expect(await refusal(lab().redrive(running))).to.equal(
        'ExecutionNotRedrivable: [rehearsal] Execution is RUNNING and cannot be redriven',
      );
      await lab().bench.clients.sfn.send(new StopExecutionCommand({ executionArn: running }));
      const passed = await lab().bench.run(oneState({ Type: 'Succeed' }));
      expect(await refusal(lab().redrive(passed.executionArn))).to.equal(
        'ExecutionNotRedrivable: [rehearsal] Execution is SUCCEEDED and cannot be redriven',
      );
      const failed = await lab().bench.run(oneState({ Type: 'Fail' }));
      await lab().age(failed.executionArn, 15 * DAY_MS);
      expect(await lab().describeExecution(failed.executionArn)).to.include({
        redriveStatus: 'NOT_REDRIVABLE',
        redriveStatusReason: 'Execution redrivable period exceeded',
      });
      expect((await errorOf(lab().redrive(failed.executionArn))).name).to.equal('ExecutionNotRedrivable');
    },
  );

  rule(
    documented('.clientToken', 'the same token again gives the same answer and redrives nothing', {
      source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_RedriveExecution.html',
    }),
    async () => {
      const { executionArn } = await lab().bench.run(oneState({ Type: 'Fail' }));
      const first = await lab().redrive(executionArn, { clientToken: 't1' });
      await lab().bench.ended(executionArn);
      const again = await lab().redrive(executionArn, { clientToken: 't1' });
      expect(again.redriveDate).to.deep.equal(first.redriveDate);
      expect((await lab().describeExecution(executionArn)).redriveCount).to.equal(1);
    },
  );

  it('goes on with an execution that was aborted by the end of the emulator, without a gap in its history', async () => {
    lab().bench.lambda.answer = () => new Promise(() => {});
    const arn = await lab().bench.start(
      await lab().bench.create({
        StartAt: 'A',
        States: { A: { Type: 'Pass', Result: 1, Next: 'B' }, B: task({ End: true }) },
      }),
    );
    await pollUntil('the function is called', () => lab().bench.lambda.invocations[0]);
    await lab().bench.restart({ close: false });
    expect((await lab().describeExecution(arn)).status).to.equal('ABORTED');
    lab().bench.lambda.answer = ({ payload }) => ({ payload: JSON.stringify({ did: payload }) });
    await lab().redrive(arn);
    const { status, output, events } = await lab().bench.ended(arn);
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
      const machine = await lab().bench.create(oneState({ Type: 'Succeed' }));
      const arn = await lab().bench.start(machine, {}, 'n');
      await lab().bench.ended(arn);
      expect((await errorOf(lab().bench.start(machine, {}, 'n'))).name).to.equal('ExecutionAlreadyExists');
      await lab().age(arn, 91 * DAY_MS);
      expect((await errorOf(lab().describeExecution(arn))).name).to.equal('ExecutionDoesNotExist');
      const { executions } = await lab().bench.clients.sfn.send(
        new ListExecutionsCommand({ stateMachineArn: machine }),
      );
      expect(executions).to.deep.equal([]);
      expect(readdirSync(join(lab().bench.dataFolder, 'histories'))).to.deep.equal([]);
      expect((await lab().bench.ended(await lab().bench.start(machine, { second: true }, 'n'))).result).to.deep.equal({
        second: true,
      });
    },
  );
});
