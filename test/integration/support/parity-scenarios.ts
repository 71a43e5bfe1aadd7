import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import {
  DescribeStateMachineCommand,
  type HistoryEvent,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { patternDataset } from '../../support/dataset-factory.ts';
import { errorOf } from '../../support/error-of.ts';
import { pollUntil } from '../../support/poll-until.ts';
import { putDataset } from './deployed-workflow.ts';
import type { ParityTarget } from './parity-target.ts';
import { StateMachine } from './state-machines.ts';
import { trainingRequest } from './training-account.ts';

/** What is compared between the targets. */
type Scenario = (target: ParityTarget) => Promise<unknown>;

const TRAIN = 'arn:aws:states:::sagemaker:createTrainingJob.sync';
const MANY_EPOCHS = 100_000;
const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 12, testPerClass: 4, width: 32, height: 32 };

/** In this order on each target: the first ones fill the data set's prefix. */
export const SCENARIOS: Readonly<Record<string, Scenario>> = {
  'the function fails since there are no images': ({ workflow }) => outcome(workflow, 'no-images'),

  'all is green': async (target) => {
    await putDataset(target.cloud, target.outputs, await patternDataset(DATASET));
    return outcome(target.workflow, 'green');
  },

  'an execution’s name is used twice': async ({ workflow }) => {
    const { name, message } = await errorOf(workflow.start('green'));
    return { name, message };
  },

  'two executions at once': async ({ workflow }) => {
    const arns = await Promise.all([workflow.start('once-1'), workflow.start('once-2')]);
    const ended = await Promise.all(arns.map((arn) => workflow.ended(arn)));
    // Either of the two may have trained last, which later runs compare with: one more run decides it.
    await workflow.ended(await workflow.start('after-both'));
    return ended.map(({ status, output }) => ({ status, output }));
  },

  'the execution is stopped in the middle of training': async (target) => {
    const endless = await machine(target, 'endless', { ...train(target, 'endless', 'good', MANY_EPOCHS), End: true });
    const executionArn = await endless.start('stopped');
    await pollUntil('the job was submitted', async () =>
      (await endless.eventTypes(executionArn)).includes('TaskSubmitted') ? true : undefined,
    );
    await target.cloud.clients.sfn.send(new StopExecutionCommand({ executionArn, error: 'Test', cause: 'enough' }));
    const { status, error, cause } = await endless.ended(executionArn);
    return {
      status,
      error,
      cause,
      events: await history(endless, executionArn),
      job: await jobEnd(target, 'endless-stopped'),
    };
  },

  'the training fails on bad data': async (target) =>
    outcome(await machine(target, 'bad', { ...train(target, 'bad', 'bad'), End: true }), 'one'),

  'a training job’s name is used twice': async (target) => {
    const fixed = {
      ...train(target, 'fixed'),
      Parameters: { TrainingJobName: 'fixed', ...trainingRequest(target.account, 'good') },
      End: true,
    };
    const twice = await machine(target, 'fixed', fixed);
    return [await outcome(twice, 'one'), await outcome(twice, 'two')];
  },

  'a refused call is retried and then accepted': async (target) => {
    const TrainingJobName = "States.Format('retried-{}', $$.State.RetryCount)";
    const Parameters = { 'TrainingJobName.$': TrainingJobName, ...trainingRequest(target.account, 'good') };
    const Retry = [{ ErrorEquals: ['SageMaker.ResourceInUseException'], IntervalSeconds: 1, MaxAttempts: 2 }];
    const first = await machine(target, 'retry-first', { ...train(target, ''), Parameters, End: true });
    const second = await machine(target, 'retry-second', { ...train(target, ''), Parameters, Retry, End: true });
    return [await outcome(first, 'one'), await outcome(second, 'two')];
  },

  'SageMaker throttles the workflow’s first call and accepts the second': async ({ workflow, cloud }) => {
    cloud.faults.add([{ kind: 'throttling', operation: 'CreateTrainingJob', name: '*throttled-0-0' }]);
    return outcome(workflow, 'throttled');
  },

  'SageMaker refuses the request': async (target) => {
    const { Parameters } = train(target, 'refused');
    const state = { ...train(target, 'refused'), Parameters: { ...Parameters, RoleArn: 'nobody' }, End: true };
    return outcome(await machine(target, 'refused', state), 'one');
  },

  'the state’s time is over and caught': async (target) => {
    const state = { ...train(target, 'late', 'good', MANY_EPOCHS), TimeoutSeconds: 2, End: true };
    const caught = await machine(
      target,
      'late',
      { ...state, Catch: [{ ErrorEquals: ['States.Timeout'], ResultPath: '$.error', Next: 'Caught' }] },
      { Caught: { Type: 'Succeed' } },
    );
    return [await outcome(caught, 'one'), await jobEnd(target, 'late-one')];
  },

  'the workflow is updated while it runs': async ({ cloud, outputs, workflow }) => {
    const { stateMachineArn } = outputs;
    const { definition = '' } = await cloud.clients.sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    const running = await workflow.start('while-updated');
    await pollUntil('the job was submitted', async () =>
      (await workflow.eventTypes(running)).includes('TaskSubmitted') ? true : undefined,
    );
    const changed = definition.replace(/"MaxRuntimeInSeconds": \d+/, '"MaxRuntimeInSeconds": 1234');
    await cloud.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: changed }));
    const { status, output } = await workflow.ended(running);
    return [status, output, await outcome(workflow, 'after-update')];
  },

  'the state machine is updated between runs': async (target) => {
    const updated = await machine(target, 'updated', { Type: 'Pass', Result: 'before', End: true });
    const before = await outcome(updated, 'one');
    const definition = JSON.stringify({
      StartAt: 'Pass',
      States: { Pass: { Type: 'Pass', Result: 'after', End: true } },
    });
    await target.cloud.clients.sfn.send(new UpdateStateMachineCommand({ stateMachineArn: updated.arn, definition }));
    return [before, await outcome(updated, 'two')];
  },
};

