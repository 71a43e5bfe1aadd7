import {
  DescribeHyperParameterTuningJobCommand,
  DescribeLabelingJobCommand,
  DescribeProcessingJobCommand,
  DescribeTrainingJobCommand,
  DescribeTransformJobCommand,
  ListTagsCommand,
  type SageMakerClient,
  StopHyperParameterTuningJobCommand,
  StopLabelingJobCommand,
  StopProcessingJobCommand,
  StopTrainingJobCommand,
  StopTransformJobCommand,
} from '@aws-sdk/client-sagemaker';
import { sleepUntil, unlessAborted } from '../../engine/sleep.ts';
import { isRecord, type Json, type JsonRecord } from '../../language/json.ts';
import { StateError, TASK_FAILED } from '../../language/state-error.ts';
import { SAGEMAKER_ERRORS, serviceError } from '../service-error.ts';
import type { Integration, TaskCall } from '../task.ts';
import { taskOutput } from '../task-output.ts';
import { parametersOf, sageMakerShape, sendRequest, tagsFor } from './sagemaker-request.ts';

/** How a state ends whose job was stopped by a request or by its time limit. */
export type StoppedOutcome = 'succeed' | 'fail';

interface Options {
  readonly abortSignal: AbortSignal;
}

/** A kind of job that a `.sync` task waits for. */
interface JobKind {
  readonly resource:
    | 'createTrainingJob'
    | 'createTransformJob'
    | 'createProcessingJob'
    | 'createHyperParameterTuningJob'
    | 'createLabelingJob';
  /** The member that names the job in requests; its status has the member `<prefix>Status`. */
  readonly nameMember: string;
  readonly statusMember: string;
  readonly describe: (client: SageMakerClient, name: string, options: Options) => Promise<object>;
  readonly stop: (client: SageMakerClient, name: string) => Promise<object>;
}

const KINDS: readonly JobKind[] = [
  {
    resource: 'createTrainingJob',
    nameMember: 'TrainingJobName',
    statusMember: 'TrainingJobStatus',
    describe: (client, TrainingJobName, options) =>
      client.send(new DescribeTrainingJobCommand({ TrainingJobName }), options),
    stop: (client, TrainingJobName) => client.send(new StopTrainingJobCommand({ TrainingJobName })),
  },
  {
    resource: 'createTransformJob',
    nameMember: 'TransformJobName',
    statusMember: 'TransformJobStatus',
    describe: (client, TransformJobName, options) =>
      client.send(new DescribeTransformJobCommand({ TransformJobName }), options),
    stop: (client, TransformJobName) => client.send(new StopTransformJobCommand({ TransformJobName })),
  },
  {
    resource: 'createProcessingJob',
    nameMember: 'ProcessingJobName',
    statusMember: 'ProcessingJobStatus',
    describe: (client, ProcessingJobName, options) =>
      client.send(new DescribeProcessingJobCommand({ ProcessingJobName }), options),
    stop: (client, ProcessingJobName) => client.send(new StopProcessingJobCommand({ ProcessingJobName })),
  },
  {
    resource: 'createHyperParameterTuningJob',
    nameMember: 'HyperParameterTuningJobName',
    statusMember: 'HyperParameterTuningJobStatus',
    describe: (client, HyperParameterTuningJobName, options) =>
      client.send(new DescribeHyperParameterTuningJobCommand({ HyperParameterTuningJobName }), options),
    stop: (client, HyperParameterTuningJobName) =>
      client.send(new StopHyperParameterTuningJobCommand({ HyperParameterTuningJobName })),
  },
  {
    resource: 'createLabelingJob',
    nameMember: 'LabelingJobName',
    statusMember: 'LabelingJobStatus',
    describe: (client, LabelingJobName, options) =>
      client.send(new DescribeLabelingJobCommand({ LabelingJobName }), options),
    stop: (client, LabelingJobName) => client.send(new StopLabelingJobCommand({ LabelingJobName })),
  },
];

