import { runsPerMonth } from '../config/schedule-expression.ts';
import type { Settings } from '../config/settings.ts';
import { hourlyPriceUsd, PRICES_AS_OF } from './training-prices.ts';

const SECONDS_PER_HOUR = 3600;

type CostConfig = Pick<
  Settings,
  | 'instanceType'
  | 'alternativeInstanceTypes'
  | 'repeatTrainingSeconds'
  | 'instanceCount'
  | 'maxRuntimeSeconds'
  | 'useSpot'
  | 'schedule'
  | 'instancePricePerHour'
  | 'lifecycle'
  | 'evaluationInstanceType'
  | 'evaluationPricePerHour'
  | 'evaluationMaxSeconds'
>;

/** What the instances of one run can cost at most; storage, logs and requests are cents beside it. */
export interface RunCost {
  readonly currency: 'USD';
  readonly instanceType: string;
  /** Of one instance; undefined as the next one. */
  readonly pricePerInstanceHour?: number;
  /** Undefined where no price is known: never zero. */
  readonly maximumPerRun?: number;
  /** With a schedule whose runs can be counted. */
  readonly maximumPerMonth?: number;
  /** The same in words. */
  readonly text: string;
}

/**
 * Price of the instance x longest run time x instances; of several instance types, that of the dearest. A Spot job costs less
 * than this; how much less is not known.
 */
export function runCost(config: CostConfig, region: string): RunCost {
  const { maxRuntimeSeconds, instanceCount } = config;
  const prices = pricesOf(config, region);
  const evaluation = evaluationPrice(config, region);
  const unknown = [...prices, ...(evaluation === undefined ? [] : [evaluation])].find(
    ({ price }) => price === undefined,
  );
  if (unknown !== undefined) return unknownCost(unknown, region);
  const most = dearest(prices);
  const training = ((most.price ?? 0) * instanceCount * maxRuntimeSeconds) / SECONDS_PER_HOUR;
  const maximumPerRun = cents(training + evaluationCost(config, evaluation));
  const monthly = config.schedule === undefined ? undefined : runsPerMonth(config.schedule);
  const maximumPerMonth = monthly === undefined ? undefined : cents(maximumPerRun * monthly);
  return {
    currency: 'USD',
    ...ownPrice(prices),
    maximumPerRun,
    ...(maximumPerMonth === undefined ? {} : { maximumPerMonth }),
    text: [
      `At most ${usd(maximumPerRun)} a run (${explained(config, most)}${explainedEvaluation(config, evaluation)})`,
      ...(config.schedule === undefined ? [] : [perMonth(monthly, maximumPerMonth)]),
    ].join(', '),
  };
}

interface Priced {
  readonly instanceType: string;
  readonly price: number | undefined;
  /** The setting that gives it where the table does not. */
  readonly setting: 'instancePricePerHour' | 'evaluationPricePerHour';
}

function unknownCost({ instanceType, setting }: Priced, region: string): RunCost {
  const text = `Cost of a run: unknown, since no price of ${instanceType} in ${region} is known; set ${setting} to the price on AWS's page`;
  return { currency: 'USD', instanceType, text };
}

/** Of the batch transform jobs, at the price of training on the same instance; undefined where no model is judged. */
function evaluationPrice(config: CostConfig, region: string): Priced | undefined {
  const { lifecycle, evaluationInstanceType: instanceType, evaluationPricePerHour } = config;
  if (lifecycle === 'save') return undefined;
  const price = evaluationPricePerHour ?? hourlyPriceUsd(region, instanceType);
  return { instanceType, price, setting: 'evaluationPricePerHour' };
}

/** The new model and the champion. */
const EVALUATED_MODELS = 2;

function evaluationCost({ evaluationMaxSeconds }: CostConfig, evaluation: Priced | undefined): number {
  return ((evaluation?.price ?? 0) * EVALUATED_MODELS * evaluationMaxSeconds) / SECONDS_PER_HOUR;
}

