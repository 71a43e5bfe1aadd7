import {
  CreateLogGroupCommand,
  DeleteLogGroupCommand,
  DescribeLogStreamsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { CreateStateMachineCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { pollUntil } from '../../../../support/poll-until.ts';
import { oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const FAILING = { StartAt: 'P', States: { P: { Type: 'Pass', Next: 'F' }, F: { Type: 'Fail', Error: 'E' } } };

const VALIDATION = 'log_stream_created_by_aws_to_validate_log_delivery_subscriptions';

describe('the log of executions', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const create = async (
    name: string,
    level: 'ALL' | 'ERROR' | 'FATAL',
    includeExecutionData: boolean,
    definition: object,
  ) => {
    const logGroupArn = `arn:aws:logs:us-east-1:000000000000:log-group:${name}:*`;
    const { stateMachineArn } = await bench.clients.sfn.send(
      new CreateStateMachineCommand({
        name,
        roleArn: ROLE_ARN,
        definition: JSON.stringify(definition),
        loggingConfiguration: {
          level,
          includeExecutionData,
          destinations: [{ cloudWatchLogsLogGroup: { logGroupArn } }],
        },
      }),
    );
    return stateMachineArn ?? '';
  };

  /** The logged events once the last one is there. */
  const logged = (logGroupName: string, lastType: string): Promise<Record<string, unknown>[]> =>
    pollUntil(`${lastType} is logged`, async () => {
      const { logStreams } = await bench.clients.logs.send(new DescribeLogStreamsCommand({ logGroupName }));
      const logStreamName = logStreams?.map((stream) => stream.logStreamName).find((name) => name !== VALIDATION);
      if (logStreamName === undefined) return undefined;
      expect(logStreamName).to.match(new RegExp(`^states/${logGroupName}/\\d{4}-\\d\\d-\\d\\d-\\d\\d-00/[0-9a-f]{8}$`));
      const { events } = await bench.clients.logs.send(
        new GetLogEventsCommand({ logGroupName, logStreamName, startFromHead: true }),
      );
      const lines = (events ?? []).map(({ message }) => JSON.parse(message ?? '{}'));
      return lines.at(-1)?.type === lastType ? lines : undefined;
    });

  it('holds each event in the shape of AWS’s vended logs, data included where asked', async () => {
    await bench.clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'all' }));
    const arn = await bench.start(await create('all', 'ALL', true, oneState({ Type: 'Pass', End: true })), { a: 1 });
    const lines = await logged('all', 'ExecutionSucceeded');
    expect(lines.map(({ id, type, previous_event_id }) => `${id} ${previous_event_id} ${type}`)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 PassStateEntered',
      '3 2 PassStateExited',
      '4 3 ExecutionSucceeded',
    ]);
    expect(lines[1]).to.deep.include({
      id: '2',
      details: { input: '{"a":1}', inputDetails: { truncated: false }, name: 'S' },
      execution_arn: arn,
      redrive_count: '0',
    });
    expect(lines[1]?.['event_timestamp']).to.match(/^\d{13}$/);
  });

  it('is one stream for executions within seconds, beside the one that delivery was tried with', async () => {
    await bench.clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'shared' }));
    const machine = await create('shared', 'FATAL', true, FAILING);
    const streams = async () => {
      const asked = new DescribeLogStreamsCommand({ logGroupName: 'shared' });
      return (await bench.clients.logs.send(asked)).logStreams?.map(({ logStreamName = '' }) => logStreamName) ?? [];
    };
    expect(await streams()).to.deep.equal([VALIDATION]);
    const arns = await Promise.all([bench.start(machine), bench.start(machine)]);
    const logStreamName = await pollUntil('there is a stream', async () => (await streams())[1]);
    const lines = await pollUntil('both have ended', async () => {
      const read = new GetLogEventsCommand({ logGroupName: 'shared', logStreamName, startFromHead: true });
      const { events = [] } = await bench.clients.logs.send(read);
      return events.length === arns.length ? events : undefined;
    });
    expect(lines.map(({ message }) => JSON.parse(message ?? '').execution_arn)).to.have.members(arns);
    expect(await streams()).to.have.lengthOf(2);
  });

  it('leaves the data out where it is not asked for', async () => {
    await bench.clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'bare' }));
    await bench.start(await create('bare', 'ALL', false, oneState({ Type: 'Pass', End: true })));
    const lines = await logged('bare', 'ExecutionSucceeded');
    expect(lines.map(({ details }) => details)).to.deep.equal([
      { roleArn: ROLE_ARN },
      { name: 'S' },
      { name: 'S' },
      {},
    ]);
  });

  it('holds only failures at level ERROR and only the end at level FATAL', async () => {
    for (const logGroupName of ['error', 'fatal']) {
      await bench.clients.logs.send(new CreateLogGroupCommand({ logGroupName }));
    }
    await bench.start(await create('error', 'ERROR', true, FAILING));
    await bench.start(await create('fatal', 'FATAL', true, FAILING));
    const types = async (group: string) => (await logged(group, 'ExecutionFailed')).map(({ type }) => type);
    expect(await types('error')).to.deep.equal(['FailStateEntered', 'ExecutionFailed']);
    expect(await types('fatal')).to.deep.equal(['ExecutionFailed']);
  });

  it('never fails an execution when the log group has been deleted', async () => {
    await bench.clients.logs.send(new CreateLogGroupCommand({ logGroupName: 'missing' }));
    const machine = await create('missing', 'ALL', true, oneState({ Type: 'Pass', End: true }));
    await bench.clients.logs.send(new DeleteLogGroupCommand({ logGroupName: 'missing' }));
    const arn = await bench.start(machine);
    expect((await bench.ended(arn)).status).to.equal('SUCCEEDED');
  });
});