const FIRST_POLL_MS = 100;
const MAX_POLL_MS = 1_000;
const POLL_GROWTH = 1.5;
/** As long as this the description may fail to come before the task gives up. */
const UNREACHABLE_MS = 60_000;

/** `sagemaker:create...Job.sync`: starts the job and waits for its end. */
export function sagemakerJobs(stopped: StoppedOutcome): readonly Integration[] {
  return KINDS.map((kind) => ({
    resourceType: 'sagemaker',
    resource: `${kind.resource}.sync`,
    get parameters() {
      return sageMakerShape(kind.resource);
    },
    run: (call) => runJob(call, kind, stopped),
  }));
}

async function runJob(call: TaskCall, kind: JobKind, stopped: StoppedOutcome): Promise<Json> {
  const name = String(parametersOf(call)[kind.nameMember]);
  // The request itself is not cut short: nobody would know whether there is a job now that has to be stopped.
  const created = sendRequest(call, kind.resource);
  try {
    const submitted = await unlessAborted(created, call.signal);
    call.submitted(submitted);
    const ended = await waitForEnd(call, kind, name);
    const arn = isRecord(submitted) ? String(submitted[`${kind.nameMember.replace(/Name$/, '')}Arn`]) : '';
    const description: JsonRecord = { ...ended, Tags: await tagsOf(call, arn) };
    const status = description[kind.statusMember];
    if (status === 'Completed' || (status === 'Stopped' && stopped === 'succeed')) return description;
    throw new StateError(TASK_FAILED, JSON.stringify(description));
  } catch (error) {
    if (call.signal.aborted) call.inBackground(created.then(() => stopJob(call, kind, name)));
    throw error;
  }
}

async function waitForEnd(call: TaskCall, kind: JobKind, name: string): Promise<JsonRecord> {
  let intervalMs = FIRST_POLL_MS;
  let lastAnswerMs = Date.now();
  for (;;) {
    await sleepUntil(Date.now() + intervalMs, call.signal);
    intervalMs = Math.min(MAX_POLL_MS, intervalMs * POLL_GROWTH);
    try {
      const description = await describe(call, kind, name);
      lastAnswerMs = Date.now();
      if (isEnded(description[kind.statusMember])) return description;
    } catch (error) {
      call.signal.throwIfAborted();
      if (isRefusal(error) || Date.now() - lastAnswerMs > UNREACHABLE_MS) throw serviceError(error, SAGEMAKER_ERRORS);
    }
  }
}

function isEnded(status: Json | undefined): boolean {
  return status === 'Completed' || status === 'Failed' || status === 'Stopped';
}

/** A 4xx answer: the job has vanished or must not be seen. Waiting would not help. */
function isRefusal(error: unknown): boolean {
  if (!(error instanceof Error) || !('$metadata' in error)) return false;
  const { httpStatusCode = 500 } = error.$metadata as { readonly httpStatusCode?: number };
  return httpStatusCode < 500 && httpStatusCode !== 429 && !/Throttl/.test(error.name);
}

/** The job's description in the shape of the task's output, which has the tags beside it. */
async function describe(call: TaskCall, kind: JobKind, name: string): Promise<JsonRecord> {
  const { sagemaker } = await call.clients();
  const description = await kind.describe(sagemaker, name, { abortSignal: call.signal });
  const { $metadata: _, ...members } = taskOutput(description);
  return members;
}

/** The job's tags as an object. Only a denial counts: without an answer the tags are those that the job was given. */
async function tagsOf(call: TaskCall, jobArn: string): Promise<JsonRecord> {
  const { sagemaker } = await call.clients();
  try {
    const { Tags = [] } = await sagemaker.send(new ListTagsCommand({ ResourceArn: jobArn }), {
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
async function stopJob(call: TaskCall, kind: JobKind, name: string): Promise<void> {
  const { sagemaker } = await call.clients();
  await kind.stop(sagemaker, name);
}
