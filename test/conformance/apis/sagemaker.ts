import { SageMakerFixture } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import type { ConformedApi, KnownDifference } from './conformed-api.ts';
import { startJson } from './json-calls.ts';

const NAME = { TrainingJobName: 'absent' };
const MODEL = { ModelName: 'absent' };
const RESOURCE = { ResourceArn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/absent' };
const GROUP = { ModelPackageGroupName: 'absent' };
const PACKAGE = { ModelPackageName: 'absent' };
const TRANSFORM = { TransformJobName: 'absent' };
const ROLE = 'arn:aws:iam::000000000000:role/absent';
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';

const BASE_REQUESTS: ConformedApi['baseRequests'] = {
  CreateTrainingJob: {
    ...NAME,
    RoleArn: ROLE,
    AlgorithmSpecification: { TrainingImage: IMAGE, TrainingInputMode: 'File' },
    InputDataConfig: [
      { ChannelName: 'train', DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://absent/train' } } },
    ],
    OutputDataConfig: { S3OutputPath: 's3://absent/models' },
    ResourceConfig: { InstanceType: 'ml.g5.xlarge', InstanceCount: 1, VolumeSizeInGB: 10 },
    StoppingCondition: { MaxRuntimeInSeconds: 3600 },
  },
  DescribeTrainingJob: NAME,
  StopTrainingJob: NAME,
  UpdateTrainingJob: NAME,
  DeleteTrainingJob: NAME,
  ListTrainingJobs: {},
  CreateModel: {
    ...MODEL,
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: IMAGE, ModelDataUrl: 's3://absent/model' },
  },
  DescribeModel: MODEL,
  ListModels: {},
  DeleteModel: MODEL,
  CreateTransformJob: {
    ...TRANSFORM,
    ...MODEL,
    TransformInput: { DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri: 's3://absent/images' } } },
    TransformOutput: { S3OutputPath: 's3://absent/predictions' },
    TransformResources: { InstanceType: 'ml.m5.large', InstanceCount: 1 },
  },
  DescribeTransformJob: TRANSFORM,
  StopTransformJob: TRANSFORM,
  ListTransformJobs: {},
  CreateModelPackageGroup: GROUP,
  DescribeModelPackageGroup: GROUP,
  ListModelPackageGroups: {},
  DeleteModelPackageGroup: GROUP,
  CreateModelPackage: {
    ...GROUP,
    InferenceSpecification: { Containers: [{ Image: IMAGE, ModelDataUrl: 's3://absent/model' }] },
  },
  DescribeModelPackage: PACKAGE,
  ListModelPackages: {},
  UpdateModelPackage: { ModelPackageArn: 'arn:aws:sagemaker:us-east-1:000000000000:model-package/absent/1' },
  DeleteModelPackage: PACKAGE,
  AddTags: { ...RESOURCE, Tags: [{ Key: 'a', Value: 'b' }] },
  ListTags: RESOURCE,
  DeleteTags: { ...RESOURCE, TagKeys: ['a'] },
};

const NO_FAST_FILE = 'the algorithm is not documented for FastFile mode, and what it does there is not known';

const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    operation: 'CreateTrainingJob',
    path: 'serverlessJobConfig',
    reason: 'serverless jobs customize language models; only the image-classification algorithm is emulated',
  },
  {
    operation: 'CreateTrainingJob',
    path: 'algorithmSpecification.trainingInputMode',
    what: ['value FastFile'],
    reason: NO_FAST_FILE,
  },
  {
    operation: 'CreateTrainingJob',
    path: 'inputDataConfig.1.member.inputMode',
    what: ['value FastFile'],
    reason: NO_FAST_FILE,
  },
  {
    operation: 'CreateTrainingJob',
    path: 'inputDataConfig.1.member.dataSource.s3DataSource.s3DataType',
    what: ['value ManifestFile', 'value AugmentedManifestFile', 'value Converse'],
    reason:
      'channels are read by prefix, and augmented manifests in Pipe mode as RecordIO; the rest is refused rather than ignored',
  },
  {
    operation: 'CreateModelPackage',
    path: 'validationSpecification',
    reason: 'SageMaker would test the package by transform jobs before it is Completed; refused rather than ignored',
  },
  {
    operation: 'CreateModelPackage',
    path: 'sourceAlgorithmSpecification',
    reason: 'algorithm resources of the AWS Marketplace are not emulated',
  },
  {
    operation: 'CreateModelPackage',
    path: 'certifyForMarketplace',
    what: ['true'],
    reason: 'packages for the AWS Marketplace are not emulated',
  },
];

export const SAGEMAKER: ConformedApi = {
  name: 'sagemaker',
  model: 'sagemaker/model/api-model.json',
  protocol: 'json',
  code: 'ValidationException',
  wrongTypeCode: 'SerializationException',
  baseRequests: BASE_REQUESTS,
  knownDifferences: KNOWN_DIFFERENCES,
  start: async () => {
    const fixture = await SageMakerFixture.start();
    const api = await startJson({ prefix: 'SageMaker', version: '1.1' }, () => fixture.service);
    return {
      call: api.call,
      [Symbol.asyncDispose]: () => fixture[Symbol.asyncDispose](),
    };
  },
};
