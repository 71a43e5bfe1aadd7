import { Agent, type IncomingMessage, request } from 'node:http';
import { CreateModelCommand, CreateTrainingJobCommand } from '@aws-sdk/client-sagemaker';
import { IMAGE, SageMakerFixture, trainingRequest } from '../../unit/emulators/sagemaker/support/sagemaker-fixture.ts';
import { ROLE_ARN } from '../../unit/emulators/sagemaker/support/stub-services.ts';
import { Chance } from './chance.ts';
import { type FuzzRequest, randomRequest } from './random-request.ts';

const CONNECTIONS = 8;
const DEADLINE_MS = 30_000;

export interface FuzzResult {
  readonly requests: number;
  /** How often each status and code was answered, such as `400 ValidationException`. */
  readonly answers: ReadonlyMap<string, number>;
  /** Answers that AWS would not give, with what was sent. */
  readonly faults: readonly string[];
}

/** An emulator with one job and one model, and with no instances to start another job on. */
export async function fuzzTarget(): Promise<SageMakerFixture> {
  const fixture = await SageMakerFixture.start({ quotas: { 'ml.g5.xlarge': 1 } });
  await fixture.client.send(new CreateTrainingJobCommand(trainingRequest('job', 'wait')));
  const PrimaryContainer = { Image: IMAGE, ModelDataUrl: 's3://data/train/a.jpg' };
  await fixture.client.send(
    new CreateModelCommand({ ModelName: 'model', PrimaryContainer, ExecutionRoleArn: ROLE_ARN }),
  );
  return fixture;
}

/** Sends the seed's requests over several connections and judges every answer. */
export async function fuzz(endpointUrl: string, seed: number, requests: number): Promise<FuzzResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS });
  const chance = new Chance(seed);
  const answers = new Map<string, number>();
  const faults: string[] = [];
  let left = requests;
  const connection = async () => {
    while (left > 0) {
      left -= 1;
      const sent = randomRequest(chance);
      const { kind, fault } = await outcome(endpointUrl, agent, sent);
      answers.set(kind, (answers.get(kind) ?? 0) + 1);
      if (fault !== undefined) faults.push(`${fault}: ${described(sent)}`);
    }
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, connection));
  agent.destroy();
  return { requests, answers, faults };
}

function described({ method, headers, body }: FuzzRequest): string {
  return `${method} ${JSON.stringify(headers)}, ${body.length} bytes: ${body.toString('utf8', 0, 500)}`;
}

interface Outcome {
  readonly kind: string;
  readonly fault?: string;
}

async function outcome(endpointUrl: string, agent: Agent, sent: FuzzRequest): Promise<Outcome> {
  try {
    const answer = await send(endpointUrl, agent, sent);
    return answer === undefined ? { kind: 'client hung up' } : judged(answer.message, answer.body);
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    return { kind: `no answer: ${text}`, fault: `no answer: ${text}` };
  }
}

function send(
  endpointUrl: string,
  agent: Agent,
  { method, headers, body, hangsUp }: FuzzRequest,
): Promise<{ message: IncomingMessage; body: string } | undefined> {
  return new Promise((resolve, reject) => {
    const length = { 'content-length': body.length };
    const outgoing = request(endpointUrl, { method, headers: { ...headers, ...length }, agent, timeout: DEADLINE_MS });
    outgoing.once('timeout', () => outgoing.destroy(new Error(`none in ${DEADLINE_MS} ms`)));
    outgoing.once('error', (error) => (hangsUp ? resolve(undefined) : reject(error)));
    outgoing.once('response', (message) => {
      const chunks: Buffer[] = [];
      message.on('data', (chunk: Buffer) => chunks.push(chunk));
      message.once('end', () => resolve({ message, body: Buffer.concat(chunks).toString('utf8') }));
      message.once('error', reject);
    });
    if (hangsUp && body.length > 1) outgoing.write(body.subarray(0, body.length >> 1), () => outgoing.destroy());
    else outgoing.end(body);
  });
}

/** A success is a JSON object; an error carries its code in body and header, a message, and a status that blames the caller. */
function judged({ statusCode: status = 0, headers }: IncomingMessage, body: string): Outcome {
  const content = parsed(body);
  if (typeof content !== 'object' || content === null || Array.isArray(content)) {
    return { kind: `${status} without JSON`, fault: `${status} with the body ${body.slice(0, 200)}` };
  }
  if (status === 200) return { kind: '200' };
  const { __type: code, message } = content as { __type?: unknown; message?: unknown };
  const isShaped = typeof code === 'string' && typeof message === 'string' && headers['x-amzn-errortype'] === code;
  const isExpected = (status >= 400 && status < 500) || (status === 501 && code === 'NotImplemented');
  const kind = `${status} ${String(code)}`;
  return isShaped && isExpected ? { kind } : { kind, fault: `${kind} ${String(message)}` };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
