import type {
  CreateModelInput,
  CreateTrainingJobRequest,
  Tag,
  UpdateTrainingJobRequest,
} from '@aws-sdk/client-sagemaker';
import { requiredString } from '../core/validation/input-members.ts';
import { validatedOperations } from '../core/validation/request-validation.ts';
import type { JsonObject, JsonOperations } from '../core/wire/wire-json.ts';
import type { ModelPackages } from './model-packages/model-packages.ts';
import { packageOperations } from './model-packages/package-operations.ts';
import { describeModel, listModels } from './models/model-description.ts';
import type { Models } from './models/models.ts';
import { sageMakerModel } from './sagemaker-model.ts';
import { checkTags, type TagStore } from './tag-store.ts';
import { listTrainingJobs } from './training-jobs/list-training-jobs.ts';
import { describeJob } from './training-jobs/training-job-description.ts';
import type { TrainingJobs } from './training-jobs/training-jobs.ts';
import { warmPoolStatus } from './training-jobs/warm-pools.ts';
import type { TransformJobs } from './transform-jobs/transform-jobs.ts';
import { transformOperations } from './transform-jobs/transform-operations.ts';
import { validationError } from './validation-error.ts';

export interface ServiceParts {
  readonly jobs: TrainingJobs;
  readonly models: Models;
  readonly packages: ModelPackages;
  readonly transforms: TransformJobs;
  readonly tags: TagStore;
}

/** Every served operation, its input checked against the API model first. */
export function sageMakerOperations(parts: ServiceParts): JsonOperations {
  return validatedOperations(sageMakerModel, {
    ...jobOperations(parts),
    ...modelOperations(parts),
    ...packageOperations(parts.packages),
    ...transformOperations(parts.transforms),
    ...tagOperations(parts),
  });
}

// The validator has checked every member against the model from which the SDK's types are made: hence the casts below.

function jobOperations({ jobs }: ServiceParts): JsonOperations {
  return {
    CreateTrainingJob: async (input) => {
      const request = input as unknown as CreateTrainingJobRequest;
      checkTags(request.Tags ?? []);
      const job = await jobs.create(request);
      return { TrainingJobArn: job.arn };
    },
    DescribeTrainingJob: (input) => {
      const job = jobs.find(requiredString(input, 'TrainingJobName'));
      return describeJob(job, jobs.region, warmPoolStatus(job, jobs.store.list(), Date.now()));
    },
    StopTrainingJob: (input) => {
      jobs.stop(requiredString(input, 'TrainingJobName'));
      return {};
    },
    UpdateTrainingJob: (input) => ({
      TrainingJobArn: jobs.update(input as unknown as UpdateTrainingJobRequest).arn,
    }),
    DeleteTrainingJob: (input) => {
      jobs.delete(requiredString(input, 'TrainingJobName'));
      return {};
    },
    ListTrainingJobs: (input) => listTrainingJobs(jobs.store.list(), input, Date.now()),
  };
}

function modelOperations({ models }: ServiceParts): JsonOperations {
  return {
    CreateModel: async (input) => {
      const request = input as unknown as CreateModelInput;
      checkTags(request.Tags ?? []);
      const model = await models.create(request);
      return { ModelArn: model.arn };
    },
    DescribeModel: (input) => describeModel(models.find(requiredString(input, 'ModelName'))),
    ListModels: (input) => listModels(models.list(), input),
    DeleteModel: (input) => {
      models.delete(requiredString(input, 'ModelName'));
      return {};
    },
  };
}

function tagOperations({ jobs, models, packages, transforms, tags }: ServiceParts): JsonOperations {
  const taggedArn = (input: JsonObject) => {
    const arn = requiredString(input, 'ResourceArn');
    const ofPackages = [...packages.groups.list(), ...packages.list().filter(({ version }) => version === undefined)];
    const known = [...jobs.store.list(), ...transforms.list(), ...models.list(), ...ofPackages].some(
      (resource) => resource.arn === arn,
    );
    if (!known) throw validationError(`[rehearsal] nothing that has tags has the ARN '${arn}'`);
    return arn;
  };
  return {
    AddTags: (input) => ({ Tags: tags.add(taggedArn(input), input['Tags'] as Tag[]) }),
    ListTags: (input) => ({ Tags: tags.of(taggedArn(input)) }),
    DeleteTags: (input) => {
      tags.remove(taggedArn(input), input['TagKeys'] as string[]);
      return {};
    },
  };
}