function explainedEvaluation({ evaluationMaxSeconds }: CostConfig, evaluation: Priced | undefined): string {
  if (evaluation === undefined) return '';
  const { instanceType, price } = evaluation;
  return `; to judge the model and the champion, ${EVALUATED_MODELS} x ${instanceType} at ${price} USD an hour, ${evaluationMaxSeconds} s at the longest`;
}

/** A configured price is that of the dearest of them, whichever that is. */
function pricesOf(config: CostConfig, region: string): readonly Priced[] {
  const { instanceType, instancePricePerHour, alternativeInstanceTypes } = config;
  const setting = 'instancePricePerHour';
  if (instancePricePerHour !== undefined) return [{ instanceType, price: instancePricePerHour, setting }];
  const types = [instanceType, ...alternativeInstanceTypes];
  return types.map((type) => ({ instanceType: type, price: hourlyPriceUsd(region, type), setting }));
}

/** Of the type that a run begins with: what a page shows of a job on another one is not its price. */
function ownPrice([own]: readonly Priced[]): Pick<RunCost, 'instanceType' | 'pricePerInstanceHour'> {
  return { instanceType: own?.instanceType ?? '', pricePerInstanceHour: own?.price ?? 0 };
}

function dearest(prices: readonly Priced[]): Priced {
  return prices.reduce((most, next) => ((next.price ?? 0) > (most.price ?? 0) ? next : most));
}

function explained(config: CostConfig, { instanceType, price }: Priced): string {
  const { instanceCount, maxRuntimeSeconds, useSpot, instancePricePerHour, repeatTrainingSeconds } = config;
  const source = instancePricePerHour !== undefined ? 'as configured' : `as of ${PRICES_AS_OF}`;
  const spot = useSpot ? ', on Spot usually far less' : '';
  const repeated =
    repeatTrainingSeconds === undefined ? '' : '; a job that SageMaker itself ended in the middle comes on top';
  return `${instanceCount} x ${instanceType} at ${price} USD an hour ${source}, ${maxRuntimeSeconds} s at the longest${spot}${repeated}`;
}

function perMonth(runs: number | undefined, maximum: number | undefined): string {
  if (runs === undefined || maximum === undefined)
    return 'how much a month is unknown, since the runs of its schedule cannot be counted';
  return `at most ${usd(maximum)} a month (${Math.round(runs * 10) / 10} runs)`;
}

/** Upwards: a maximum must not be below what it bounds. */
function cents(amount: number): number {
  return Math.ceil(Math.round(amount * 1e6) / 1e4) / 100;
}

function usd(amount: number): string {
  return `${amount.toFixed(2)} USD`;
}

/** Why a run may cost more than the stack allows, if it may. */
export function runCostProblem(
  config: CostConfig & Pick<Settings, 'maximumRunCost'>,
  region: string,
): string | undefined {
  const limit = config.maximumRunCost;
  if (limit === undefined) return undefined;
  const { maximumPerRun, text } = runCost(config, region);
  if (maximumPerRun === undefined)
    return `maximumRunCost is "${limit}": it cannot be checked. ${text}, or leave maximumRunCost out`;
  if (maximumPerRun <= limit) return undefined;
  return `maximumRunCost is "${limit}": ${text}; ${affordable(config, limit, region)}take a cheaper instance, or raise it`;
}

/** Advice on the time that a job may take, where a shorter one is enough. */
function affordable(config: CostConfig, limit: number, region: string): string {
  const evaluation = evaluationCost(config, evaluationPrice(config, region));
  const training = dearest(pricesOf(config, region)).price ?? 0;
  const seconds = Math.floor(((limit - evaluation) * SECONDS_PER_HOUR) / (training * config.instanceCount));
  return seconds < 1 ? '' : `lower maxRuntimeSeconds to ${seconds} or less, `;
}
