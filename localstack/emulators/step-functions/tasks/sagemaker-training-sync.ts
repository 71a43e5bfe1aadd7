import { DescribeTrainingJobCommand, ListTagsCommand, StopTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { sleepUntil, unlessAborted } from '../engine/sleep.ts';
import type { Json, JsonRecord } from '../language/json.ts';
import { StateError, TASK_FAILED } from '../language/state-error.ts';
import { createTrainingJob, parametersOf, TRAINING_JOB_PARAMETERS, tagsFor } from './sagemaker-create.ts';
import { SAGEMAKER_ERRORS, serviceError } from './service-error.ts';
import type { Integration, TaskCall } from './task.ts';
import { taskOutput } from './task-output.ts';

/** How a state ends whose job was stopped by StopTrainingJob or by its time limit. */
export type StoppedOutcome = 'succeed' | 'fail';

const FIRST_POLL_MS = 100;
const MAX_POLL_MS = 1_000;
const POLL_GROWTH = 1.5;
/** As long as this the description may fail to come before the task gives up. */
const UNREACHABLE_MS = 60_000;

/** `sagemaker:createTrainingJob.sync`: starts the job and waits for its end. */
export function trainingJobSync(stopped: StoppedOutcome): Integration {
  return {
    resourceType: 'sagemaker',
    resource: 'createTrainingJob.sync',
    parameters: TRAINING_JOB_PARAMETERS,
    run: (call) => runTrainingJob(call, stopped),
  };
}

async function runTrainingJob(call: TaskCall, stopped: StoppedOutcome): Promise<Json> {
  const name = String(parametersOf(call)['TrainingJobName']);
  // The request itself is not cut short: nobody would know whether there is a job now that has to be stopped.
  const created = createTrainingJob(call);
  try {
    const trainingJobArn = await unlessAborted(created, call.signal);
    call.submitted({ TrainingJobArn: trainingJobArn });
    const ended = await waitForEnd(call, name);
    const description: JsonRecord = { ...ended, Tags: await tagsOf(call, trainingJobArn) };
    const status = description['TrainingJobStatus'];
    if (status === 'Completed' || (status === 'Stopped' && stopped === 'succeed')) return description;
    throw new StateError(TASK_FAILED, JSON.stringify(description));
  } catch (error) {
    if (call.signal.aborted) call.inBackground(created.then(() => stopTrainingJob(call, name)));
    throw error;
  }
}

async function waitForEnd(call: TaskCall, name: string): Promise<JsonRecord> {
  let intervalMs = FIRST_POLL_MS;
  let lastAnswerMs = Date.now();
  for (;;) {
    await sleepUntil(Date.now() + intervalMs, call.signal);
    intervalMs = Math.min(MAX_POLL_MS, intervalMs * POLL_GROWTH);
    try {
      const description = await describe(call, name);
      lastAnswerMs = Date.now();
      if (isEnded(description)) return description;
    } catch (error) {
      call.signal.throwIfAborted();
      if (isRefusal(error) || Date.now() - lastAnswerMs > UNREACHABLE_MS) throw serviceError(error, SAGEMAKER_ERRORS);
    }
  }
}

function isEnded({ TrainingJobStatus: status }: JsonRecord): boolean {
  return status === 'Completed' || status === 'Failed' || status === 'Stopped';
}

/** A 4xx answer: the job has vanished or must not be seen. Waiting would not help. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode = 500 } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode < 500 && httpStatusCode !== 429 && !/Throttl/.test(error.name);
}

/** The job's description in the shape of the task's output, which has the tags beside it. */
async function describe(call: TaskCall, name: string): Promise<JsonRecord> {
  const { sagemaker } = await call.clients();
  const command = new DescribeTrainingJobCommand({ TrainingJobName: name });
  const { $metadata, ...description } = await sagemaker.send(command, { abortSignal: call.signal });
  return taskOutput(description);
}

/** The job's tags as an object. Only a denial counts: without an answer the tags are those that the job was given. */
async function tagsOf(call: TaskCall, trainingJobArn: string): Promise<JsonRecord> {
  const { sagemaker } = await call.clients();
  try {
    const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: trainingJobArn }), {
      abortSignal: call.signal,
    });
    return Object.fromEntries(Tags.map(({ Key, Value }) => [String(Key), Value ?? '']));
  } catch (error) {
    call.signal.throwIfAborted();
    if (error instanceof Error && error.name === 'AccessDeniedException') throw serviceError(error, SAGEMAKER_ERRORS);
    return Object.fromEntries(tagsFor(call).map(({ Key, Value }) => [String(Key), Value ?? '']));
  }
}

/** Best effort, as on AWS: a job that ended meanwhile refuses to be stopped. */
async function stopTrainingJob(call: TaskCall, name: string): Promise<void> {
  const { sagemaker } = await call.clients();
  await sagemaker.send(new StopTrainingJobCommand({ TrainingJobName: name }));
}
