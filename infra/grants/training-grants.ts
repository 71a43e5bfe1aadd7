import { type AccountRegion, regionalArn } from '../definition/account-region.ts';
import { IMAGE_REPOSITORY, registryAccount } from '../definition/training-image.ts';
import type { Statement } from './iam-policy.ts';

// One grant per function, on training jobs, models and the algorithm's image.

/** Pulls the algorithm's image out of AWS's registry of the region. */
export function pullTrainingImage(region: string): Statement {
  const repository = regionalArn(
    { region, accountId: registryAccount(region) },
    'ecr',
    `repository/${IMAGE_REPOSITORY}`,
  );
  return {
    Sid: 'PullTrainingImage',
    Effect: 'Allow',
    Action: ['ecr:BatchCheckLayerAvailability', 'ecr:BatchGetImage', 'ecr:GetDownloadUrlForLayer'],
    Resource: repository,
  };
}

/** Logs in to the registry. ecr:GetAuthorizationToken knows no resources. */
export function logInToRegistry(): Statement {
  return { Sid: 'LogInToRegistry', Effect: 'Allow', Action: 'ecr:GetAuthorizationToken', Resource: '*' };
}

export function invokeFunctions([functionArn = '', ...others]: readonly string[]): Statement {
  const Resource = others.length === 0 ? functionArn : [functionArn, ...others];
  return { Sid: 'InvokeFunction', Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource };
}

/** Starts, watches and stops the workflow's own training jobs. */
export function runTrainingJobs(place: AccountRegion, namePrefix: string): Statement {
  return {
    Sid: 'RunTrainingJobs',
    Effect: 'Allow',
    Action: ['sagemaker:CreateTrainingJob', 'sagemaker:DescribeTrainingJob', 'sagemaker:StopTrainingJob'],
    Resource: regionalArn(place, 'sagemaker', `training-job/${namePrefix}-*`),
  };
}

export function createModels(place: AccountRegion, namePrefix: string): Statement {
  return {
    Sid: 'CreateModels',
    Effect: 'Allow',
    Action: 'sagemaker:CreateModel',
    Resource: regionalArn(place, 'sagemaker', `model/${namePrefix}-*`),
  };
}

/** Step Functions tags what it creates and reads the tags of a job that it waits for. */
export function tagJobsAndModels(place: AccountRegion, namePrefix: string): Statement {
  return {
    Sid: 'TagJobsAndModels',
    Effect: 'Allow',
    Action: ['sagemaker:AddTags', 'sagemaker:ListTags'],
    Resource: [
      regionalArn(place, 'sagemaker', `training-job/${namePrefix}-*`),
      regionalArn(place, 'sagemaker', `model/${namePrefix}-*`),
    ],
  };
}

/** Hands the training jobs' role and the models' to SageMaker, and to no other service. */
export function passRolesToSageMaker(roleArns: readonly string[]): Statement {
  return {
    Sid: 'PassSageMakerRoles',
    Effect: 'Allow',
    Action: 'iam:PassRole',
    Resource: roleArns,
    Condition: { StringEquals: { 'iam:PassedToService': 'sagemaker.amazonaws.com' } },
  };
}

/** The managed rule by which Step Functions learns that a training job has ended (createTrainingJob.sync). */
export function watchTrainingEvents(place: AccountRegion): Statement {
  return {
    Sid: 'WatchTrainingEvents',
    Effect: 'Allow',
    Action: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
    Resource: regionalArn(place, 'events', 'rule/StepFunctionsGetEventsForSageMakerTrainingJobsRule'),
  };
}
