import { expect } from 'chai';
import type { Recording } from '../../preview/program-recording.ts';
import { recordDevStack } from './recorded-program.ts';

const TREE = [
  ['sagemaker-retraining:index:RetrainingWorkflow retraining', 'stack'],
  ['sagemaker-retraining:index:DatasetBucket retraining-dataset', 'RetrainingWorkflow retraining'],
  ['aws:s3/bucket:Bucket retraining-dataset', 'DatasetBucket retraining-dataset'],
  ['aws:s3/bucketOwnershipControls:BucketOwnershipControls retraining-dataset', 'DatasetBucket retraining-dataset'],
  ['aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock retraining-dataset', 'DatasetBucket retraining-dataset'],
  [
    'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration retraining-dataset',
    'DatasetBucket retraining-dataset',
  ],
  ['aws:s3/bucketVersioning:BucketVersioning retraining-dataset', 'DatasetBucket retraining-dataset'],
  [
    'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration retraining-dataset',
    'DatasetBucket retraining-dataset',
  ],
  ['aws:s3/bucketPolicy:BucketPolicy retraining-dataset', 'DatasetBucket retraining-dataset'],
  ['sagemaker-retraining:index:GenerateDatasetFunction retraining-generate-dataset', 'RetrainingWorkflow retraining'],
  [
    'aws:cloudwatch/logGroup:LogGroup retraining-generate-dataset',
    'GenerateDatasetFunction retraining-generate-dataset',
  ],
  [
    'sagemaker-retraining:index:ServiceRole retraining-generate-dataset',
    'GenerateDatasetFunction retraining-generate-dataset',
  ],
  ['aws:iam/role:Role retraining-generate-dataset', 'ServiceRole retraining-generate-dataset'],
  ['aws:iam/rolePolicy:RolePolicy retraining-generate-dataset', 'ServiceRole retraining-generate-dataset'],
  ['aws:lambda/function:Function retraining-generate-dataset', 'GenerateDatasetFunction retraining-generate-dataset'],
  ['sagemaker-retraining:index:ServiceRole retraining-training', 'RetrainingWorkflow retraining'],
  ['aws:iam/role:Role retraining-training', 'ServiceRole retraining-training'],
  ['aws:iam/rolePolicy:RolePolicy retraining-training', 'ServiceRole retraining-training'],
  ['sagemaker-retraining:index:ServiceRole retraining-model', 'RetrainingWorkflow retraining'],
  ['aws:iam/role:Role retraining-model', 'ServiceRole retraining-model'],
  ['aws:iam/rolePolicy:RolePolicy retraining-model', 'ServiceRole retraining-model'],
  ['sagemaker-retraining:index:RetrainingStateMachine retraining-workflow', 'RetrainingWorkflow retraining'],
  ['aws:cloudwatch/logGroup:LogGroup retraining-workflow', 'RetrainingStateMachine retraining-workflow'],
  ['sagemaker-retraining:index:ServiceRole retraining-workflow', 'RetrainingStateMachine retraining-workflow'],
  ['aws:iam/role:Role retraining-workflow', 'ServiceRole retraining-workflow'],
  ['aws:iam/rolePolicy:RolePolicy retraining-workflow', 'ServiceRole retraining-workflow'],
  ['aws:sfn/stateMachine:StateMachine retraining-workflow', 'RetrainingStateMachine retraining-workflow'],
];

const TAGGED = ['aws:s3/bucket:Bucket', 'aws:cloudwatch/logGroup:LogGroup', 'aws:iam/role:Role'];
const ALSO_TAGGED = ['aws:lambda/function:Function', 'aws:sfn/stateMachine:StateMachine'];

describe('the program', () => {
  let recording: Recording;

  before(async () => {
    recording = await recordDevStack({ tags: '{"team":"vision"}' });
  });

  it('registers exactly these resources, each under its component', () => {
    const short = (label: string) => label.replace(/^sagemaker-retraining:index:/, '');
    const tree = [...recording.parents].map(([label, parent]) => [label, short(parent)]);
    expect(tree).to.have.deep.members(TREE);
    expect(recording.resources).to.have.length(TREE.length);
  });

  it('asks AWS for nothing but the account and the provider’s region', () => {
    expect(recording.invokes).to.have.members([
      'aws:index/getCallerIdentity:getCallerIdentity',
      'aws:index/getRegion:getRegion',
    ]);
  });

  it('tags everything that can be tagged', () => {
    const tagged = recording.resources.filter(({ type }) => [...TAGGED, ...ALSO_TAGGED].includes(type));
    expect(tagged).to.have.length(9);
    const tags = { team: 'vision', project: 'sagemaker-retraining-workflow', stack: 'dev', 'managed-by': 'pulumi' };
    for (const { type, name, inputs } of tagged) expect(inputs['tags'], `${type} ${name}`).to.deep.equal(tags);
  });

  it('exports what people and tools need to use the stack', () => {
    expect(recording.outputs).to.deep.equal({
      runCost: {
        currency: 'USD',
        instanceType: 'ml.g4dn.xlarge',
        pricePerInstanceHour: 0.736,
        // 0.736 USD an hour for 7,200 s, rounded up.
        maximumPerRun: 1.48,
        text: 'At most 1.48 USD a run (1 x ml.g4dn.xlarge at 0.736 USD an hour as of 2026-11, 7200 s at the longest)',
      },
      bucketName: 'retraining-dataset-0000000',
      datasetPrefix: 'dataset',
      datasetSplit: 'folders',
      labelsFile: '',
      functionName: 'retraining-generate-dataset-0000000',
      functionLogGroupName: '/logs/retraining-generate-dataset-0000000',
      trainingRoleArn: 'arn:aws:iam::123456789012:role/retraining-training-0000000',
      modelRoleArn: 'arn:aws:iam::123456789012:role/retraining-model-0000000',
      trainingJobNamePrefix: 'retraining-dev',
      stateMachineArn: 'arn:aws:states:us-east-1:123456789012:stateMachine:retraining-workflow-0000000',
      stateMachineName: 'retraining-workflow-0000000',
      stateMachineLogGroupName: '/logs/retraining-workflow-0000000',
      modelPackageGroupName: '',
    });
  });
});
