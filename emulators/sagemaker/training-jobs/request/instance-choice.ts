import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';

export interface Instances {
  readonly type: string;
  readonly count: number;
}

type Cluster = Pick<CreateTrainingJobRequest, 'ResourceConfig'>;

/** What a job runs on: its groups, or the type that is asked for or, since there is capacity for all of them here, preferred first. */
export function instancesOf(request: Cluster): readonly Instances[] {
  const { InstanceType, InstanceCount, InstanceGroups = [], InstancePreferences } = request.ResourceConfig ?? {};
  const preferred = InstancePreferences?.[0];
  const type = InstanceType ?? preferred?.InstanceType;
  if (type !== undefined) return [{ type, count: InstanceCount ?? preferred?.InstanceCount ?? 1 }];
  return InstanceGroups.map(({ InstanceType: name = '', InstanceCount: count = 0 }) => ({ type: name, count }));
}

/** At least one: the job runs somewhere. */
export function instanceCount(request: Cluster): number {
  return Math.max(
    1,
    instancesOf(request).reduce((sum, { count }) => sum + count, 0),
  );
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
  return [...problems, ...groupProblems(request), ...keepAliveProblems(request)];
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/train-heterogeneous-cluster-configure.html */
function groupProblems(request: CreateTrainingJobRequest): string[] {
  const groups = request.ResourceConfig?.InstanceGroups ?? [];
  const names = groups.map(({ InstanceGroupName }) => InstanceGroupName ?? '');
  const repeated = new Set(names.filter((name, at) => names.indexOf(name) !== at));
  const isEmpty = groups.length > 0 && groups.every(({ InstanceCount }) => InstanceCount === 0);
  const unknown = (request.InputDataConfig ?? []).flatMap(({ ChannelName: channel, DataSource: source }) =>
    (source?.S3DataSource?.InstanceGroupNames ?? [])
      .filter((name) => !names.includes(name))
      .map(
        (name) =>
          `channel '${channel}' is for instance group '${name}', which ResourceConfig.InstanceGroups does not have`,
      ),
  );
  return [
    ...[...repeated].map((name) => `instance group '${name}' is given more than once: group names must be unique`),
    ...(isEmpty
      ? ['ResourceConfig.InstanceGroups has no instance: give one group an InstanceCount of at least 1']
      : []),
    ...unknown,
  ];
}

/** https://docs.aws.amazon.com/sagemaker/latest/dg/train-warm-pools.html#train-warm-pools-considerations */
function keepAliveProblems(request: CreateTrainingJobRequest): string[] {
  const { KeepAlivePeriodInSeconds: seconds = 0, InstanceGroups: groups = [] } = request.ResourceConfig ?? {};
  if (seconds === 0) return [];
  const setting = `KeepAlivePeriodInSeconds ${seconds}`;
  return [
    ...(request.EnableManagedSpotTraining === true ? [`${setting}: Spot instances cannot be kept in a warm pool`] : []),
    ...(groups.length > 1 ? [`${setting}: a cluster of several instance groups cannot be kept in a warm pool`] : []),
  ];
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
