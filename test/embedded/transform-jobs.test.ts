import { DeleteObjectCommand, GetObjectCommand, ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import {
  CreateModelCommand,
  CreateTransformJobCommand,
  type CreateTransformJobCommandInput,
  DescribeTransformJobCommand,
  type DescribeTransformJobCommandOutput,
  ListTransformJobsCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { expect } from 'chai';
import { type LocalCloud, startCloud } from '../../localstack/index.ts';
import { algorithmInProcess } from '../conformance/algorithm/algorithm-in-process.ts';
import { prepareAccount, type TrainingAccount } from '../integration/support/training-account.ts';
import { errorOf } from '../support/error-of.ts';
import { pollUntil } from '../support/poll-until.ts';
import { rule } from '../support/rule.ts';
import { trainedArtifact } from './support/trained-artifact.ts';

const BUCKET = 'transforms';
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';
const MODEL = 'cats-and-dogs';
const ARN = 'arn:aws:sagemaker:us-east-1:000000000000';
const TEST_IMAGES = ['cat', 'dog'].flatMap((name) => [0, 1, 2, 3].map((at) => `${name}/${at}.jpg`));

describe('batch transform jobs', () => {
  let cloud: LocalCloud;
  let account: TrainingAccount;

  before(async () => {
    cloud = await startCloud({ kind: 'embedded', startAlgorithm: algorithmInProcess });
    account = await prepareAccount(cloud.clients, BUCKET);
    const artifact = await trainedArtifact(cloud.clients, account);
    await createModel(MODEL, artifact);
  });

  after(() => cloud.close());

  const createModel = (ModelName: string, ModelDataUrl: string) => {
    const PrimaryContainer = { Image: IMAGE, ModelDataUrl };
    const ExecutionRoleArn = account.trainingRoleArn;
    return cloud.clients.sagemaker.send(new CreateModelCommand({ ModelName, ExecutionRoleArn, PrimaryContainer }));
  };

  const request = (TransformJobName: string, changes: Partial<CreateTransformJobCommandInput> = {}) => ({
    TransformJobName,
    ModelName: MODEL,
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix' as const, S3Uri: `s3://${BUCKET}/good/test/` } },
      ContentType: 'application/x-image',
    },
    TransformOutput: { S3OutputPath: `s3://${BUCKET}/predictions/${TransformJobName}` },
    TransformResources: { InstanceType: 'ml.m5.large' as const, InstanceCount: 1 },
    ...changes,
  });

  const start = (name: string, changes: Partial<CreateTransformJobCommandInput> = {}) =>
    cloud.clients.sagemaker.send(new CreateTransformJobCommand(request(name, changes)));

  const ended = (TransformJobName: string): Promise<DescribeTransformJobCommandOutput> =>
    pollUntil(`${TransformJobName} has ended`, async () => {
      const job = await cloud.clients.sagemaker.send(new DescribeTransformJobCommand({ TransformJobName }));
      return job.TransformEndTime === undefined ? undefined : job;
    });

  /** What is below the output path of a job, by key. */
  const outputs = async (name: string): Promise<ReadonlyMap<string, string>> => {
    const Prefix = `predictions/${name}/`;
    const { Contents = [] } = await cloud.clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix }));
    const entries = Contents.map(async ({ Key = '' }): Promise<[string, string]> => {
      const { Body } = await cloud.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key }));
      return [Key.slice(Prefix.length), (await Body?.transformToString()) ?? ''];
    });
    return new Map(await Promise.all(entries));
  };

  const predictions = async (name: string) =>
    [...(await outputs(name))].map(([key, text]) => ({ key, prediction: JSON.parse(text).prediction as number[] }));

  const inputOf = (S3DataType: 'S3Prefix' | 'ManifestFile', key: string, more: object = {}) => ({
    TransformInput: {
      DataSource: { S3DataSource: { S3DataType, S3Uri: `s3://${BUCKET}/${key}` } },
      ContentType: 'application/x-image',
      ...more,
    },
  });

  const put = (Key: string, Body: string | Buffer) =>
    cloud.clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body }));

  it('predict every image of a prefix, in an object of its own', async () => {
    const { TransformJobArn } = await start('whole', { MaxConcurrentTransforms: 16, MaxPayloadInMB: 6 });
    expect(TransformJobArn).to.equal(`${ARN}:transform-job/whole`);
    const job = await ended('whole');
    expect(job.TransformJobStatus, job.FailureReason).to.equal('Completed');
    expect(job).to.deep.include({ ModelName: MODEL, MaxConcurrentTransforms: 16, TransformJobArn });
    const found = await predictions('whole');
    expect(found.map(({ key }) => key)).to.deep.equal(TEST_IMAGES.map((image) => `${image}.out`));
    // The pattern of a class is easily told from the other one's.
    const right = found.filter(({ key, prediction: [cat = 0, dog = 0] }) => key.startsWith('cat/') === cat > dog);
    expect(right.map(({ key }) => key)).to.deep.equal(found.map(({ key }) => key));
    for (const { prediction } of found) expect(prediction.reduce((sum, value) => sum + value)).to.be.closeTo(1, 1e-6);
  });

  it('predict the images of a manifest alone, and end a record with a line where that is asked', async () => {
    await put('some.manifest', JSON.stringify([{ prefix: `s3://${BUCKET}/good/test/` }, 'dog/1.jpg', 'cat/2.jpg']));
    const TransformOutput = { S3OutputPath: `s3://${BUCKET}/predictions/some/`, AssembleWith: 'Line' as const };
    await start('some', { ...inputOf('ManifestFile', 'some.manifest'), TransformOutput });
    expect((await ended('some')).TransformJobStatus).to.equal('Completed');
    const found = await outputs('some');
    expect([...found.keys()]).to.deep.equal(['cat/2.jpg.out', 'dog/1.jpg.out']);
    expect([...found.values()].every((text) => /^\{"prediction":\[[\d.e-]+,[\d.e-]+\]\}\n$/.test(text))).to.equal(true);
  });

  it('give corrupt and too large images no prediction, the others theirs, and end Failed', async () => {
    await put('mixed/text.jpg', 'this is text');
    await put('mixed/large.jpg', Buffer.alloc(1024 * 1024 + 1));
    const { Body } = await cloud.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'good/test/cat/0.jpg' }));
    await put('mixed/good.jpg', Buffer.from((await Body?.transformToByteArray()) ?? []));
    await start('mixed', { ...inputOf('S3Prefix', 'mixed/'), MaxPayloadInMB: 1 });
    const { TransformJobStatus, FailureReason } = await ended('mixed');
    expect(TransformJobStatus).to.equal('Failed');
    expect(FailureReason).to.equal(
      'AlgorithmError: [rehearsal] 2 of 3 inputs have no prediction; the first is mixed/large.jpg: it has 1048577 bytes, more than MaxPayloadInMB (1) allows',
    );
    expect([...(await outputs('mixed')).keys()]).to.deep.equal(['good.jpg.out']);
  });

  it('fail as a whole where the content type or the artifact is not the algorithm’s', async () => {
    await start('texts', inputOf('S3Prefix', 'good/test/', { ContentType: 'text/csv' }));
    expect((await ended('texts')).FailureReason).to.match(
      /^AlgorithmError: \[rehearsal\] 8 of 8 inputs have no prediction; the first is good\/test\/cat\/0\.jpg: \[rehearsal\] content type "text\/csv"/,
    );
    await put('other.tar.gz', 'no archive');
    await createModel('other', `s3://${BUCKET}/other.tar.gz`);
    await start('other', { ModelName: 'other' });
    expect((await ended('other')).FailureReason).to.match(
      /^AlgorithmError: \[rehearsal\] the artifact cannot be used for predictions: /,
    );
    expect([...(await outputs('texts')).keys(), ...(await outputs('other')).keys()]).to.deep.equal([]);
  });

  it('fail where the artifact of their model is gone', async () => {
    await put('gone.tar.gz', 'soon gone');
    await createModel('gone', `s3://${BUCKET}/gone.tar.gz`);
    await cloud.clients.s3.send(new DeleteObjectCommand({ Bucket: BUCKET, Key: 'gone.tar.gz' }));
    await start('gone', { ModelName: 'gone' });
    expect((await ended('gone')).FailureReason).to.match(
      /^ClientError: \[rehearsal\] S3 refused a call of the job: NoSuchKey: /,
    );
  });

  it('are stopped without an output, and have names that are used once', async () => {
    await start('stopped');
    await cloud.clients.sagemaker.send(new StopTransformJobCommand({ TransformJobName: 'stopped' }));
    const { TransformJobStatus } = await ended('stopped');
    expect(TransformJobStatus).to.equal('Stopped');
    expect([...(await outputs('stopped')).keys()]).to.deep.equal([]);
    const again = await errorOf(start('stopped'));
    expect([again.name, again.message]).to.deep.equal([
      'ResourceInUse',
      `[rehearsal] a transform job of this name exists already (${ARN}:transform-job/stopped): names are used once`,
    ]);
    const list = new ListTransformJobsCommand({ StatusEquals: 'Stopped' });
    const { TransformJobSummaries = [] } = await cloud.clients.sagemaker.send(list);
    expect(TransformJobSummaries.map(({ TransformJobName }) => TransformJobName)).to.deep.equal(['stopped']);
  });

  rule(
    {
      table: 'sagemaker-service',
      id: 'transform.noS3Objects',
      aws: 'CreateTransformJob is refused where its input has no object, as a training job is',
      here: 'same',
      wording: 'AWS',
      source: 'aws/amazon-sagemaker-examples#2270',
    },
    async () => {
      expect((await errorOf(start('r2', inputOf('S3Prefix', 'nothing/')))).message).to.equal(
        `No S3 objects found under S3 URL "s3://transforms/nothing/" given in input data source. Please ensure that the bucket exists in the selected region (us-east-1), that objects exist under that S3 prefix, and that the role "${account.trainingRoleArn}" has "s3:ListBucket" permissions on bucket "transforms".`,
      );
    },
  );

  rule(
    {
      table: 'sagemaker-service',
      id: 'transform.noModel',
      aws: 'CreateTransformJob is refused for a model that is not there',
      here: 'same',
      wording: 'AWS',
      source: 'control-plane-errors.json, observed of CreateEndpointConfig',
    },
    async () => {
      expect((await errorOf(start('r1', { ModelName: 'absent' }))).message).to.equal(
        `Could not find model "${ARN}:model/absent".`,
      );
    },
  );

  it('are refused with all that does not go together or is not emulated', async () => {
    const changes = {
      ...inputOf('S3Prefix', 'good/test/', { SplitType: 'Line', CompressionType: 'Gzip' }),
      TransformOutput: { S3OutputPath: `s3://${BUCKET}/x`, Accept: 'text/csv' },
      DataProcessing: { InputFilter: '$[0]', OutputFilter: '$', JoinSource: 'Input' as const },
      MaxConcurrentTransforms: 16,
      MaxPayloadInMB: 7,
    };
    expect((await errorOf(start('r3', changes))).message).to.equal(
      "[rehearsal] MaxConcurrentTransforms (16) times MaxPayloadInMB (7) is 112: 100 is the most; SplitType 'Line' is not emulated here; CompressionType 'Gzip' is not emulated here; Accept 'text/csv' is not emulated here; InputFilter is not emulated here; OutputFilter is not emulated here; JoinSource 'Input' is not emulated here",
    );
    expect((await errorOf(start('r4', { MaxPayloadInMB: 101 }))).message).to.equal(
      '[rehearsal] MaxPayloadInMB is 101: 100 is the most',
    );
    expect((await errorOf(start('r5', { MaxPayloadInMB: 0 }))).message).to.equal(
      '[rehearsal] MaxPayloadInMB is 0: built-in algorithms do not take payloads of any size',
    );
  });
});
