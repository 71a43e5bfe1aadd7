import { hourlyPriceUsd } from '../../infra/cost/training-prices.ts';
import type { GuardRail, GuardRailLimits } from '../guard-rail.ts';

const SECONDS_PER_HOUR = 3600;

interface TrainingParameters {
  readonly AlgorithmSpecification?: { readonly TrainingImage?: unknown };
  readonly ResourceConfig?: Readonly<Record<string, unknown>>;
  readonly StoppingCondition?: { readonly MaxRuntimeInSeconds?: unknown };
}

/** As the state machine's text has it, so that it holds for any program, not only for one that reads our configuration. */
export const jobCostLimit: GuardRail = {
  name: 'job-cost-limit',
  description: 'No training job can cost more than the pack allows.',
  checkResource: ({ type, props, isUnknown }, limits) =>
    type === 'aws:sfn/stateMachine:StateMachine' && !isUnknown('definition')
      ? costProblems(JSON.parse(String(props['definition'])), limits)
      : [],
};

function costProblems(definition: unknown, limits: GuardRailLimits): readonly string[] {
  return trainingStates(definition).flatMap(([name, parameters]) => {
    const types = instanceTypesOf(parameters, definition);
    return types.length === 0 ? [leftOpen(name)] : types.flatMap((type) => costProblem(name, parameters, type, limits));
  });
}

/** One, or those of a list that the definition itself assigns to a variable, which an attempt takes one of. */
function instanceTypesOf({ ResourceConfig = {} }: TrainingParameters, definition: unknown): readonly string[] {
  const { InstanceType, 'InstanceType.$': expression } = ResourceConfig;
  if (typeof InstanceType === 'string') return [InstanceType];
  const [, variable] = /^States\.ArrayGetItem\(\$(\w+),/.exec(String(expression)) ?? [];
  if (variable === undefined) return [];
  const lists = assignedTo(variable, definition);
  return lists.every(isTextList) ? lists.flat() : [];
}

/** Every value that the definition gives a variable. */
function assignedTo(variable: string, value: unknown): readonly unknown[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === 'Assign'
      ? Object.entries(Object(member)).flatMap(([name, assigned]) => (nameOf(name) === variable ? [assigned] : []))
      : assignedTo(variable, member),
  );
}

function nameOf(member: string): string {
  return member.replace(/\.\$$/, '');
}

function isTextList(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' && !item.startsWith('{%'));
}

function costProblem(
  state: string,
  parameters: TrainingParameters,
  instanceType: string,
  { maximumJobCost }: GuardRailLimits,
): readonly string[] {
  const { InstanceCount: count = 1 } = parameters.ResourceConfig ?? {};
  const seconds = parameters.StoppingCondition?.MaxRuntimeInSeconds;
  if (typeof count !== 'number' || typeof seconds !== 'number') {
    return [leftOpen(state)];
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

function leftOpen(state: string): string {
  return `state "${state}" leaves instances or longest run time to its input: set both, so that its cost has a limit`;
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
