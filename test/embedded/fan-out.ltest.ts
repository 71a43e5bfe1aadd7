import { GetObjectCommand, ListMultipartUploadsCommand, ListObjectsV2Command } from '@aws-sdk/client-s3';
import { GetExecutionHistoryCommand, RedriveExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type DeployedPolicy, EnforcedWorkflow } from '../support/enforced-workflow.ts';
import { rule } from '../support/rule.ts';
import { denied, TROUBLESHOOTING } from './support/lacks/lack.ts';

describe('the retraining workflow whose data set is listed by several functions', () => {
  let workflow: EnforcedWorkflow;

  before(async () => {
    workflow = await EnforcedWorkflow.start({ fanOut: 'always' });
  });

  after(() => workflow.close());

  const text = async (Key: string) => {
    const { bucketName: Bucket } = workflow.outputs;
    return (await workflow.cloud.clients.s3.send(new GetObjectCommand({ Bucket, Key }))).Body?.transformToString();
  };

  it('trains on it, with the rights of its roles, each of which is used, and leaves nothing but the data set and its answer', async () => {
    const executionArn = await workflow.startExecution();
    const { status, cause, output = '{}' } = await workflow.ended(executionArn);
    expect(status, cause).to.equal('SUCCEEDED');
    const { dataset, trainingJob } = JSON.parse(output);
    expect(dataset).to.deep.include({
      message: 'OK',
      num_classes: 2,
      num_training_samples: 4,
      num_validation_samples: 2,
    });
    expect(trainingJob.TrainingJobStatus).to.equal('Completed');
    expect(await text('dataset/train-data.lst')).to.match(
      /^1\t0\tcat\/\S+\n2\t0\tcat\/\S+\n3\t1\tdog\/\S+\n4\t1\tdog\/\S+\n$/,
    );
    expect(await text('dataset/test-data.lst')).to.match(/^1\t0\tcat\/\S+\n2\t1\tdog\/\S+\n$/);

    const { bucketName: Bucket } = workflow.outputs;
    const { s3, sfn } = workflow.cloud.clients;
    const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket, Prefix: 'dataset/fan-out/' }));
    expect(Contents.map(({ Key = '' }) => Key.slice(Key.lastIndexOf('/')))).to.deep.equal(['/joined.json']);
    const { Uploads = [] } = await s3.send(new ListMultipartUploadsCommand({ Bucket }));
    expect(Uploads).to.deep.equal([]);
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn, maxResults: 1000 }));
    const entered = events.flatMap(({ stateEnteredEventDetails }) => stateEnteredEventDetails?.name ?? []);
    expect(entered).to.deep.equal([
      'Generate dataset',
      'Generate dataset (in one function?)',
      'Generate dataset (list ranges)',
      'Generate dataset (number rows)',
      'Generate dataset (write ranges)',
      'Generate dataset (join ranges)',
      'Anything to do',
      'Train model (image-classification)',
      'Save Model',
      'Keep labels',
    ]);
    expect(workflow.decisions.filter(({ denial }) => denial !== undefined)).to.deep.equal([]);
    const used = new Set(
      workflow.decisions.flatMap(({ allowedBy }) => allowedBy.map(({ statement, action }) => `${statement} ${action}`)),
    );
    expect([...used].filter((use) => /^(ShareListing|StartMapRuns|WatchMapRuns) /.test(use)).sort()).to.deep.equal([
      'ShareListing s3:DeleteObject',
      'ShareListing s3:GetObject',
      'ShareListing s3:PutObject',
      'StartMapRuns states:StartExecution',
    ]);
  });

  const without = async (roleName: string, change: (statements: DeployedPolicy['statements']) => object[]) => {
    const policy = (await workflow.policies()).find((one) => one.roleName.startsWith(roleName));
    if (policy === undefined) throw new Error(`no role begins with ${roleName}`);
    await workflow.putPolicy({ ...policy, statements: change(policy.statements) as DeployedPolicy['statements'] });
    try {
      return await workflow.ended(await workflow.startExecution());
    } finally {
      await workflow.putPolicy(policy);
    }
  };

  rule(
    {
      table: 'iam',
      id: 'program.workflow.StartMapRuns',
      aws: 'without states:StartExecution on the state machine a Distributed Map state fails with the denial',
      here: 'differs',
      note: 'the same; the error’s name, States.Permissions, is a guess',
      wording: 'partly AWS',
      source:
        'github.com/serverless-operations/serverless-step-functions/issues/543; Step Functions Developer Guide, "IAM policies for using Distributed Map states"',
    },
    async () => {
      const { status, error, cause } = await without('retraining-workflow', (statements) =>
        statements.filter(({ Sid }) => Sid !== 'StartMapRuns'),
      );
      expect([status, error]).to.deep.equal(['FAILED', 'States.Permissions']);
      expect(cause).to.match(denied('states:StartExecution'));
    },
  );

  rule(
    {
      table: 'iam',
      id: 'program.function.ShareListing',
      aws: "without s3:PutObject below the fan-out folder the function fails with S3's refusal",
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      const { status, error, cause } = await without('retraining-generate', (statements) =>
        statements.filter(({ Sid }) => Sid !== 'ShareListing'),
      );
      expect([status, error]).to.deep.equal(['FAILED', 'DatasetStorageError']);
      expect(cause).to.match(denied('s3:PutObject'));
    },
  );

  it('fails with the words of a range that fails, and goes on when it is redriven', async () => {
    const policy = (await workflow.policies()).find(({ roleName }) => roleName.startsWith('retraining-generate'));
    if (policy === undefined) throw new Error('the function has no role');
    const noRows = { Sid: 'NoRows', Effect: 'Deny', Action: 's3:PutObject', Resource: 'arn:aws:s3:::*/rows-1-*' };
    await workflow.putPolicy({ ...policy, statements: [...policy.statements, noRows] });
    const executionArn = await workflow.startExecution();
    const failed = await workflow.ended(executionArn);
    expect([failed.status, failed.error]).to.deep.equal(['FAILED', 'DatasetStorageError']);
    expect(JSON.parse(failed.cause ?? '{}').errorMessage).to.match(
      /^range 1: writing s3:\/\/\S+\/rows-1-\S+ failed: AccessDenied: User: .* with an explicit deny in an identity-based policy$/,
    );

    await workflow.putPolicy(policy);
    await workflow.cloud.clients.sfn.send(new RedriveExecutionCommand({ executionArn }));
    const { status, cause } = await workflow.ended(executionArn);
    expect(status, cause).to.equal('SUCCEEDED');
  });

  it('is listed flat where the function may not list folders', async () => {
    const decided = workflow.decisions.length;
    const { status, cause } = await without('retraining-generate', (statements) => [
      ...statements,
      {
        Sid: 'NoFolders',
        Effect: 'Deny',
        Action: 's3:ListBucket',
        Resource: '*',
        Condition: { StringEquals: { 's3:delimiter': '/' } },
      },
    ]);
    expect(status, cause).to.equal('SUCCEEDED');
    const denials = workflow.decisions.slice(decided).filter(({ denial }) => denial !== undefined);
    expect(new Set(denials.map(({ action }) => action))).to.deep.equal(new Set(['s3:ListBucket']));
  });

  it('fails with the words of the data set’s problem where one function would', async () => {
    const { bucketName: Bucket } = workflow.outputs;
    await workflow.putObject('dataset/test/bird/1.jpg', 'x');
    const { status, error, cause = '' } = await workflow.ended(await workflow.startExecution());
    expect([status, error]).to.deep.equal(['FAILED', 'UnknownTestClassError']);
    expect(JSON.parse(cause).errorMessage.split('\n')[0]).to.equal(
      `1 class has test images but no training images: "bird"; upload images of it under s3://${Bucket}/dataset/train/ or remove its test images`,
    );
  });
});
