import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

export interface Instances {
  readonly type: string;
  readonly count: number;
}

/** What a job runs on: the type that is asked for or, since there is capacity for all of them here, the first that is preferred. */
export function instancesOf(request: Pick<CreateTrainingJobRequest, 'ResourceConfig'>): Instances | undefined {
  const { InstanceType, InstanceCount, InstancePreferences } = request.ResourceConfig ?? {};
  const preferred = InstancePreferences?.[0];
  const type = InstanceType ?? preferred?.InstanceType;
  return type === undefined ? undefined : { type, count: InstanceCount ?? preferred?.InstanceCount ?? 1 };
}

/** Refusals of ResourceConfig; AWS's words are not known. */
export function instanceProblems(request: CreateTrainingJobRequest): string[] {
  const resources = request.ResourceConfig;
  if (resources === undefined) return [];
  const { InstanceType: type, InstanceCount: count, InstancePreferences: preferences } = resources;
  const groups = hasGroups(request) ? resources.InstanceGroups : undefined;
  const problems = exclusions(request).map((pair) => `ResourceConfig has both ${pair}: give one of them`);
  if ((type ?? groups ?? preferences) === undefined) {
    problems.push('ResourceConfig.InstanceType is missing: name one, such as ml.g5.xlarge');
  }
  const countsOfPreferences = (preferences ?? []).filter(({ InstanceCount }) => InstanceCount !== undefined).length;
  if (groups === undefined && count === undefined && countsOfPreferences < (preferences?.length ?? 1)) {
    problems.push('ResourceConfig.InstanceCount is missing');
  }
  if (count !== undefined && countsOfPreferences > 0) {
    problems.push('InstanceCount is given in ResourceConfig and in InstancePreferences: give it in one of them');
  }
  if ((resources.SelectedInstanceType ?? resources.SelectedInstanceCount) !== undefined) {
    problems.push('ResourceConfig.SelectedInstanceType and SelectedInstanceCount are read-only: leave them out');
  }
  return problems;
}

/** An empty list of groups counts as none. */
export function hasGroups({ ResourceConfig: resources }: CreateTrainingJobRequest): boolean {
  return (resources?.InstanceGroups ?? []).length > 0;
}

function exclusions(request: CreateTrainingJobRequest): string[] {
  const { InstanceType, InstancePreferences, InstancePlacementConfig } = request.ResourceConfig ?? {};
  const pairs: string[] = [];
  if (InstanceType !== undefined && hasGroups(request)) pairs.push('InstanceType and InstanceGroups');
  if (InstancePreferences === undefined) return pairs;
  if (InstanceType !== undefined) pairs.push('InstanceType and InstancePreferences');
  if (hasGroups(request)) pairs.push('InstanceGroups and InstancePreferences');
  if (InstancePlacementConfig !== undefined) pairs.push('InstancePlacementConfig and InstancePreferences');
  if (request.EnableManagedSpotTraining === true) pairs.push('InstancePreferences and EnableManagedSpotTraining');
  return pairs;
}
