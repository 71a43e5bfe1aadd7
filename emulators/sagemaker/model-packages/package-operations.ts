import type {
  CreateModelPackageGroupInput,
  CreateModelPackageInput,
  UpdateModelPackageInput,
} from '@aws-sdk/client-sagemaker';
import { optionalString, requiredString } from '../../core/validation/input-members.ts';
import type { JsonOperations } from '../../core/wire/wire-json.ts';
import { checkTags } from '../tag-store.ts';
import type { ModelPackages } from './model-packages.ts';
import { describeGroup, describePackage, listGroups, listPackages } from './package-description.ts';

// The validator has checked every member against the model from which the SDK's types are made: hence the casts below.

export function packageOperations(packages: ModelPackages): JsonOperations {
  return {
    CreateModelPackage: (input) => {
      const request = input as unknown as CreateModelPackageInput;
      checkTags(request.Tags ?? []);
      return { ModelPackageArn: packages.create(request).arn };
    },
    DescribeModelPackage: (input) => describePackage(packages.find(requiredString(input, 'ModelPackageName'))),
    ListModelPackages: (input) => {
      const group = optionalString(input, 'ModelPackageGroupName');
      if (group !== undefined) packages.groups.find(group);
      return listPackages(packages.list(), input);
    },
    UpdateModelPackage: (input) => ({
      ModelPackageArn: packages.update(input as unknown as UpdateModelPackageInput).arn,
    }),
    DeleteModelPackage: (input) => {
      packages.delete(requiredString(input, 'ModelPackageName'));
      return {};
    },
    ...groupOperations(packages),
  };
}

function groupOperations(packages: ModelPackages): JsonOperations {
  const { groups } = packages;
  return {
    CreateModelPackageGroup: (input) => {
      const request = input as unknown as CreateModelPackageGroupInput;
      checkTags(request.Tags ?? []);
      return { ModelPackageGroupArn: groups.create(request).arn };
    },
    DescribeModelPackageGroup: (input) => describeGroup(groups.find(requiredString(input, 'ModelPackageGroupName'))),
    ListModelPackageGroups: (input) => listGroups(groups.list(), input),
    DeleteModelPackageGroup: (input) => {
      packages.deleteGroup(requiredString(input, 'ModelPackageGroupName'));
      return {};
    },
  };
}