function train(target: ParityTarget, name: string, data: 'good' | 'bad' = 'good', epochs?: number) {
  const TrainingJobName = `States.Format('${name}-{}', $$.Execution.Name)`;
  const Parameters = { 'TrainingJobName.$': TrainingJobName, ...trainingRequest(target.account, data, epochs) };
  return { Type: 'Task', Resource: TRAIN, Parameters };
}

function machine(
  { cloud, account }: ParityTarget,
  name: string,
  state: object,
  more: object = {},
): Promise<StateMachine> {
  const definition = { StartAt: 'First', States: { First: state, ...more } };
  return StateMachine.create(cloud.clients.sfn, name, account.stateMachineRoleArn, definition);
}

async function outcome(stateMachine: StateMachine, name: string): Promise<unknown> {
  const { executionArn = '', status, output, error, cause } = await stateMachine.run(name);
  return { executionArn, status, output, error, cause, events: await history(stateMachine, executionArn) };
}

/** The history with ids and what an event says about the call. */
async function history(stateMachine: StateMachine, executionArn: string): Promise<readonly unknown[]> {
  return (await stateMachine.history(executionArn)).map(eventFacts);
}

function eventFacts({ id, previousEventId, type, timestamp: _, ...details }: HistoryEvent): unknown {
  return { id, previousEventId, type, ...details };
}

/** How a job ended that was asked to stop. */
function jobEnd({ cloud }: ParityTarget, TrainingJobName: string): Promise<string> {
  return pollUntil(`training job ${TrainingJobName} has ended`, async () => {
    const job = await cloud.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
    return job.TrainingJobStatus === 'InProgress' || job.TrainingJobStatus === 'Stopping'
      ? undefined
      : job.TrainingJobStatus;
  });
}
