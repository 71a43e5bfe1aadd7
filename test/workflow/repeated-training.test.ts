import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DescribeTrainingJobCommand, ListTrainingJobsCommand } from '@aws-sdk/client-sagemaker';
import { RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { patternDataset } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const DATASET = { classNames: ['cat', 'dog'], trainPerClass: 4, testPerClass: 2, width: 32, height: 32 };
const CONFIG = { repeatTrainingSeconds: 4, repeatWaitSeconds: 1, alternativeInstanceTypes: ['ml.g5.xlarge'] };

needing(
  'faults with variables',
  'the retraining workflow that repeats a job which failed through no fault of its data',
  () => {
    let folder: string;
    let target: StartedTarget;

    before(async () => {
      folder = mkdtempSync(join(tmpdir(), 'retraining-workflow-'));
      target = await StartedTarget.start({ dataFolder: folder, config: CONFIG });
      await target.putDataset(await patternDataset(DATASET));
    });

    after(async () => {
      await target.close();
      rmSync(folder, { recursive: true, force: true });
    });

    /** Of an execution, the first first: the end of each name, the instance type, and the status. */
    const jobsOf = async (execution: string) => {
      const { sagemaker } = target.clients;
      const list = new ListTrainingJobsCommand({
        NameContains: execution,
        SortBy: 'CreationTime',
        SortOrder: 'Ascending',
      });
      const { TrainingJobSummaries = [] } = await sagemaker.send(list);
      const jobs = TrainingJobSummaries.map(({ TrainingJobName }) =>
        sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName })),
      );
      return Promise.all(jobs);
    };

    const seen = async (execution: string) =>
      (await jobsOf(execution)).map(({ TrainingJobName = '', ResourceConfig, TrainingJobStatus }) => [
        TrainingJobName.slice(TrainingJobName.indexOf(execution) + execution.length),
        ResourceConfig?.InstanceType,
        TrainingJobStatus,
      ]);

    const statesOf = async (executionArn: string) =>
      (await target.history(executionArn)).flatMap(({ stateEnteredEventDetails: entered }) => entered?.name ?? []);

    it('trains on the next instance type at once, and on the first again after a wait', async () => {
      const name = freshName('capacity');
      target.addFault({ kind: 'capacity', name: `*${name}*`, which: { first: 1, last: 2 } });
      const executionArn = await target.startExecution(name);
      const execution = await target.ended(executionArn);
      expect(execution.status, execution.cause).to.equal('SUCCEEDED');
      expect(await seen(name)).to.deep.equal([
        ['-0-0', 'ml.g4dn.xlarge', 'Failed'],
        ['-0-20', 'ml.g5.xlarge', 'Failed'],
        ['-0-40', 'ml.g4dn.xlarge', 'Completed'],
      ]);
      expect(await statesOf(executionArn)).to.deep.equal([
        'Generate dataset',
        'Anything to do',
        'Train model (image-classification)',
        'Anything to repeat',
        'Train model (image-classification)',
        'Anything to repeat',
        'Wait before training again',
        'Train model (image-classification)',
        'Save Model',
        'Keep labels',
      ]);
      expect(Object.keys(JSON.parse(execution.output ?? '{}'))).to.deep.equal(['dataset', 'trainingJob', 'model']);
      const billed = (await jobsOf(name)).map(({ BillableTimeInSeconds: seconds = 0 }) => seconds > 0);
      expect(billed).to.deep.equal([false, false, true]);
    });

    it('trains on the same instance type again after an internal error', async () => {
      const name = freshName('internal');
      target.addFault({ kind: 'internal-error', name: `*${name}*`, which: { first: 1, last: 1 } });
      const execution = await target.ended(await target.startExecution(name));
      expect(execution.status, execution.cause).to.equal('SUCCEEDED');
      expect(await seen(name)).to.deep.equal([
        ['-0-0', 'ml.g4dn.xlarge', 'Failed'],
        ['-0-20', 'ml.g4dn.xlarge', 'Completed'],
      ]);
    });

    it('repeats nothing else, tells the job’s reason, and trains again once it is redriven', async () => {
      const name = freshName('denied');
      target.addFault({ kind: 'upload-denied', name: `*${name}*`, which: { first: 1, last: 1 } });
      const executionArn = await target.startExecution(name);
      const execution = await target.ended(executionArn);
      expect(execution).to.deep.include({ status: 'FAILED', error: 'TrainingFailedError' });
      expect(JSON.parse(execution.cause ?? '{}').errorMessage).to.match(
        // training-failures.json: upload.403.
        /^the training job \S+-0-0 ended as Failed: ClientError: Artifact upload failed:Error 7: AccessDenied \(403\): Access Denied$/,
      );
      expect(await seen(name)).to.deep.equal([['-0-0', 'ml.g4dn.xlarge', 'Failed']]);
      target.addFault({ kind: 'internal-error', name: `*${name}*`, which: { first: 1, last: 1 } });
      await target.clients.sfn.send(new RedriveExecutionCommand({ executionArn }));
      expect((await target.ended(executionArn)).status).to.equal('SUCCEEDED');
      expect(await seen(name)).to.deep.equal([
        ['-0-0', 'ml.g4dn.xlarge', 'Failed'],
        ['-1-0', 'ml.g4dn.xlarge', 'Failed'],
        ['-1-20', 'ml.g4dn.xlarge', 'Completed'],
      ]);
    });

    it('gives up when all waits are over', async () => {
      const name = freshName('scarce');
      target.addFault({ kind: 'capacity', name: `*${name}*` });
      const execution = await target.ended(await target.startExecution(name));
      expect(execution.error).to.equal('TrainingFailedError');
      expect(JSON.parse(execution.cause ?? '{}').errorMessage).to.match(
        // training-failures.json: capacity.
        /^the training job \S+-0-\d+ ended as Failed: CapacityError: Unable to provision requested ML compute capacity\. /,
      );
      // At once on both types, and after waits of 1, 2 and 1 s.
      const types = ['ml.g4dn.xlarge', 'ml.g5.xlarge'];
      const attempts = [0, 1, 2, 3, 4, 5, 6, 7].map((attempt) => [`-0-${20 * attempt}`, types[attempt % 2], 'Failed']);
      expect(await seen(name)).to.deep.equal(attempts);
    });
  },
);
