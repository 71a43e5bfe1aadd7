import {
  DescribeExecutionCommand,
  DescribeMapRunCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListMapRunsCommand,
  RedriveExecutionCommand,
  StopExecutionCommand,
  UpdateMapRunCommand,
} from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

function documented(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  const source = 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-examine-map-run.html';
  return { table: 'step-functions-api', id, aws, here: 'same', wording: 'none', source, ...fields };
}

const CHILDREN = {
  ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
  StartAt: 'I',
  States: {
    I: {
      Type: 'Choice',
      Choices: [
        { Variable: '$', NumericLessThan: 0, Next: 'F' },
        { Variable: '$', NumericGreaterThan: 99, Next: 'W' },
      ],
      Default: 'P',
    },
    F: { Type: 'Fail', Error: 'Boom', Cause: 'why' },
    W: { Type: 'Wait', Seconds: 60, Next: 'P' },
    P: { Type: 'Pass', End: true },
  },
};
const map = (fields: object = {}) =>
  oneState({ Type: 'Map', Label: 'Each', ItemProcessor: CHILDREN, End: true, ...fields });

describe('operations on map runs', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start();
  });
  after(() => bench.close());

  const mapRunsOf = async (executionArn: string) =>
    (await bench.clients.sfn.send(new ListMapRunsCommand({ executionArn }))).mapRuns ?? [];
  const ended = async (items: number[], fields: object = {}) => {
    const { executionArn } = await bench.run(map(fields), items);
    const [mapRun] = await mapRunsOf(executionArn);
    return { executionArn, mapRun, mapRunArn: mapRun?.mapRunArn ?? '' };
  };
  const describeMapRun = (mapRunArn: string) => bench.clients.sfn.send(new DescribeMapRunCommand({ mapRunArn }));
  const childrenOf = async (mapRunArn: string, fields: object = {}) =>
    (await bench.clients.sfn.send(new ListExecutionsCommand({ mapRunArn, ...fields }))).executions ?? [];

  rule(documented('ListMapRuns.members', 'lists the map runs of an execution'), async () => {
    const { executionArn, mapRun } = await ended([1]);
    expect(mapRun).to.include({ executionArn });
    expect(mapRun?.mapRunArn).to.match(/:mapRun:[^:/]+\/Each:[0-9a-f-]{36}$/);
    expect(mapRun?.stateMachineArn).to.match(/:stateMachine:[^:/]+\/Each$/);
    expect(mapRun?.startDate).to.be.an.instanceOf(Date);
    expect(mapRun?.stopDate).to.be.an.instanceOf(Date);
  });

  rule(documented('DescribeMapRun.counts', 'counts children and items by status'), async () => {
    const { mapRunArn, executionArn } = await ended([1, -1, 2], { ToleratedFailureCount: 1, MaxConcurrency: 1 });
    const found = await describeMapRun(mapRunArn);
    expect(found).to.include({ executionArn, status: 'SUCCEEDED', maxConcurrency: 1, toleratedFailureCount: 1 });
    expect(found).to.include({ toleratedFailurePercentage: 0, redriveCount: 0 });
    expect(found.executionCounts).to.include({ total: 3, succeeded: 2, failed: 1, failuresNotRedrivable: 1 });
    expect(found.itemCounts).to.include({ total: 3, succeeded: 2, failed: 1, pending: 0, running: 0, aborted: 0 });
  });

  rule(documented('ListExecutions.mapRunArn', 'lists the children of a map run, filtered by status'), async () => {
    const { mapRunArn } = await ended([1, -1], { ToleratedFailureCount: 1 });
    expect((await childrenOf(mapRunArn)).map(({ status }) => status)).to.have.members(['SUCCEEDED', 'FAILED']);
    const failed = await childrenOf(mapRunArn, { statusFilter: 'FAILED' });
    expect(failed.map((child) => child.mapRunArn)).to.deep.equal([mapRunArn]);
    expect(failed.map(({ itemCount }) => itemCount)).to.deep.equal([1]);
    expect(await childrenOf(mapRunArn, { redriveFilter: 'REDRIVEN' })).to.deep.equal([]);
  });

  rule(documented('DescribeExecution.child', 'describes a child, its history and its state machine'), async () => {
    const { mapRunArn } = await ended([-1]);
    const [child] = await childrenOf(mapRunArn);
    const executionArn = child?.executionArn ?? '';
    const described = await bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn }));
    expect(described).to.include({ status: 'FAILED', error: 'Boom', cause: 'why', input: '-1', mapRunArn });
    expect(described.redriveStatus).to.equal('REDRIVABLE_BY_MAP_RUN');
    const { events = [] } = await bench.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events.at(-1)?.type).to.equal('ExecutionFailed');
    const machine = await bench.clients.sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(machine).to.include({ mapRunArn, label: 'Each' });
    const refused = await errorOf(bench.clients.sfn.send(new RedriveExecutionCommand({ executionArn })));
    expect(refused.name).to.equal('ExecutionNotRedrivable');
  });

  rule(documented('UpdateMapRun.running', 'changes the concurrency of a map run under way'), async () => {
    const executionArn = await bench.start(await bench.create(map({ MaxConcurrency: 1 })), [100, 1]);
    const mapRunArn = await pollUntil('a map run', async () => (await mapRunsOf(executionArn))[0]?.mapRunArn);
    await pollUntil('a child', async () => (await childrenOf(mapRunArn))[0]);
    await bench.clients.sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 2 }));
    expect(await describeMapRun(mapRunArn)).to.include({ maxConcurrency: 2, status: 'RUNNING' });
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn }));
    expect((await describeMapRun(mapRunArn)).status).to.equal('ABORTED');
    const refused = await errorOf(bench.clients.sfn.send(new UpdateMapRunCommand({ mapRunArn, maxConcurrency: 3 })));
    expect(refused.name).to.equal('ValidationException');
  });

  rule(documented('StopExecution.child', 'aborts one child, and its map run goes on'), async () => {
    const parent = await bench.start(await bench.create(map({ ToleratedFailureCount: 1 })), [100, 1]);
    const mapRunArn = await pollUntil('a map run', async () => (await mapRunsOf(parent))[0]?.mapRunArn);
    const running = { statusFilter: 'RUNNING' };
    const child = await pollUntil('a child', async () => (await childrenOf(mapRunArn, running))[0]?.executionArn);
    await bench.clients.sfn.send(new StopExecutionCommand({ executionArn: child, error: 'Enough', cause: 'said so' }));
    const stopped = await bench.clients.sfn.send(new DescribeExecutionCommand({ executionArn: child }));
    expect(stopped).to.include({ status: 'ABORTED', error: 'Enough', cause: 'said so' });
    const { status } = await bench.ended(parent);
    expect(status).to.equal('SUCCEEDED');
  });

  rule(documented('DescribeMapRun.missing', 'refuses an ARN of no map run', { wording: 'AWS' }), async () => {
    const mapRunArn = 'arn:aws:states:us-east-1:000000000000:mapRun:none/Each:1';
    const error = await errorOf(describeMapRun(mapRunArn));
    expect(error).to.include({ name: 'ResourceNotFound', message: `Resource not found: '${mapRunArn}'` });
  });
});
