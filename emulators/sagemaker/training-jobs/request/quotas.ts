import type { CreateTrainingJobRequest } from '@aws-sdk/client-sagemaker';
import { AwsError } from '../../../core/wire/aws-error.ts';
import { isEnded, type TrainingJobRecord } from '../training-job-record.ts';
import { matchingPool, warmPoolStatus } from '../warm-pools.ts';
import { instancesOf } from './instance-choice.ts';

/**
 * Limits by a quota's name as AWS prints it, such as `ml.g5.xlarge for training job usage`; an instance type alone stands
 * for its quotas of on-demand and of Spot instances. What is not named has no limit.
 */
export type Quotas = Readonly<Record<string, number>>;

type Request = Omit<CreateTrainingJobRequest, 'Tags'>;

interface Usage {
  readonly quota: string;
  readonly instances: number;
}

const PROCESSING = 'Number of instances across all processing jobs';
const USAGES = ['for training job usage', 'for spot training job usage'] as const;
const WARM_POOL = 'for training warm pool usage';

/** The quotas of the account, each counted over the jobs that have not ended. */
export class InstanceQuotas {
  readonly #limits: ReadonlyMap<string, number>;

  /** `instanceTypes` are those that the API knows: a quota for another would never be reached. */
  constructor(quotas: Quotas, instanceTypes: readonly string[]) {
    this.#limits = limitsByName(quotas, instanceTypes);
  }

  /** Refuses a request that would go beyond a quota. */
  require(request: Request, jobs: readonly TrainingJobRecord[], nowMs: number): void {
    if (this.#limits.size === 0) return;
    const reused = matchingPool(request, jobs, nowMs);
    const kept = jobs.filter((job) => job !== reused && warmPoolStatus(job, jobs, nowMs)?.Status === 'Available');
    const running = [
      ...jobs.filter((job) => !isEnded(job)).flatMap((job) => usagesOf(job.request)),
      ...kept.flatMap((job) => warmUsages(job.request)),
    ];
    for (const { quota, instances } of usagesOf(request)) {
      const limit = this.#limits.get(quota) ?? Number.POSITIVE_INFINITY;
      const used = running.filter((usage) => usage.quota === quota).reduce((sum, usage) => sum + usage.instances, 0);
      if (instances > 0 && used + instances > limit) throw limitExceeded(quota, limit, used, instances);
    }
  }
}

/** What a job counts against. Each rule of the debugger or the profiler is watched by a processing job of one instance. */
function usagesOf(request: Request): Usage[] {
  const usage = USAGES[request.EnableManagedSpotTraining === true ? 1 : 0];
  const rules = (request.DebugRuleConfigurations?.length ?? 0) + (request.ProfilerRuleConfigurations?.length ?? 0);
  return [
    ...instancesOf(request).map(({ type, count }) => ({ quota: `${type} ${usage}`, instances: count })),
    ...warmUsages(request),
    { quota: PROCESSING, instances: rules },
  ];
}

/** Instances that are kept in a warm pool, or will be. */
function warmUsages(request: Request): Usage[] {
  if ((request.ResourceConfig?.KeepAlivePeriodInSeconds ?? 0) === 0) return [];
  return instancesOf(request).map(({ type, count }) => ({ quota: `${type} ${WARM_POOL}`, instances: count }));
}

function limitsByName(quotas: Quotas, instanceTypes: readonly string[]): ReadonlyMap<string, number> {
  const known = new Set([
    PROCESSING,
    ...instanceTypes.flatMap((type) => [type, ...[...USAGES, WARM_POOL].map((usage) => `${type} ${usage}`)]),
  ]);
  const problems = Object.entries(quotas).flatMap(([name, limit]) => [
    ...(known.has(name) ? [] : [`'${name}' is no quota of a training job`]),
    ...(Number.isInteger(limit) && limit >= 0 ? [] : [`'${name}' is ${limit}: a quota is a whole number from 0`]),
  ]);
  if (problems.length > 0) {
    throw new Error(
      `quotas: ${problems.join('; ')}. Name an instance type such as ml.g5.xlarge, 'ml.g5.xlarge ${USAGES[0]}', ` +
        `'ml.g5.xlarge ${USAGES[1]}', 'ml.g5.xlarge ${WARM_POOL}' or '${PROCESSING}'`,
    );
  }
  const isType = (name: string) => instanceTypes.includes(name);
  const whole = Object.entries(quotas).filter(([name]) => isType(name));
  const named = Object.entries(quotas).filter(([name]) => !isType(name));
  // The longer name is the more exact one and comes last.
  return new Map([
    ...whole.flatMap(([type, limit]) => USAGES.map((usage) => [`${type} ${usage}`, limit] as const)),
    ...named,
  ]);
}

function limitExceeded(quota: string, limit: number, used: number, delta: number): AwsError {
  return new AwsError(
    'ResourceLimitExceeded',
    400,
    `The account-level service limit '${quota}' is ${limit} Instances, with current utilization of ${used} Instances and a ` +
      `request delta of ${delta} Instances. Please use AWS Service Quotas to request an increase for this quota. If AWS ` +
      'Service Quotas is not available, contact AWS support to request an increase for this quota.',
  );
}
