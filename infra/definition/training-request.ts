import { createHash } from 'node:crypto';
import type { DatasetLayout } from './dataset-layout.ts';
import { trainingImage } from './training-image.ts';
import { ATTEMPT_NUMBER, attemptInstanceType, type RepeatSettings, repeatsTraining } from './training-repeats.ts';

export interface TrainingRequestArgs extends RepeatSettings {
  readonly region: string;
  readonly bucketName: string;
  readonly layout: DatasetLayout;
  readonly trainingRoleArn: string;
  readonly modelRoleArn: string;
  readonly imageTag: string;
  readonly instanceCount: number;
  readonly volumeSizeGb: number;
  readonly maxRuntimeSeconds: number;
  readonly useSpot: boolean;
  readonly maxWaitSeconds: number;
  readonly hyperparameters: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
}

/** CreateTrainingJob's request as a state's Parameters: members that end in `.$` are filled in at run time. */
export function trainingRequest(args: TrainingRequestArgs): object {
  const { layout } = args;
  return {
    'TrainingJobName.$': jobName(args),
    RoleArn: args.trainingRoleArn,
    AlgorithmSpecification: { TrainingImage: trainingImage(args.region, args.imageTag), TrainingInputMode: 'File' },
    HyperParameters: {
      ...args.hyperparameters,
      'num_classes.$': "States.Format('{}', $.dataset.num_classes)",
      'num_training_samples.$': "States.Format('{}', $.dataset.num_training_samples)",
    },
    InputDataConfig: [
      channel('train', { S3Uri: s3Uri(args, layout.trainPrefix) }),
      channel('validation', { S3Uri: s3Uri(args, layout.testPrefix) }),
      // The run's own: another run may write others at the same time.
      channel('train_lst', { 'S3Uri.$': '$.dataset.trainLst.uri' }),
      channel('validation_lst', { 'S3Uri.$': '$.dataset.validationLst.uri' }),
    ],
    OutputDataConfig: { S3OutputPath: s3Uri(args, layout.outputPrefix) },
    ResourceConfig: {
      ...attemptInstanceType(args),
      InstanceCount: args.instanceCount,
      VolumeSizeInGB: args.volumeSizeGb,
    },
    ...stopping(args),
    Tags: tagList(args.tags),
  };
}

/** Of what shapes the model: two requests with the same hash train alike. Roles, tags and what is repeated do not. */
export function requestHash(args: TrainingRequestArgs): string {
  const once = { ...args, repeatTrainingSeconds: undefined };
  const { RoleArn: _, Tags: __, ...shaping }: Record<string, unknown> = { ...trainingRequest(once) };
  return createHash('sha256').update(JSON.stringify(shaping)).digest('hex').slice(0, 32);
}

function stopping(args: TrainingRequestArgs): object {
  const { maxRuntimeSeconds, useSpot, maxWaitSeconds } = args;
  if (!useSpot) return { StoppingCondition: { MaxRuntimeInSeconds: maxRuntimeSeconds } };
  const checkpoints = s3Uri(args, `${args.layout.checkpointPrefix}/`);
  return {
    EnableManagedSpotTraining: true,
    StoppingCondition: { MaxRuntimeInSeconds: maxRuntimeSeconds, MaxWaitTimeInSeconds: maxWaitSeconds },
    // A folder for each attempt: a job must not go on from another data set's checkpoint.
    CheckpointConfig: { 'S3Uri.$': `States.Format('${checkpoints}{}', ${jobName(args)})` },
  };
}

/** CreateModel's request as a state's Parameters. */
export function modelRequest(args: TrainingRequestArgs): object {
  return {
    'ModelName.$': attemptName('$$.State.RetryCount'),
    ExecutionRoleArn: args.modelRoleArn,
    PrimaryContainer: {
      Image: trainingImage(args.region, args.imageTag),
      'ModelDataUrl.$': '$.trainingJob.ModelArtifacts.S3ModelArtifacts',
    },
    Tags: tagList(args.tags),
  };
}

/** `source`: the S3Uri, or the path of one. */
function channel(name: string, source: object): object {
  return {
    ChannelName: name,
    ContentType: 'application/x-image',
    CompressionType: 'None',
    DataSource: { S3DataSource: { S3DataType: 'S3Prefix', ...source, S3DataDistributionType: 'FullyReplicated' } },
  };
}

function s3Uri(args: Pick<TrainingRequestArgs, 'bucketName'>, key: string): string {
  return `s3://${args.bucketName}/${key}`;
}

export function tagList(tags: Readonly<Record<string, string>>): object[] {
  return Object.entries(tags)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([Key, Value]) => ({ Key, Value }));
}

function jobName(args: TrainingRequestArgs): string {
  return attemptName(repeatsTraining(args) ? ATTEMPT_NUMBER : '$$.State.RetryCount');
}

/**
 * The intrinsic function that names one attempt: the base name that the function made of the execution's name, then the
 * redrive's and the attempt's number. SageMaker never lets a training job's name be used again, and a redriven or retried
 * state keeps the execution's name.
 */
export function attemptName(number: string): string {
  return `States.Format('{}-{}-{}', $.dataset.trainingJobBaseName, $$.Execution.RedriveCount, ${number})`;
}
