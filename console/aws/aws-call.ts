import { isMembers, type Members, parsedJson, textIn } from '../model/members.ts';
import { noteAnswer, noteSilence } from './connection.ts';
import { send } from './transport.ts';

/** A call that failed: which one, and AWS's words. */
export class AwsProblem extends Error {
  readonly operation: string;
  /** AWS's error code, such as `ExecutionDoesNotExist`. */
  readonly code: string;

  constructor(operation: string, code: string, message: string) {
    super(message === '' ? code : message);
    this.name = 'AwsProblem';
    this.operation = operation;
    this.code = code;
  }
}

/** Whether a call failed because what it names is not there. */
export function isMissing(error: unknown): boolean {
  if (!(error instanceof AwsProblem)) return false;
  // SageMaker says it in the message alone.
  return /NotFound|NoSuch|DoesNotExist/.test(error.code) || /resource not found/i.test(error.message);
}

export interface RestCall {
  /** Signing name, such as `s3`. */
  readonly service: string;
  /** For messages, such as `ListObjectsV2`. */
  readonly operation: string;
  readonly method?: string;
  /** With its query, percent-encoded, such as `/bucket/key`. */
  readonly path: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Blob;
  readonly signal?: AbortSignal;
}

/** A call to any service: this page's server signs it, and sends it to where all clients send theirs. */
export async function callRest(call: RestCall): Promise<Response> {
  const { service, operation, method = 'GET', path, headers = {}, body, signal } = call;
  const response = await answerTo(operation, service, path, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!response.ok) throw await problemOf(operation, response);
  return response;
}

async function answerTo(operation: string, service: string, path: string, init: RequestInit): Promise<Response> {
  try {
    const response = await send(service, path, init);
    noteAnswer();
    return response;
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    noteSilence();
    throw new AwsProblem(operation, 'NoAnswer', 'the endpoint does not answer; is it still running?');
  }
}

async function problemOf(operation: string, response: Response): Promise<AwsProblem> {
  const text = await response.text();
  const json = parsedJson(text);
  if (isMembers(json)) return jsonProblem(operation, response, json);
  const code = /<Code>([^<]*)<\/Code>/.exec(text)?.[1];
  const message = /<Message>([^<]*)<\/Message>/.exec(text)?.[1];
  return new AwsProblem(operation, code ?? `HTTP ${response.status}`, message ?? text.trim().slice(0, 500));
}

function jsonProblem(operation: string, response: Response, answer: Members): AwsProblem {
  const named = response.headers.get('x-amzn-errortype') ?? textIn(answer, '__type') ?? `HTTP ${response.status}`;
  const message = textIn(answer, 'message') ?? textIn(answer, 'Message') ?? problemsIn(answer);
  return new AwsProblem(operation, named.split(':')[0]?.split('#').at(-1) ?? named, message);
}

/** The rehearsal's own requests are answered with all that is wrong with them. */
function problemsIn({ problems }: Members): string {
  const list: readonly unknown[] = Array.isArray(problems) ? problems : [];
  return list.filter((one) => typeof one === 'string').join('\n');
}
