import { FilterLogEventsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateTrainingJobCommand,
  DescribeTrainingJobCommand,
  type DescribeTrainingJobCommandOutput,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { prepareAccount, type TrainingAccount, trainingRequest } from '../integration/support/training-account.ts';
import { pollUntil } from '../support/poll-until.ts';
import { rule } from '../support/rule.ts';

const BUCKET = 'spot-training';
/** Some seconds: time enough for an interruption after the third. */
const EPOCHS = 60;
const CHECKPOINTS = 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-checkpoints.html';
const INTERRUPTED_ONCE = ['Starting', 'Downloading', 'Training', 'Interrupted', 'Starting', 'Downloading', 'Training'];

describe('a managed Spot job that is interrupted', () => {
  let cloud: LocalCloud;
  let account: TrainingAccount;

  before(async () => {
    cloud = await startCloud({ kind: 'embedded' });
    account = await prepareAccount(cloud.clients, BUCKET);
    const statement = { Effect: 'Allow', Action: '*', Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    const RoleName = `${BUCKET}-training`;
    await cloud.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'all', PolicyDocument }));
  });

  beforeEach(() => {
    cloud.faults.clear();
    cloud.faults.add([{ kind: 'spot-interruption', epochs: 3, forMs: 1 }]);
  });

  after(() => cloud.close());

  const train = async (TrainingJobName: string, checkpoints?: string): Promise<DescribeTrainingJobCommandOutput> => {
    const request = {
      ...trainingRequest(account, 'good', EPOCHS),
      TrainingJobName,
      EnableManagedSpotTraining: true,
      StoppingCondition: { MaxRuntimeInSeconds: 3600, MaxWaitTimeInSeconds: 3600 },
      ...(checkpoints === undefined ? {} : { CheckpointConfig: { S3Uri: checkpoints } }),
    };
    await cloud.clients.sagemaker.send(new CreateTrainingJobCommand(request));
    return pollUntil(`${TrainingJobName} has ended`, async () => {
      const job = await cloud.clients.sagemaker.send(new DescribeTrainingJobCommand({ TrainingJobName }));
      return job.TrainingEndTime === undefined ? undefined : job;
    });
  };

  const statusesOf = ({ SecondaryStatusTransitions: transitions = [] }: DescribeTrainingJobCommandOutput) =>
    transitions.map(({ Status }) => Status);

  /** Numbers of the epochs in the job's log, in their order. */
  const epochsOf = async (job: string): Promise<readonly number[]> => {
    const logGroupName = '/aws/sagemaker/TrainingJobs';
    const command = new FilterLogEventsCommand({
      logGroupName,
      logStreamNamePrefix: `${job}/`,
      filterPattern: '"Validation-accuracy"',
    });
    const { events = [] } = await cloud.clients.logs.send(command);
    return events.map(({ message = '' }) => Number(/Epoch\[(\d+)\]/.exec(message)?.[1]));
  };

  const keysUnder = async (Prefix: string): Promise<readonly string[]> => {
    const { Contents: objects = [] } = await cloud.clients.s3.send(
      new ListObjectsV2Command({ Bucket: BUCKET, Prefix }),
    );
    return objects.map(({ Key = '' }) => Key.slice(Prefix.length));
  };

  rule(
    {
      table: 'faults',
      id: 'spot-interruption.checkpoint',
      aws: 'an interrupted job finds its checkpoints of CheckpointConfig.S3Uri and goes on from the last one',
      here: 'differs',
      note: 'the checkpoints are the rehearsal’s own .params files; momentum and the order of images start again',
      wording: 'none',
      source: CHECKPOINTS,
    },
    async () => {
      const job = await train('with-checkpoints', `s3://${BUCKET}/checkpoints/one`);
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      expect(statusesOf(job)).to.deep.equal([...INTERRUPTED_ONCE, 'Uploading', 'Completed']);
      // What was done and kept before the interruption is not done again; an epoch that was cut off in saving may be.
      const epochs = await epochsOf('with-checkpoints');
      expect(epochs.filter((epoch) => epoch < 3)).to.deep.equal([0, 1, 2]);
      expect(new Set(epochs)).to.deep.equal(new Set(Array.from({ length: EPOCHS }, (_, epoch) => epoch)));
      const keys = await keysUnder('checkpoints/one/');
      expect(keys).to.include.members(['image-classification-0003.params', 'image-classification-0060.params']);
    },
  );

  rule(
    {
      table: 'faults',
      id: 'spot-interruption.restart',
      aws: 'an interrupted job without checkpoints begins again',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/sagemaker/latest/dg/model-managed-spot-training.html',
    },
    async () => {
      const job = await train('without-checkpoints');
      expect(job.TrainingJobStatus, job.FailureReason).to.equal('Completed');
      const epochs = await epochsOf('without-checkpoints');
      expect(epochs.filter((epoch) => epoch === 0)).to.have.length(2);
    },
  );

  it('goes on from another job’s checkpoint, and fails on one that cannot be read', async () => {
    cloud.faults.clear();
    const copied = await cloud.clients.s3.send(
      new GetObjectCommand({ Bucket: BUCKET, Key: 'checkpoints/one/image-classification-0060.params' }),
    );
    const put = (Key: string, Body: Uint8Array) =>
      cloud.clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));
    await put(
      'checkpoints/two/image-classification-0055.params',
      (await copied.Body?.transformToByteArray()) ?? new Uint8Array(),
    );
    await train('goes-on', `s3://${BUCKET}/checkpoints/two`);
    expect(await epochsOf('goes-on')).to.deep.equal([55, 56, 57, 58, 59]);

    await put('checkpoints/three/image-classification-0009.params', Buffer.from('text'));
    const { FailureReason: reason } = await train('unreadable', `s3://${BUCKET}/checkpoints/three/`);
    expect(reason).to.equal(
      "ClientError: [rehearsal] The checkpoint image-classification-0009.params cannot be used: the .params file does not begin with 'retraining-rehearsal-params 1': it was not written by the rehearsal.",
    );
  });

  it('fails when its checkpoints cannot be kept', async () => {
    const { FailureReason: reason } = await train('no-bucket', 's3://no-such-bucket/checkpoints');
    expect(reason).to.match(
      /^ClientError: \[rehearsal\] checkpoints cannot be read at s3:\/\/no-such-bucket\/checkpoints\/ of CheckpointConfig\.S3Uri: NoSuchBucket \(404\): /,
    );
  });
});
