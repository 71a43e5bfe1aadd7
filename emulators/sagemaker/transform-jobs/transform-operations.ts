import type { CreateTransformJobRequest } from '@aws-sdk/client-sagemaker';
import { requiredString } from '../../core/validation/input-members.ts';
import type { JsonOperations } from '../../core/wire/wire-json.ts';
import { checkTags } from '../tag-store.ts';
import { describeTransformJob, listTransformJobs } from './transform-description.ts';
import type { TransformJobs } from './transform-jobs.ts';

export function transformOperations(jobs: TransformJobs): JsonOperations {
  return {
    CreateTransformJob: async (input) => {
      // The validator has checked every member against the model from which the SDK's type is made.
      const request = input as unknown as CreateTransformJobRequest;
      checkTags(request.Tags ?? []);
      return { TransformJobArn: (await jobs.create(request)).arn };
    },
    DescribeTransformJob: (input) => describeTransformJob(jobs.find(requiredString(input, 'TransformJobName'))),
    ListTransformJobs: (input) => listTransformJobs(jobs.list(), input),
    StopTransformJob: (input) => {
      jobs.stop(requiredString(input, 'TransformJobName'));
      return {};
    },
  };
}
