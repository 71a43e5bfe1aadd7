import {
  CreateActivityCommand,
  DeleteActivityCommand,
  DescribeActivityCommand,
  GetActivityTaskCommand,
  ListActivitiesCommand,
  SendTaskFailureCommand,
  SendTaskHeartbeatCommand,
  SendTaskSuccessCommand,
  StopExecutionCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { refusal } from '../../../../support/error-of.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDED = 'recording of AWS:';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  return { table: 'step-functions-api', id, aws, here: 'same', wording, source: `${RECORDED} ${test}` };
}

describe('activities', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ activityPollMs: 300 });
  });
  after(() => bench.close());

  const create = async (name: string) =>
    (await bench.clients.sfn.send(new CreateActivityCommand({ name }))).activityArn ?? '';
  const take = (activityArn: string, workerName?: string) =>
    bench.clients.sfn.send(
      new GetActivityTaskCommand({ activityArn, ...(workerName === undefined ? {} : { workerName }) }),
    );
  const state = (Resource: string, fields: object = {}) => oneState({ Type: 'Task', Resource, End: true, ...fields });
  rule(
    recorded(
      'CreateActivity, DescribeActivity, ListActivities, DeleteActivity',
      'keep activities by name; creating or deleting one twice is no fault',
      'test_sfn_api_activities.snapshot.json',
      'AWS',
    ),
    async () => {
      const activityArn = await create('described');
      expect(activityArn).to.equal('arn:aws:states:us-east-1:000000000000:activity:described');
      expect(await create('described')).to.equal(activityArn);
      const described = await bench.clients.sfn.send(new DescribeActivityCommand({ activityArn }));
      expect(described).to.deep.include({
        activityArn,
        name: 'described',
        encryptionConfiguration: { type: 'AWS_OWNED_KEY' },
      });
      const { activities } = await bench.clients.sfn.send(new ListActivitiesCommand({}));
      expect(activities?.map(({ name }) => name)).to.include('described');
      await bench.clients.sfn.send(new DeleteActivityCommand({ activityArn }));
      await bench.clients.sfn.send(new DeleteActivityCommand({ activityArn }));
      const gone = `ActivityDoesNotExist: Activity Does Not Exist: '${activityArn}'`;
      expect(await refusal(bench.clients.sfn.send(new DescribeActivityCommand({ activityArn })))).to.equal(gone);
      expect(await refusal(take(activityArn))).to.equal(gone);
      expect(await refusal(create('TestActivity InvalidName$'))).to.equal(
        "InvalidName: Invalid Name: 'TestActivity InvalidName$'",
      );
    },
  );

  rule(
    recorded(
      'GetActivityTask',
      'gives a worker the input and a token; the events are ActivityScheduled, ActivityStarted with the worker’s name, ActivitySucceeded',
      'activities/test_activities.snapshot.json test_activity_task',
    ),
    async () => {
      const activityArn = await create('work');
      const arn = await bench.start(await bench.create(state(activityArn)), { Value1: 'Hello' });
      const { taskToken, input } = await take(activityArn, 'consumer');
      expect(input).to.equal('{"Value1":"Hello"}');
      await bench.clients.sfn.send(new SendTaskHeartbeatCommand({ taskToken }));
      await bench.clients.sfn.send(new SendTaskSuccessCommand({ taskToken, output: '{"done": true}' }));
      const { output, events } = await bench.ended(arn);
      expect(output).to.equal('{"done": true}');
      expect(outline(events)).to.deep.equal([
        '1 0 ExecutionStarted',
        '2 0 TaskStateEntered',
        '3 2 ActivityScheduled',
        '4 3 ActivityStarted',
        '5 4 ActivitySucceeded',
        '6 5 TaskStateExited',
        '7 6 ExecutionSucceeded',
      ]);
      expect(events[2]?.activityScheduledEventDetails).to.deep.equal({
        resource: activityArn,
        input: '{"Value1":"Hello"}',
        inputDetails: { truncated: false },
      });
      expect(events[3]?.activityStartedEventDetails).to.deep.equal({ workerName: 'consumer' });
      expect(events[4]?.activitySucceededEventDetails).to.deep.equal({
        output: '{"done": true}',
        outputDetails: { truncated: false },
      });
    },
  );

  rule(
    recorded(
      'activity.failure',
      'SendTaskFailure is ActivityFailed; a worker without a name leaves ActivityStarted empty',
      'activities/test_activities.snapshot.json test_activity_task_failure, test_activity_task_no_worker_name',
    ),
    async () => {
      const activityArn = await create('fails');
      const arn = await bench.start(await bench.create(state(activityArn)));
      const { taskToken } = await take(activityArn);
      await bench.clients.sfn.send(new SendTaskFailureCommand({ taskToken, error: 'Programmatic Error', cause: 'c' }));
      const { error, cause, events } = await bench.ended(arn);
      expect({ error, cause }).to.deep.equal({ error: 'Programmatic Error', cause: 'c' });
      expect(events[3]?.activityStartedEventDetails).to.deep.equal({});
      expect(events[4]?.activityFailedEventDetails).to.deep.equal({ error: 'Programmatic Error', cause: 'c' });
    },
  );

  rule(
    recorded(
      'activity.deleted',
      'a state whose activity does not exist ends the execution with States.Runtime before anything is scheduled',
      'activities/test_activities.snapshot.json test_activity_task_on_deleted',
      'AWS',
    ),
    async () => {
      const activityArn = 'arn:aws:states:us-east-1:000000000000:activity:none';
      const { error, cause, events } = await bench.run(state(activityArn));
      expect({ error, cause }).to.deep.equal({
        error: 'States.Runtime',
        cause: `An error occurred while executing the state 'S' (entered at the event id #2). The activity ${activityArn} does not exist.`,
      });
      expect(outline(events)).to.deep.equal(['1 0 ExecutionStarted', '2 0 TaskStateEntered', '3 2 ExecutionFailed']);
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'GetActivityTask.empty',
      aws: 'answers with a null token after 60 s without a task',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_GetActivityTask.html',
    },
    async () => {
      const { taskToken, input } = await take(await create('idle'));
      expect({ taskToken, input }).to.deep.equal({ taskToken: undefined, input: undefined });
    },
  );

  rule(
    {
      table: 'step-functions-api',
      id: 'activity.timeout',
      aws: 'without a worker or a heartbeat in time the task is ActivityTimedOut',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-activities.html',
    },
    async () => {
      const activityArn = await create('late');
      const { error, events } = await bench.run(state(activityArn, { TimeoutSeconds: 1 }));
      expect(error).to.equal('States.Timeout');
      expect(events[3]?.type).to.equal('ActivityTimedOut');
      const arn = await bench.start(
        await bench.create(state(activityArn, { TimeoutSeconds: 600, HeartbeatSeconds: 1 })),
      );
      await take(activityArn);
      const silent = await bench.ended(arn);
      expect(silent.events.map(({ type }) => type).slice(3)).to.deep.equal([
        'ActivityStarted',
        'ActivityTimedOut',
        'ExecutionFailed',
      ]);
    },
  );

  it('hands tasks to workers that waited before, in the order in which they came, and withdraws those of stopped executions', async () => {
    const activityArn = await create('queue');
    const machine = await bench.create(state(activityArn));
    const worker = take(activityArn);
    const first = await bench.start(machine, 1);
    expect((await worker).input).to.equal('1');
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: first }));
    const second = await bench.start(machine, 2);
    await bench.event(second, 'ActivityScheduled');
    const third = await bench.start(machine, 3);
    await bench.event(third, 'ActivityScheduled');
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: second }));
    expect((await take(activityArn)).input).to.equal('3');
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: third }));
  });
});
