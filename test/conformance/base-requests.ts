const NAME = { TrainingJobName: 'absent' };
const MODEL = { ModelName: 'absent' };
const RESOURCE = { ResourceArn: 'arn:aws:sagemaker:us-east-1:000000000000:training-job/absent' };
const ROLE = 'arn:aws:iam::000000000000:role/absent';
const IMAGE = '811284229777.dkr.ecr.us-east-1.amazonaws.com/image-classification:1';

/**
 * By operation, a request that the API model and the rules on requests alone take; what it names does not exist, so that
 * none of thousands of variants starts anything.
 */
export const BASE_REQUESTS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
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
  ListTrainingJobs: {},
  CreateModel: {
    ...MODEL,
    ExecutionRoleArn: ROLE,
    PrimaryContainer: { Image: IMAGE, ModelDataUrl: 's3://absent/model' },
  },
  DescribeModel: MODEL,
  ListModels: {},
  DeleteModel: MODEL,
  AddTags: { ...RESOURCE, Tags: [{ Key: 'a', Value: 'b' }] },
  ListTags: RESOURCE,
  DeleteTags: { ...RESOURCE, TagKeys: ['a'] },
};
