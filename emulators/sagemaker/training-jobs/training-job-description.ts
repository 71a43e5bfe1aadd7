import type {
  AlgorithmSpecification,
  Channel,
  CreateTrainingJobRequest,
  WarmPoolStatus,
} from '@aws-sdk/client-sagemaker';
import { METRIC_DEFINITIONS } from '../algorithm/image-classification.ts';
import { epochSeconds } from '../epoch-seconds.ts';
import { isOwnImage } from '../own-image/own-image-rules.ts';
import { instancesOf } from './request/instance-choice.ts';
import type { FinalMetric, StatusTransition, TrainingJobRecord } from './training-job-record.ts';

const DEFAULT_MAX_RUNTIME_SECONDS = 86_400;

/** https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_DescribeTrainingJob.html, times as JSON 1.1 writes them. */
export function describeJob(job: TrainingJobRecord, region: string, warmPool?: WarmPoolStatus): object {
  const { request } = job;
  return {
    ...request,
    TrainingJobArn: job.arn,
    ...(job.artifact === undefined ? {} : { ModelArtifacts: { S3ModelArtifacts: job.artifact } }),
    TrainingJobStatus: job.status,
    SecondaryStatus: job.secondaryStatus,
    ...(job.failureReason === undefined ? {} : { FailureReason: job.failureReason }),
    ...(request.AlgorithmSpecification === undefined
      ? {}
      : { AlgorithmSpecification: describedAlgorithm(request.AlgorithmSpecification, isOwnImage(request, region)) }),
    ...(request.InputDataConfig === undefined
      ? {}
      : { InputDataConfig: request.InputDataConfig.map(describedChannel) }),
    OutputDataConfig: { KmsKeyId: '', ...request.OutputDataConfig },
    ...describedResources(request),
    StoppingCondition: { MaxRuntimeInSeconds: DEFAULT_MAX_RUNTIME_SECONDS, ...request.StoppingCondition },
    ...describedTimes(job),
    SecondaryStatusTransitions: job.transitions.map(describedTransition),
    ...(job.metrics.length === 0 ? {} : { FinalMetricDataList: job.metrics.map(describedMetric) }),
    ...describedFlags(request),
    ...(warmPool === undefined ? {} : { WarmPoolStatus: warmPool }),
  };
}

function describedResources(request: TrainingJobRecord['request']): object {
  const [[instances], resources] = [instancesOf(request), request.ResourceConfig];
  if (resources?.InstancePreferences === undefined || instances === undefined) return {};
  const selected = { SelectedInstanceType: instances.type, SelectedInstanceCount: instances.count };
  return { ResourceConfig: { ...resources, ...selected } };
}

/** Seconds from the start of the download to the end, begun seconds counted whole, at least one. */
export function trainingSeconds(startedMs: number, endedMs: number): number {
  return Math.max(1, Math.ceil((endedMs - startedMs) / 1000));
}

function describedTimes(job: TrainingJobRecord): object {
  const seconds =
    job.startedMs === undefined || job.endedMs === undefined ? undefined : trainingSeconds(job.startedMs, job.endedMs);
  return {
    CreationTime: epochSeconds(job.createdMs),
    ...(job.startedMs === undefined ? {} : { TrainingStartTime: epochSeconds(job.startedMs) }),
    ...(job.endedMs === undefined ? {} : { TrainingEndTime: epochSeconds(job.endedMs) }),
    LastModifiedTime: epochSeconds(job.modifiedMs),
    ...(seconds === undefined
      ? {}
      : { TrainingTimeInSeconds: seconds, BillableTimeInSeconds: billableSeconds(job, seconds) }),
  };
}

/** AWS prints its savings as what is not billed; here Spot always costs as much as it often does there: three tenths. */
const SPOT_PRICE_SHARE = 0.3;
const BILLED_PHASES: readonly string[] = ['Downloading', 'Training', 'Uploading', 'Stopping'];

/** All of the time on demand; on Spot the time with an instance, at the price of Spot. */
function billableSeconds({ request, transitions }: TrainingJobRecord, seconds: number): number {
  if (request.EnableManagedSpotTraining !== true) return seconds;
  const billedMs = transitions
    .filter(({ status }) => BILLED_PHASES.includes(status))
    .reduce((sum, { startMs, endMs = startMs }) => sum + endMs - startMs, 0);
  return Math.max(1, Math.round((billedMs / 1000) * SPOT_PRICE_SHARE));
}

function describedAlgorithm(algorithm: AlgorithmSpecification, isOwn: boolean): object {
  if (isOwn) return { EnableSageMakerMetricsTimeSeries: false, ...algorithm };
  return { MetricDefinitions: METRIC_DEFINITIONS, EnableSageMakerMetricsTimeSeries: true, ...algorithm };
}

function describedChannel(channel: Channel): object {
  return { CompressionType: 'None', RecordWrapperType: 'None', ...channel };
}

function describedTransition(transition: StatusTransition): object {
  return {
    Status: transition.status,
    StartTime: epochSeconds(transition.startMs),
    ...(transition.endMs === undefined ? {} : { EndTime: epochSeconds(transition.endMs) }),
    StatusMessage: transition.message,
  };
}

function describedMetric(metric: FinalMetric): object {
  return { MetricName: metric.name, Value: metric.value, Timestamp: epochSeconds(metric.timestampMs) };
}

function describedFlags(request: Omit<CreateTrainingJobRequest, 'Tags'>): object {
  return {
    EnableNetworkIsolation: request.EnableNetworkIsolation ?? false,
    EnableInterContainerTrafficEncryption: request.EnableInterContainerTrafficEncryption ?? false,
    EnableManagedSpotTraining: request.EnableManagedSpotTraining ?? false,
  };
}
