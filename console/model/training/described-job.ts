import type { Status } from '../history/visit.ts';
import { listIn, type Members, membersIn, numberIn, textIn, timeMsIn } from '../members.ts';

/** A stretch of a job's life, such as `Downloading`. */
export interface JobPhase {
  readonly status: string;
  readonly fromMs: number;
  /** Absent while it lasts. */
  readonly toMs?: number;
  readonly message: string;
}

export interface NamedMetric {
  readonly name: string;
  readonly value: number;
}

/** Finds a metric in the job's log. */
export interface MetricDefinition {
  readonly name: string;
  readonly regex: string;
}

/** A training job as ListTrainingJobs shows it. */
export interface ListedJob {
  readonly name: string;
  readonly arn: string;
  /** AWS's word, such as `InProgress`. */
  readonly awsStatus: string;
  readonly status: Status;
  readonly secondaryStatus: string;
  readonly createdMs: number;
  readonly endedMs?: number;
}

/** A training job as DescribeTrainingJob shows it. */
export interface TrainingJob extends ListedJob {
  /** Of the download of its data: billed from here on. */
  readonly startedMs?: number;
  readonly failureReason?: string;
  readonly phases: readonly JobPhase[];
  readonly metrics: readonly NamedMetric[];
  readonly metricDefinitions: readonly MetricDefinition[];
  readonly hyperparameters: Members;
  /** What the job was asked for, without what came of it. */
  readonly request: Members;
  readonly artifact?: string;
  readonly instanceType: string;
  readonly instanceCount: number;
  readonly isSpot: boolean;
  /** Both when the job has ended. */
  readonly trainingSeconds?: number;
  readonly billedSeconds?: number;
}

const STATUSES: Readonly<Record<string, Status>> = {
  InProgress: 'running',
  Stopping: 'running',
  Completed: 'succeeded',
  Failed: 'failed',
  Stopped: 'aborted',
};

export function listedJobIn(answer: Members): ListedJob {
  const awsStatus = textIn(answer, 'TrainingJobStatus') ?? '';
  return {
    name: textIn(answer, 'TrainingJobName') ?? '',
    arn: textIn(answer, 'TrainingJobArn') ?? '',
    awsStatus,
    status: STATUSES[awsStatus] ?? 'running',
    secondaryStatus: textIn(answer, 'SecondaryStatus') ?? '',
    createdMs: timeMsIn(answer, 'CreationTime') ?? 0,
    ...present('endedMs', timeMsIn(answer, 'TrainingEndTime')),
  };
}

export function trainingJobIn(answer: Members): TrainingJob {
  const resources = membersIn(answer, 'ResourceConfig');
  return {
    ...listedJobIn(answer),
    ...present('startedMs', timeMsIn(answer, 'TrainingStartTime')),
    ...present('failureReason', textIn(answer, 'FailureReason')),
    phases: listIn(answer, 'SecondaryStatusTransitions').map(phaseIn),
    metrics: listIn(answer, 'FinalMetricDataList').map((metric) => ({
      name: textIn(metric, 'MetricName') ?? '',
      value: numberIn(metric, 'Value') ?? Number.NaN,
    })),
    metricDefinitions: listIn(membersIn(answer, 'AlgorithmSpecification'), 'MetricDefinitions').map((metric) => ({
      name: textIn(metric, 'Name') ?? '',
      regex: textIn(metric, 'Regex') ?? '',
    })),
    hyperparameters: membersIn(answer, 'HyperParameters'),
    request: requestIn(answer),
    ...present('artifact', textIn(membersIn(answer, 'ModelArtifacts'), 'S3ModelArtifacts')),
    ...instancesIn(resources),
    isSpot: answer['EnableManagedSpotTraining'] === true,
    ...present('trainingSeconds', numberIn(answer, 'TrainingTimeInSeconds')),
    ...present('billedSeconds', numberIn(answer, 'BillableTimeInSeconds')),
  };
}

/** One kind of instance, of which there may be several; a job of several kinds has its instances in groups. */
function instancesIn(resources: Members): Pick<TrainingJob, 'instanceType' | 'instanceCount'> {
  const [group = {}] = listIn(resources, 'InstanceGroups');
  const named = { ...group, ...resources };
  return {
    instanceType: textIn(named, 'SelectedInstanceType') ?? textIn(named, 'InstanceType') ?? '',
    instanceCount: numberIn(named, 'SelectedInstanceCount') ?? numberIn(named, 'InstanceCount') ?? 1,
  };
}

function phaseIn(transition: Members): JobPhase {
  return {
    status: textIn(transition, 'Status') ?? '',
    fromMs: timeMsIn(transition, 'StartTime') ?? 0,
    ...present('toMs', timeMsIn(transition, 'EndTime')),
    message: textIn(transition, 'StatusMessage') ?? '',
  };
}

const ASKED = [
  'RoleArn',
  'AlgorithmSpecification',
  'InputDataConfig',
  'OutputDataConfig',
  'ResourceConfig',
  'StoppingCondition',
  'EnableManagedSpotTraining',
  'CheckpointConfig',
  'RetryStrategy',
  'VpcConfig',
  'EnableNetworkIsolation',
  'EnableInterContainerTrafficEncryption',
  'Environment',
];

function requestIn(answer: Members): Members {
  return Object.fromEntries(ASKED.filter((name) => answer[name] !== undefined).map((name) => [name, answer[name]]));
}

function present<Name extends string, Value>(name: Name, value: Value | undefined): { readonly [key in Name]?: Value } {
  const members: { [key in Name]?: Value } = {};
  if (value !== undefined) members[name] = value;
  return members;
}
