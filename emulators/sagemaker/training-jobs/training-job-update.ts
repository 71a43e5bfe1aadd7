import type { UpdateTrainingJobRequest, WarmPoolStatus } from '@aws-sdk/client-sagemaker';
import { validationError } from '../validation-error.ts';
import { isEnded, type TrainingJobRecord } from './training-job-record.ts';
import { keepAliveSeconds } from './warm-pools.ts';

type Kept = TrainingJobRecord['request'];

/**
 * The job as UpdateTrainingJob leaves it: a profiler while it runs, remote debugging while it downloads or trains, the warm pool as long as
 * there is one (https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_UpdateTrainingJob.html). What AWS says of other jobs is not known.
 */
export function updatedJob(
  job: TrainingJobRecord,
  update: UpdateTrainingJobRequest,
  pool: WarmPoolStatus | undefined,
  nowMs: number,
): TrainingJobRecord {
  const problems = [
    ...profilerProblems(job, update),
    ...debugProblems(job, update),
    ...poolProblems(job, update, pool),
  ];
  if (problems.length > 0) throw validationError(`[rehearsal] ${problems.join('; ')}`);
  const request = {
    ...job.request,
    ...profiler(job.request, update),
    ...debugging(update),
    ...resources(job.request, update),
  };
  return { ...job, request, modifiedMs: nowMs, ...endedPool({ ...job, request }, update, nowMs) };
}

function profilerProblems(job: TrainingJobRecord, update: UpdateTrainingJobRequest): readonly string[] {
  const { ProfilerConfig, ProfilerRuleConfigurations: added = [] } = update;
  if (ProfilerConfig === undefined && added.length === 0) return [];
  if (job.status !== 'InProgress')
    return [`the profiler of ${job.name} cannot be changed: its status is ${job.status}`];
  const names = (job.request.ProfilerRuleConfigurations ?? []).map((rule) => rule.RuleConfigurationName);
  return added
    .map((rule) => rule.RuleConfigurationName)
    .filter((name) => names.includes(name))
    .map((name) => `${job.name} has the profiler rule ${name} already`);
}

function debugProblems(job: TrainingJobRecord, { RemoteDebugConfig }: UpdateTrainingJobRequest): readonly string[] {
  if (RemoteDebugConfig === undefined || ['Downloading', 'Training'].includes(job.secondaryStatus)) return [];
  return [
    `RemoteDebugConfig of ${job.name} can be changed while its SecondaryStatus is Downloading or Training, it is ${job.secondaryStatus}`,
  ];
}

function poolProblems(
  job: TrainingJobRecord,
  { ResourceConfig }: UpdateTrainingJobRequest,
  pool: WarmPoolStatus | undefined,
): readonly string[] {
  if (ResourceConfig === undefined) return [];
  if (keepAliveSeconds(job.request) === 0) {
    return [`${job.name} has no warm pool: give KeepAlivePeriodInSeconds when the job is created`];
  }
  if (!isEnded(job) || pool?.Status === 'Available') return [];
  return [`the warm pool of ${job.name} is ${pool?.Status}: its KeepAlivePeriodInSeconds can no longer be changed`];
}

/** Rules can only be added (SageMaker Python SDK, Estimator.update_profiler). */
function profiler(request: Kept, update: UpdateTrainingJobRequest): Partial<Kept> {
  const { ProfilerConfig: config, ProfilerRuleConfigurations: rules = [] } = update;
  return {
    ...(config === undefined ? {} : { ProfilerConfig: { ...request.ProfilerConfig, ...config } }),
    ...(rules.length === 0
      ? {}
      : { ProfilerRuleConfigurations: [...(request.ProfilerRuleConfigurations ?? []), ...rules] }),
  };
}

function debugging({ RemoteDebugConfig }: UpdateTrainingJobRequest): Partial<Kept> {
  return RemoteDebugConfig === undefined ? {} : { RemoteDebugConfig };
}

function resources(
  { ResourceConfig: old }: Kept,
  { ResourceConfig: changed }: UpdateTrainingJobRequest,
): Partial<Kept> {
  return old === undefined || changed === undefined ? {} : { ResourceConfig: { ...old, ...changed } };
}

/** A shorter period may be over already. */
function endedPool(
  job: TrainingJobRecord,
  { ResourceConfig }: UpdateTrainingJobRequest,
  nowMs: number,
): Partial<TrainingJobRecord> {
  if (ResourceConfig === undefined || job.endedMs === undefined) return {};
  return nowMs < job.endedMs + keepAliveSeconds(job.request) * 1000 ? {} : { poolEndedMs: nowMs };
}
