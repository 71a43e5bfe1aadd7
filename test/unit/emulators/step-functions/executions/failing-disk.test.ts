import { join } from 'node:path';
import { StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { FUNCTION_ARN, oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';
import { breakFolder } from './break-folder.ts';

const CATCH = ['States.Runtime', 'States.ALL'].map((name) => ({ ErrorEquals: [name], Next: 'Caught' }));
const CALL = {
  StartAt: 'S',
  States: {
    S: { Type: 'Task', Resource: FUNCTION_ARN, Catch: CATCH, Next: 'Then' },
    Then: { Type: 'Succeed' },
    Caught: { Type: 'Succeed' },
  },
};
const TRAIN = {
  Type: 'Task',
  Resource: 'arn:aws:states:::sagemaker:createTrainingJob.sync',
  Parameters: {
    TrainingJobName: 'job',
    RoleArn: 'r',
    AlgorithmSpecification: {},
    OutputDataConfig: {},
    ResourceConfig: {},
    StoppingCondition: {},
  },
  End: true,
};

describe('Step Functions on a disk that fails', () => {
  let bench: StepFunctionsFixture;
  let mend = (): void => {};
  beforeEach(async () => {
    bench = await StepFunctionsFixture.start();
  });
  afterEach(async () => {
    mend();
    await bench.close();
  });

  const breakDisk = (folder: string): void => {
    const broken = breakFolder(join(bench.dataFolder, folder));
    mend = () => {
      broken.mend();
      mend = () => {};
    };
  };
  /** The function breaks the folder while the execution waits for its answer. */
  const breakDuringCall = (folder: string): void => {
    bench.lambda.answer = () => {
      breakDisk(folder);
      return { payload: '{}' };
    };
  };

  it('ends an execution whose history cannot be written as FAILED with the disk’s error, past every Catch', async () => {
    breakDuringCall('histories');
    const { status, error, cause, events, stopDate } = await bench.run(CALL);
    expect({ status, error }).to.deep.equal({ status: 'FAILED', error: 'Rehearsal.DiskFailed' });
    expect(cause).to.match(/^\[rehearsal\] the execution's history could not be written to the data folder: ENOTDIR/);
    expect(stopDate).to.be.instanceOf(Date);
    // The four before are behind the broken folder.
    expect(outline(events)).to.deep.equal([
      '5 4 LambdaFunctionSucceeded',
      '6 5 TaskStateExited',
      '7 6 ExecutionFailed',
    ]);
    expect(events[2]?.executionFailedEventDetails).to.deep.equal({ error, cause });
  });

  it('shows such an execution as ABORTED after a restart on a working disk, with one end in its history', async () => {
    breakDuringCall('histories');
    const { executionArn } = await bench.run(CALL);
    mend();
    await bench.restart({ close: true });
    const { status, error, events } = await bench.ended(executionArn);
    expect({ status, error }).to.deep.equal({ status: 'ABORTED', error: 'Rehearsal.EmulatorEnded' });
    expect(outline(events)).to.deep.equal([
      '1 0 ExecutionStarted',
      '2 0 TaskStateEntered',
      '3 2 LambdaFunctionScheduled',
      '4 3 LambdaFunctionStarted',
      '5 0 ExecutionAborted',
    ]);
  });

  it('stops the training job of an execution that it ends so', async () => {
    const call = { StartAt: 'C', States: { C: { Type: 'Task', Resource: FUNCTION_ARN, End: true } } };
    bench.lambda.answer = async () => {
      await pollUntil('the job is there', () => bench.sagemaker.created[0]);
      breakDisk('histories');
      return { payload: '{}' };
    };
    const { error } = await bench.run({
      StartAt: 'P',
      States: { P: { Type: 'Parallel', Branches: [oneState(TRAIN), call], End: true } },
    });
    expect(error).to.equal('Rehearsal.DiskFailed');
    await pollUntil('the job is stopped', () => bench.sagemaker.stopped[0]);
    expect(bench.sagemaker.stopped).to.deep.equal(['job']);
  });

  it('shows the end that the history has when only the record cannot be written, also after a restart', async () => {
    breakDuringCall('executions');
    const { executionArn, status, events } = await bench.run(CALL);
    expect({ status, last: events.at(-1)?.type }).to.deep.equal({ status: 'SUCCEEDED', last: 'ExecutionSucceeded' });
    mend();
    await bench.restart({ close: true });
    expect(await bench.ended(executionArn)).to.deep.include({ status: 'SUCCEEDED', events });
  });

  it('ends what runs when it closes, though nothing can be written', async () => {
    const arn = await bench.start(await bench.create(oneState({ Type: 'Wait', Seconds: 99_999, End: true })));
    await bench.event(arn, 'WaitStateEntered');
    breakDisk('histories');
    await bench.closeService();
    const { status, events } = await bench.ended(arn);
    expect(status).to.equal('ABORTED');
    expect(outline(events)).to.deep.equal(['3 0 ExecutionAborted']);
  });

  it('refuses to start an execution that it cannot record, names the disk’s error and keeps nothing of it', async () => {
    const machine = await bench.create(oneState({ Type: 'Pass', End: true }));
    breakDisk('executions');
    const refused = await errorOf(
      bench.clients.sfn.send(new StartExecutionCommand({ stateMachineArn: machine, name: 'n' })),
    );
    expect(refused.name).to.equal('InternalFailure');
    expect(refused.message).to.match(
      /^\[rehearsal\] the emulator's data folder refused the operation: ENOTDIR.*; check that/,
    );
    expect(await bench.listed(machine)).to.deep.equal([]);
    mend();
    expect((await bench.ended(await bench.start(machine, {}, 'n'))).status).to.equal('SUCCEEDED');
  });
});
