import { DatasetError, InvalidRequestError } from '../errors.ts';

/** Payload that the state machine sends when a training job has failed and is not repeated. */
export interface TrainingFailureEvent {
  readonly error: string;
  /** The job's description as JSON where it failed, and any text where it was refused. */
  readonly cause: string;
  /** How often the execution was redriven when the job failed, and now. */
  readonly redrivesThen: number;
  readonly redrives: number;
}

export class TrainingFailedError extends DatasetError {
  constructor(text: string) {
    super('TrainingFailedError', text);
  }
}

export interface GoOn {
  readonly goOn: true;
}

/** Undefined where the payload asks for something else. */
export function parseTrainingFailure(event: unknown): TrainingFailureEvent | undefined {
  const { action, failure, redrives, redrivesThen } = fieldsOf(event);
  if (action !== 'tellTrainingFailure') return undefined;
  const { Error: error, Cause: cause = '' } = fieldsOf(failure);
  const problems = [
    ...(typeof error === 'string' && typeof cause === 'string'
      ? []
      : [`payload member failure is ${JSON.stringify(failure)} and must have Error and Cause as texts`]),
    ...Object.entries({ redrives, redrivesThen })
      .filter(([, value]) => !Number.isInteger(value))
      .map(([name, value]) => `payload member ${name} is ${JSON.stringify(value)} and must be a whole number`),
  ];
  if (problems.length > 0) throw new InvalidRequestError(problems);
  return { error: String(error), cause: String(cause), redrives: Number(redrives), redrivesThen: Number(redrivesThen) };
}

/**
 * Fails with the words of the training job. A state that was redriven has the input that it failed with, and its execution has
 * been redriven since: then the job is to be tried again.
 * @throws {TrainingFailedError}
 */
export function tellTrainingFailure({ error, cause, redrives, redrivesThen }: TrainingFailureEvent): GoOn {
  if (redrives > redrivesThen) return { goOn: true };
  throw new TrainingFailedError(wordsOf(error, cause));
}

function wordsOf(error: string, cause: string): string {
  const { TrainingJobName: name, TrainingJobStatus: status, SecondaryStatus, FailureReason: reason } = jobOf(cause);
  if (typeof name !== 'string' || typeof status !== 'string') return `${error}: ${cause}`;
  const why = typeof reason === 'string' ? reason : `its secondary status is ${String(SecondaryStatus)}`;
  return `the training job ${name} ended as ${status}: ${why}`;
}

function jobOf(cause: string): Readonly<Record<string, unknown>> {
  try {
    return fieldsOf(JSON.parse(cause));
  } catch {
    return {};
  }
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
