import type { ContainerDefinition } from '@aws-sdk/client-sagemaker';
import { optionalNumber, optionalString } from '../../core/validation/input-members.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { isMadeBetween } from '../job-listing.ts';
import { sortedPage } from '../sorted-page.ts';
import type { ModelRecord } from './model-store.ts';

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeModel.html */
export function describeModel(model: ModelRecord): object {
  const { PrimaryContainer: primary, Containers: several } = model.request;
  return {
    ...model.request,
    ...(primary === undefined ? {} : { PrimaryContainer: describedContainer(primary) }),
    ...(several === undefined ? {} : { Containers: several.map(describedContainer) }),
    CreationTime: epochSeconds(model.createdMs),
    ModelArn: model.arn,
    EnableNetworkIsolation: model.request.EnableNetworkIsolation ?? false,
  };
}

function describedContainer(container: ContainerDefinition): object {
  return { Mode: 'SingleModel', ...container };
}

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_ListModels.html */
export function listModels(models: readonly ModelRecord[], input: JsonObject): object {
  const byName = input['SortBy'] === 'Name';
  const listing = {
    items: models.filter((model) => isMadeBetween(model, input)),
    sortValue: (model: ModelRecord) => (byName ? model.name : model.createdMs),
    name: (model: ModelRecord) => model.name,
    descending: input['SortOrder'] !== 'Ascending',
  };
  const page = sortedPage(listing, optionalNumber(input, 'MaxResults'), optionalString(input, 'NextToken'));
  return {
    Models: page.items.map(summary),
    ...(page.nextToken === undefined ? {} : { NextToken: page.nextToken }),
  };
}

function summary(model: ModelRecord): object {
  return { ModelName: model.name, ModelArn: model.arn, CreationTime: epochSeconds(model.createdMs) };
}
