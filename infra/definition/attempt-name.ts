/**
 * The intrinsic function that names one attempt: the base name that the function made of the execution's name, then the
 * redrive's and the retry's number. SageMaker never lets a training job's name be used again, and a redriven or retried
 * state keeps the execution's name. `dataset` is the reference path of the function's result.
 */
export function attemptName(dataset: string): string {
  return `States.Format('{}-{}-{}', ${dataset}.trainingJobBaseName, $$.Execution.RedriveCount, $$.State.RetryCount)`;
}
