import { GetBucketPolicyCommand } from '@aws-sdk/client-s3';
import { DescribeTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { GetExecutionHistoryCommand, StopExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { uploadText } from '../../functions/generate-dataset/lst-upload.ts';
import { type DeployedPolicy, EnforcedWorkflow } from '../support/enforced-workflow.ts';
import { rule } from '../support/rule.ts';

/** A part of a multipart upload has at least this. */
const PART_BYTES = 5 * 1024 * 1024;

describe('the statements of the program', () => {
  let workflow: EnforcedWorkflow;
  let policies: readonly DeployedPolicy[];

  before(async () => {
    workflow = await EnforcedWorkflow.start();
    policies = await workflow.policies();
  });

  after(() => workflow.close());

  const roleOf = (start: string): DeployedPolicy => {
    const found = policies.find(({ roleName }) => roleName.startsWith(start));
    if (found === undefined) throw new Error(`no role begins with ${start}`);
    return found;
  };

  it('are all used, each action of them, by a deployment, a run, a stopped run and an upload that breaks off', async () => {
    const { status, cause } = await workflow.ended(await workflow.startExecution());
    expect(status, cause).to.equal('SUCCEEDED');
    await stopWhileTraining();
    await breakOffUpload();

    const used = new Set(workflow.decisions.flatMap(usesOf));
    const granted = policies.flatMap(({ roleName, statements }) =>
      statements.flatMap(({ Sid, Action }) => [Action].flat().map((action) => `${roleName} ${Sid} ${action}`)),
    );
    // What only a hosted model does: endpoints and batch transforms are not emulated.
    const { roleName } = roleOf('retraining-model');
    expect(granted.filter((use) => !used.has(use))).to.deep.equal([
      `${roleName} WriteModelLogs logs:CreateLogGroup`,
      `${roleName} WriteModelLogs logs:CreateLogStream`,
      `${roleName} WriteModelLogs logs:DescribeLogStreams`,
      `${roleName} WriteModelLogs logs:PutLogEvents`,
      `${roleName} PublishModelMetrics cloudwatch:PutMetricData`,
    ]);
    expect(granted).to.have.length(56);
  });

  const usesOf = ({ roleArn, allowedBy }: (typeof workflow.decisions)[number]): string[] =>
    allowedBy.map(({ statement, action }) => `${roleArn.split('/').at(-1)} ${statement} ${action}`);

  /** StopTrainingJob is asked for by StopExecution alone. */
  const stopWhileTraining = async (): Promise<string> => {
    const executionArn = await workflow.startExecution();
    const jobName = await workflow.until('the training job was submitted', () => submittedJob(executionArn));
    const decided = workflow.decisions.length;
    await workflow.cloud.clients.sfn.send(new StopExecutionCommand({ executionArn }));
    await workflow.until('StopTrainingJob was decided', async () =>
      workflow.decisions.slice(decided).find(({ action }) => action === 'sagemaker:StopTrainingJob'),
    );
    return jobName;
  };

  const submittedJob = async (executionArn: string): Promise<string | undefined> => {
    const { events = [] } = await workflow.cloud.clients.sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    if (!events.some(({ type }) => type === 'TaskSubmitted')) return undefined;
    const scheduled = events.findLast(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
    return String(JSON.parse(scheduled?.parameters ?? '{}').TrainingJobName);
  };

  /** The function's own upload of a long .lst file, as its role; the rows end in an error. */
  const breakOffUpload = async (): Promise<void> => {
    const { bucketName, datasetPrefix } = workflow.outputs;
    const { clients, accountId } = workflow.cloud;
    const role = await clients.assume(
      `arn:aws:iam::${accountId}:role/${roleOf('retraining-generate').roleName}`,
      'upload',
    );
    const rows = async function* (): AsyncGenerator<string> {
      for (let bytes = 0; bytes < PART_BYTES; bytes += 1_048_576) yield 'x'.repeat(1_048_576);
      throw new Error('the rows end here');
    };
    const upload = uploadText(role.s3, bucketName, `${datasetPrefix}/runs/broken-off/train-data.lst`, rows());
    await upload.then(
      () => expect.fail('the upload ended well'),
      () => undefined,
    );
    role.destroy();
  };

  it('of the bucket refuse what no client of the program does, so that they are never used', async () => {
    const { bucketName: Bucket } = workflow.outputs;
    const { Policy = '' } = await workflow.cloud.clients.s3.send(new GetBucketPolicyCommand({ Bucket }));
    const sids = JSON.parse(Policy).Statement.map(({ Sid }: { readonly Sid: string }) => Sid);
    // Plain HTTP: here the listener on loopback counts as TLS (docs/fidelity.md); the policy itself is tried in evaluate.test.ts.
    expect(sids).to.deep.equal(['DenyPlainHttp']);
  });

  rule(
    {
      table: 'iam',
      id: 'states.stopTrainingJob',
      aws: 'StopExecution stops the training job with the role’s permission; without it the job runs on and bills',
      here: 'same',
      wording: 'none',
      source: 'step-functions-sync.md, "Abort and timeout"',
    },
    async () => {
      const policy = roleOf('retraining-workflow');
      const statements = policy.statements.map((statement) => ({
        ...statement,
        Action: [statement.Action].flat().filter((action) => action !== 'sagemaker:StopTrainingJob'),
      }));
      await workflow.putPolicy({ ...policy, statements });
      const TrainingJobName = await stopWhileTraining();
      const job = await workflow.until('the training job has ended', async () => {
        const described = await workflow.cloud.clients.sagemaker.send(
          new DescribeTrainingJobCommand({ TrainingJobName }),
        );
        return described.TrainingJobStatus === 'InProgress' ? undefined : described;
      });
      expect(job.TrainingJobStatus).to.equal('Completed');
      await workflow.putPolicy(policy);
    },
  );
});
