import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeStateMachineCommand, StopExecutionCommand, UpdateStateMachineCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { rule } from '../support/rule.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };
/** Of the test's stack (test/workflow/Pulumi.test.yaml takes the program's default). */
const INSTANCE_TYPE = 'ml.g4dn.xlarge';
const AN_HOUR_MS = 3_600_000;

describe('the retraining workflow with a quota of one instance', () => {
  let folder: string;
  let target: StartedTarget;

  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'retraining-quota-'));
    target = await StartedTarget.start({ dataFolder: folder, quotas: { [INSTANCE_TYPE]: 1 } });
    await target.putDataset(await patternDataset(DATASET));
    await shortenRetries();
  });

  after(async () => {
    await target.close();
    rmSync(folder, { recursive: true, force: true });
  });

  /** The workflow's own retriers, of which the one for quotas waits five minutes, with a second in place of every interval. */
  const shortenRetries = async () => {
    const { stateMachineArn } = target.outputs;
    const { definition = '' } = await target.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const shortened = definition.replaceAll(/"IntervalSeconds": \d+/g, '"IntervalSeconds": 1');
    expect(shortened).to.not.equal(definition);
    await target.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: shortened }));
  };

  const eventOf = (executionArn: string, type: string) =>
    target.until(`${executionArn} has ${type}`, async () =>
      (await target.history(executionArn)).find((event) => event.type === type),
    );

  rule(
    {
      table: 'faults',
      id: 'quota.retried',
      aws: 'a job beyond the quota is refused with ResourceLimitExceeded, and a retrier of SageMaker.ResourceLimitExceededException asks again until an instance is free',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json, training.limit; step-functions-sync.md',
    },
    async () => {
      const [holder, waiter] = [freshName('holder'), freshName('waiter')];
      target.addFault({ kind: 'slow-start', name: `*${holder}*`, forMs: AN_HOUR_MS });
      const holding = await target.startExecution(holder);
      await eventOf(holding, 'TaskSubmitted');

      const waiting = await target.startExecution(waiter);
      const { taskSubmitFailedEventDetails: details } = await eventOf(waiting, 'TaskSubmitFailed');
      expect(details?.error).to.equal('SageMaker.ResourceLimitExceededException');
      expect(details?.cause).to.match(
        new RegExp(
          `^The account-level service limit '${INSTANCE_TYPE} for training job usage' is 1 Instances, with current utilization of 1 Instances and a request delta of 1 Instances\\. .*Error Code: ResourceLimitExceeded;`,
        ),
      );

      await target.clients.sfn.send(new StopExecutionCommand({ executionArn: holding }));
      const { status, cause } = await target.ended(waiting);
      expect(status, cause).to.equal('SUCCEEDED');
    },
  );
});
