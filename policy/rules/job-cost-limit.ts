import { hourlyPriceUsd } from '../../infra/cost/training-prices.ts';
import type { GuardRail, GuardRailLimits } from '../guard-rail.ts';

const SECONDS_PER_HOUR = 3600;

interface TrainingParameters {
  readonly AlgorithmSpecification?: { readonly TrainingImage?: unknown };
  readonly ResourceConfig?: { readonly InstanceType?: unknown; readonly InstanceCount?: unknown };
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds?: unknown };
}

/** As the state machine's text has it, so that it holds for any program, not only for one that reads our configuration. */
export const jobCostLimit: GuardRail = {
  name: 'job-cost-limit',
  description: 'No training job can cost more than the pack allows.',
  checkResource: ({ type, props, isUnknown }, limits) =>
    type === 'aws:sfn/stateMachine:StateMachine' && !isUnknown('definition')
      ? trainingStates(JSON.parse(String(props['definition']))).flatMap(([name, parameters]) =>
          costProblem(name, parameters, limits),
        )
      : [],
};

function costProblem(
  state: string,
  parameters: TrainingParameters,
  { maximumJobCost }: GuardRailLimits,
): readonly string[] {
  const { InstanceType: instanceType, InstanceCount: count = 1 } = parameters.ResourceConfig ?? {};
  const seconds = parameters.StoppingCondition?.MaxRuntimeInSeconds;
  if (typeof instanceType !== 'string' || typeof count !== 'number' || typeof seconds !== 'number') {
    return [
      `state "${state}" leaves instances or longest run time to its input: set both, so that its cost has a limit`,
    ];
  }
  const region = /\.dkr\.ecr\.([a-z0-9-]+)\./.exec(String(parameters.AlgorithmSpecification?.TrainingImage))?.[1] ?? '';
  const price = hourlyPriceUsd(region, instanceType);
  // Unknown is not cheap, but it is no breach either: the stack's own maximumRunCost refuses it.
  if (price === undefined) return [];
  const cost = (price * count * seconds) / SECONDS_PER_HOUR;
  return cost <= maximumJobCost
    ? []
    : [
        `state "${state}" can cost ${cost.toFixed(2)} USD (${count} x ${instanceType}, ${seconds} s), more than ${maximumJobCost.toFixed(2)} USD`,
      ];
}

/** All states that start training jobs, at any depth. */
function trainingStates(value: unknown, name = ''): readonly (readonly [string, TrainingParameters])[] {
  if (Array.isArray(value)) return value.flatMap((item) => trainingStates(item, name));
  if (typeof value !== 'object' || value === null) return [];
  const { Resource, Parameters, Arguments } = value as Readonly<Record<string, unknown>>;
  const own = /:sagemaker:createTrainingJob/.test(String(Resource))
    ? [[name, Object(Parameters ?? Arguments)] as const]
    : [];
  return [...own, ...Object.entries(value).flatMap(([key, member]) => trainingStates(member, key))];
}
