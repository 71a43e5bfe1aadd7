import { join } from 'node:path';
import { GetObjectCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import type { AwsClients } from '../../core/aws-clients.ts';
import { inParallel } from '../../core/process/in-parallel.ts';
import { downloadObject } from '../object-body.ts';
import { type ChannelFile, channelFiles } from '../own-image/channel-files.ts';
import { UnusableArtifactError } from '../predictions/prediction-errors.ts';
import { Predictor } from '../predictions/predictor.ts';
import { parseS3Uri } from '../s3-uri.ts';
import { serviceRefusal } from '../sdk-error.ts';
import { failureAround, shortenedReason } from '../training-jobs/run/failure-reason.ts';
import { JobLog } from '../training-jobs/run/job-log.ts';
import { RoleSession } from '../training-jobs/run/role-session.ts';
import { makeWorkFolder, removeWorkFolder } from '../training-jobs/run/work-folder.ts';
import { answerText } from './transform-answer.ts';
import type { TransformEnd, TransformJobRecord } from './transform-job-record.ts';
import { DEFAULT_PAYLOAD_MB } from './transform-rules.ts';

export interface TransformRunArgs {
  readonly account: AwsClients;
  readonly request: TransformJobRecord['request'];
  readonly name: string;
  readonly roleArn: string;
  /** `s3://` address of the model's artifact. */
  readonly artifact: string;
  /** Of this job alone; removed at its end. */
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** So many images are with the predicting process at a time: it decodes on several cores. */
const AT_ONCE = 6;
const BYTES_PER_MB = 1024 * 1024;
const LOG_GROUP = '/aws/sagemaker/TransformJobs';

interface Answer {
  readonly file: ChannelFile;
  readonly text?: string;
  readonly problem?: string;
}

/** Runs a job to its end. What it has predicted is uploaded at the end, and not at all where it was stopped. Never throws. */
export async function runTransform(args: TransformRunArgs): Promise<TransformEnd> {
  if (args.signal.aborted) return { status: 'Stopped' };
  const role = new RoleSession(args.account, args.roleArn);
  const log = new JobLog(role, args.name, Date.now(), { group: LOG_GROUP, host: 'i-00000000000000000' });
  try {
    return await transformed(args, role, log);
  } catch (error) {
    if (args.signal.aborted) return { status: 'Stopped' };
    const reason = failureOf(error);
    log.write(reason);
    return { status: 'Failed', failureReason: reason };
  } finally {
    await log.close();
    role.close();
    await removeWorkFolder(args.folder);
  }
}

async function transformed(args: TransformRunArgs, role: RoleSession, log: JobLog): Promise<TransformEnd> {
  const { request, signal } = args;
  await makeWorkFolder(args.folder);
  const file = join(args.folder, 'model.tar.gz');
  const { s3 } = await role.clients();
  const { bucket, key } = parseS3Uri(args.artifact) ?? {};
  await downloadObject(s3, { Bucket: bucket, Key: key }, file, signal);
  await using predictor = await Predictor.load(file);
  const answers = await answersOf(predictor, args, role);
  // From here on a stop comes too late: there is all of the output, or none.
  signal.throwIfAborted();
  for (const { file: input, problem } of answers) if (problem !== undefined) log.write(`${input.key}: ${problem}`);
  const output = parseS3Uri(request.TransformOutput?.S3OutputPath ?? '');
  const folder = output === undefined || output.key === '' ? '' : `${output.key.replace(/\/$/, '')}/`;
  for (const { file: input, text } of answers) {
    if (text === undefined) continue;
    const Key = `${folder}${input.path}.out`;
    const { s3 } = await role.clients();
    await s3.send(new PutObjectCommand({ Bucket: output?.bucket, Key, Body: text }));
  }
  return endOf(answers);
}

function failureOf(error: unknown): string {
  if (error instanceof UnusableArtifactError) return shortenedReason(`AlgorithmError: ${error.message}`);
  const refusal = serviceRefusal(error);
  if (refusal === undefined) return failureAround(error);
  return shortenedReason(`ClientError: [rehearsal] S3 refused a call of the job: ${refusal.name}: ${refusal.message}`);
}

/** A bad input gives no output, the others go on, and the job ends Failed ("Troubleshooting" of batch transform). */
function endOf(answers: readonly Answer[]): TransformEnd {
  const bad = answers.filter(({ problem }) => problem !== undefined);
  const [first] = bad;
  if (first === undefined) return { status: 'Completed' };
  const counts = `${bad.length} of ${answers.length} inputs have no prediction`;
  const reason = `AlgorithmError: [rehearsal] ${counts}; the first is ${first.file.key}: ${first.problem}`;
  return { status: 'Failed', failureReason: shortenedReason(reason) };
}

async function answersOf(predictor: Predictor, args: TransformRunArgs, role: RoleSession): Promise<readonly Answer[]> {
  const { request, signal } = args;
  const channel = { ChannelName: 'input', DataSource: request.TransformInput?.DataSource };
  const files = channelFiles(await role.clients(), channel, signal);
  return inParallel(files, AT_ONCE, (file) => answerOf(predictor, file, request, role, signal));
}

async function answerOf(
  predictor: Predictor,
  file: ChannelFile,
  { MaxPayloadInMB: payload = DEFAULT_PAYLOAD_MB, TransformInput, TransformOutput }: TransformJobRecord['request'],
  role: RoleSession,
  signal: AbortSignal,
): Promise<Answer> {
  if (file.sizeBytes > payload * BYTES_PER_MB)
    return { file, problem: `it has ${file.sizeBytes} bytes, more than MaxPayloadInMB (${payload}) allows` };
  const { s3 } = await role.clients();
  const object = await s3.send(new GetObjectCommand({ Bucket: file.bucket, Key: file.key }), { abortSignal: signal });
  const bytes = (await object.Body?.transformToByteArray()) ?? new Uint8Array();
  const prediction = await predictor.predict({ contentType: TransformInput?.ContentType ?? '', bytes }, signal);
  if ('refusal' in prediction) return { file, problem: prediction.refusal.message };
  return { file, text: answerText(prediction.probabilities, TransformOutput?.AssembleWith) };
}
