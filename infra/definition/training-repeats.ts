import type { Settings } from '../config/settings.ts';

export type RepeatSettings = Pick<
  Settings,
  'instanceType' | 'alternativeInstanceTypes' | 'repeatTrainingSeconds' | 'repeatWaitSeconds'
>;

/**
 * Numbers of a job's name between two attempts: those between are for the state's own retries (at most 13), so that attempts,
 * redrives and retries never make the same name. There are three digits for it (training-job-base-name.ts).
 */
const NUMBERS_PER_ATTEMPT = 20;
const MOST_ATTEMPTS = 50;
const LONGEST_WAIT_SECONDS = 2 * 60 * 60;

const REPEAT = 'Anything to repeat';
const WAIT = 'Wait before training again';
const FAILED = 'Training failed';

/** Variables of the execution before its first attempt. */
const FROM_THE_START = { attempt: 0, instance: 0, waits: 0 };

/** Part of a training job's name: grows with every attempt, and with every retry within one. */
export const ATTEMPT_NUMBER = 'States.MathAdd($attempt, $$.State.RetryCount)';

export function repeatsTraining({ repeatTrainingSeconds }: RepeatSettings): boolean {
  return repeatTrainingSeconds !== undefined;
}

/** Why the settings ask for more attempts than there are names for, if they do. */
export function attemptsProblem(settings: RepeatSettings): string | undefined {
  const { repeatTrainingSeconds, repeatWaitSeconds } = settings;
  const [types, rounds] = [1 + settings.alternativeInstanceTypes.length, 1 + longestWaits(settings).length];
  return types * rounds <= MOST_ATTEMPTS
    ? undefined
    : `repeatTrainingSeconds is "${repeatTrainingSeconds}": with a first wait of ${repeatWaitSeconds} s and ${types} instance types a run may train ${types * rounds} times, and ${MOST_ATTEMPTS} is the most; raise repeatWaitSeconds, lower repeatTrainingSeconds or name fewer types`;
}

/** Fields of the Choice whose Default is the state that trains. */
export function beforeFirstAttempt(settings: RepeatSettings): object {
  if (!repeatsTraining(settings)) return {};
  const instanceTypes = [settings.instanceType, ...settings.alternativeInstanceTypes];
  const longest = longestWaits(settings);
  // Between a half and the whole of it, so that workflows that failed together do not try again together.
  const shortest = longest.map((seconds) => Math.ceil(seconds / 2));
  return { Assign: { ...FROM_THE_START, instanceTypes, shortestWaits: shortest, longestWaits: longest } };
}

/** Doubled each time; all of them together are the time for which training is repeated. */
function longestWaits({ repeatTrainingSeconds = 0, repeatWaitSeconds }: RepeatSettings): readonly number[] {
  const waits: number[] = [];
  let left = repeatTrainingSeconds;
  for (let next = repeatWaitSeconds; left > 0; next = Math.min(2 * next, LONGEST_WAIT_SECONDS)) {
    waits.push(Math.min(next, left));
    left -= next;
  }
  return waits;
}

/** Fields of the state that trains. As a catcher States.TaskFailed takes every error but States.Timeout. */
export function afterFailedAttempt(settings: RepeatSettings): object {
  if (!repeatsTraining(settings)) return {};
  const Assign = { 'trainingFailure.$': '$' };
  return { Catch: [{ ErrorEquals: ['States.TaskFailed'], ResultPath: null, Assign, Next: REPEAT }] };
}

/** The instance type of a job's ResourceConfig. */
export function attemptInstanceType(settings: RepeatSettings): object {
  return repeatsTraining(settings) && settings.alternativeInstanceTypes.length > 0
    ? { 'InstanceType.$': 'States.ArrayGetItem($instanceTypes, $instance)' }
    : { InstanceType: settings.instanceType };
}

interface RepeatArgs {
  readonly settings: RepeatSettings;
  /** The state that trains. */
  readonly train: string;
  /** A state that has the function fail with a failure's words, from this payload; `goOn`: fields for where it does not. */
  readonly tellFailure: (payload: object, goOn: object) => object;
}

/**
 * The states behind a training job that failed. What was not the data's fault is tried again: without capacity on the next
 * instance type at once, and after all of them, or after an internal error, when some time has passed. Anything else fails
 * in a function and not in a Fail state, which would fail again when the execution is redriven.
 */
export function repeatStates({ settings, train, tellFailure }: RepeatArgs): Readonly<Record<string, object>> {
  if (!repeatsTraining(settings)) return {};
  return {
    [REPEAT]: anythingToRepeat(settings, train),
    [WAIT]: { Type: 'Wait', Comment: 'Longer each time, and by chance', SecondsPath: '$waitSeconds', Next: train },
    [FAILED]: tellFailure(
      {
        action: 'tellTrainingFailure',
        'failure.$': '$trainingFailure',
        'redrivesThen.$': '$redrives',
        'redrives.$': '$$.Execution.RedriveCount',
      },
      { Assign: FROM_THE_START, Next: train },
    ),
  };
}

function anythingToRepeat(settings: RepeatSettings, train: string): object {
  const next = { 'attempt.$': `States.MathAdd($attempt, ${NUMBERS_PER_ATTEMPT})` };
  const isJob = { Variable: '$trainingFailure.Error', StringEquals: 'States.TaskFailed' };
  const lastInstance = settings.alternativeInstanceTypes.length;
  const onOtherType = {
    And: [isJob, hasReason('CapacityError'), { Variable: '$instance', NumericLessThan: lastInstance }],
    Assign: { ...next, 'instance.$': 'States.MathAdd($instance, 1)' },
    Next: train,
  };
  const wait = (list: string) => `States.ArrayGetItem($${list}, $waits)`;
  const later = {
    And: [
      isJob,
      { Or: [hasReason('CapacityError'), hasReason('InternalServerError')] },
      { Variable: '$waits', NumericLessThan: longestWaits(settings).length },
    ],
    Assign: {
      ...next,
      instance: 0,
      'waits.$': 'States.MathAdd($waits, 1)',
      'waitSeconds.$': `States.MathRandom(${wait('shortestWaits')}, States.MathAdd(${wait('longestWaits')}, 1))`,
    },
    Next: WAIT,
  };
  return {
    Type: 'Choice',
    Comment: 'Trains again if the job failed for lack of capacity or by an error of SageMaker itself',
    Choices: lastInstance === 0 ? [later] : [onOtherType, later],
    Assign: { 'redrives.$': '$$.Execution.RedriveCount' },
    Default: FAILED,
  };
}

/**
 * The failed job's description is the cause's text, as JSON with or without spaces. Quotes within its values are escaped, so that
 * nothing else matches.
 */
function hasReason(reason: string): object {
  const matches = (pattern: string) => ({ Variable: '$trainingFailure.Cause', StringMatches: pattern });
  return { Or: [matches(`*"FailureReason":"${reason}:*`), matches(`*"FailureReason": "${reason}:*`)] };
}
