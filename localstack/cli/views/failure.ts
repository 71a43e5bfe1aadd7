import { jsonRecord } from '../../rehearsal/json-values.ts';
import type { RunResult } from '../../rehearsal/run-result.ts';

const TOO_FEW_IMAGES = /number of input images must be bigger or equal to the mini_batch_size/;
const TOO_SMALL = /smaller than image_shape/;

/** Why an execution ended red, in the words of the step that failed, and what to do where that is known. */
export function failureReason(result: RunResult): string[] {
  const { error = result.status, cause = '' } = result;
  const details = jsonRecord(cause);
  const reasons = [details['FailureReason'], details['errorMessage'], stopReason(details)];
  const reason = reasons.find((text) => typeof text === 'string') ?? cause;
  return [error, ...String(reason).split('\n').filter(Boolean), ...advice(String(reason), result)];
}

/** A stopped job has no FailureReason; its description is too long to be read. */
function stopReason(job: Readonly<Record<string, unknown>>): string | undefined {
  if (job['TrainingJobStatus'] !== 'Stopped') return undefined;
  return `The training job ended as Stopped, with the secondary status ${job['SecondaryStatus']}.`;
}

function advice(reason: string, { dataset, stack }: RunResult): string[] {
  if (TOO_FEW_IMAGES.test(reason)) {
    const images = dataset?.trainImages ?? 0;
    return [
      `There are ${images} training images: set hyperparameters.mini_batch_size in Pulumi.${stack}.yaml to ${images} or less.`,
    ];
  }
  if (TOO_SMALL.test(reason)) {
    return [
      `Set hyperparameters.image_shape (channels,height,width) in Pulumi.${stack}.yaml to what the smallest image has.`,
    ];
  }
  return [];
}
