import { expect } from 'chai';
import type { Recording } from '../../preview/program-recording.ts';
import { recordDevStack, recorded, statements } from './recorded-program.ts';

const BUCKET = 'arn:aws:s3:::retraining-dataset-0000000';
const TRAINING_LOGS = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker/TrainingJobs';

describe('the permissions of the roles that SageMaker takes', () => {
  let recording: Recording;

  before(async () => {
    recording = await recordDevStack();
  });

  it("let SageMaker read the data set, write its output, logs and metrics and pull the algorithm's image", () => {
    expect(statements(recording, 'retraining-training')).to.deep.equal([
      {
        Sid: 'ListDataset',
        Effect: 'Allow',
        Action: 's3:ListBucket',
        Resource: BUCKET,
        Condition: {
          StringLike: {
            's3:prefix': [
              'dataset/train/*',
              'dataset/test/*',
              'dataset/runs/*',
              'dataset/train-data.lst',
              'dataset/test-data.lst',
            ],
          },
        },
      },
      {
        Sid: 'ReadImages',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: [`${BUCKET}/dataset/train/*`, `${BUCKET}/dataset/test/*`],
      },
      {
        Sid: 'ReadLstFiles',
        Effect: 'Allow',
        Action: 's3:GetObject',
        Resource: [
          `${BUCKET}/dataset/runs/*/train-data.lst`,
          `${BUCKET}/dataset/runs/*/test-data.lst`,
          `${BUCKET}/dataset/train-data.lst`,
          `${BUCKET}/dataset/test-data.lst`,
        ],
      },
      // SageMaker Developer Guide, "CreateTrainingJob API: Execution Role Permissions": of writing it names PutObject only.
      {
        Sid: 'WriteTrainingOutput',
        Effect: 'Allow',
        Action: 's3:PutObject',
        Resource: `${BUCKET}/dataset/output/*`,
      },
      {
        Sid: 'OpenTrainingLogGroup',
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:DescribeLogStreams'],
        Resource: [TRAINING_LOGS, `${TRAINING_LOGS}:*`],
      },
      {
        Sid: 'WriteTrainingLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        Resource: `${TRAINING_LOGS}:log-stream:retraining-dev-*`,
      },
      {
        Sid: 'PublishTrainingMetrics',
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { StringEquals: { 'cloudwatch:namespace': '/aws/sagemaker/TrainingJobs' } },
      },
      {
        Sid: 'PullTrainingImage',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: 'arn:aws:ecr:us-east-1:811284229777:repository/image-classification',
      },
      { Sid: 'LogInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    ]);
  });

  it('let a saved model read its artifact, write its log and metrics and pull its image, and nothing of the data set', () => {
    // SageMaker Developer Guide, "CreateModel API: Execution Role Permissions".
    const logs = 'arn:aws:logs:us-east-1:123456789012:log-group:/aws/sagemaker';
    expect(statements(recording, 'retraining-model')).to.deep.equal([
      // CreateModel reads the artifact with this role: control-plane-errors.json, model.dataAccess.
      { Sid: 'ReadTrainingOutput', Effect: 'Allow', Action: 's3:GetObject', Resource: `${BUCKET}/dataset/output/*` },
      {
        Sid: 'WriteModelLogs',
        Effect: 'Allow',
        Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogStreams', 'logs:PutLogEvents'],
        Resource: [`${logs}/Endpoints/*`, `${logs}/Endpoints/*:*`, `${logs}/TransformJobs`, `${logs}/TransformJobs:*`],
      },
      {
        Sid: 'PublishModelMetrics',
        Effect: 'Allow',
        Action: 'cloudwatch:PutMetricData',
        Resource: '*',
        Condition: { StringLike: { 'cloudwatch:namespace': '/aws/sagemaker/*' } },
      },
      {
        Sid: 'PullTrainingImage',
        Effect: 'Allow',
        Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
        Resource: 'arn:aws:ecr:us-east-1:811284229777:repository/image-classification',
      },
      { Sid: 'LogInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' },
    ]);
  });

  it('let the roles use a configured key by way of S3, each as it needs', async () => {
    const key = 'arn:aws:kms:us-east-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab';
    const encrypted = await recordDevStack({ encryptionKeyArn: key });
    const used = (...Action: string[]) => ({
      Sid: 'UseBucketKey',
      Effect: 'Allow',
      Action,
      Resource: key,
      Condition: { StringEquals: { 'kms:ViaService': 's3.us-east-1.amazonaws.com' } },
    });
    // S3 User Guide, "Uploading with SSE-KMS": an upload in parts decrypts what it has encrypted.
    for (const [name, statement] of [
      ['retraining-generate-dataset', used('kms:GenerateDataKey', 'kms:Decrypt')],
      ['retraining-training', used('kms:Decrypt', 'kms:GenerateDataKey')],
      ['retraining-model', used('kms:Decrypt')],
    ] as const) {
      expect(statements(encrypted, name)).to.deep.include(statement);
      expect(statements(encrypted, name)).to.have.length(statements(recording, name).length + 1);
    }
    const { rules } = recorded(
      encrypted,
      'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration',
      'retraining-dataset',
    ).inputs;
    expect(rules).to.deep.equal([
      { applyServerSideEncryptionByDefault: { sseAlgorithm: 'aws:kms', kmsMasterKeyId: key }, bucketKeyEnabled: true },
    ]);
  });
});
