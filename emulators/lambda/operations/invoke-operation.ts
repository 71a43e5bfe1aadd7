import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { optionalString } from '../../core/validation/input-members.ts';
import { AwsError, notImplemented } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { referenceIn } from '../api/function-name.ts';
import type { LambdaOperations } from '../api/lambda-api.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import { bodyBytes, restResponse } from '../api/rest-exchange.ts';
import { type InvocationInput, type InvocationResult, runInvocation } from '../sandbox/invocation.ts';
import { type FunctionRecord, versionOf } from '../store/function-record.ts';
import { useTracing } from './trace-permissions.ts';

/** https://docs.aws.amazon.com/lambda/latest/api/API_Invoke.html */
const MAX_SYNCHRONOUS_BYTES = 6_291_456;
const MAX_ASYNCHRONOUS_BYTES = 1_048_576;
const MAX_CLIENT_CONTEXT_CHARS = 3583;

/** `pending` takes the invocations that go on after they are answered. */
export function invokeOperations(state: LambdaState, pending: (work: Promise<unknown>) => void): LambdaOperations {
  return { Invoke: (input, wire) => invoke(input, wire, state, pending) };
}

async function invoke(
  input: JsonObject,
  wire: WireRequest,
  state: LambdaState,
  pending: (work: Promise<unknown>) => void,
): Promise<WireResponse> {
  refuseUnserved(input);
  const type = optionalString(input, 'InvocationType') ?? 'RequestResponse';
  const record = state.functions.resolved(referenceIn(input, state.arnPrefix), Math.random());
  const invocation = await readInvocation(
    wire,
    type === 'Event' ? MAX_ASYNCHRONOUS_BYTES : MAX_SYNCHRONOUS_BYTES,
    input,
  );
  if (type === 'DryRun') return restResponse(wire, 204);
  useTracing(record, state.permissions);
  if (type === 'Event') {
    pending(invokeWhenFree(record, invocation, state));
    return restResponse(wire, 202);
  }
  const wantsLog = input['LogType'] === 'Tail';
  return answer(wire, versionOf(record), wantsLog, await runInvocation(record, invocation, state.pool));
}

function refuseUnserved(input: JsonObject): void {
  const given = ['DurableExecutionName', 'TenantId'].filter((member) => input[member] !== undefined);
  if (given.length > 0) throw notImplemented('lambda', `Invoke with ${given.join(', ')}`);
}

function answer(
  wire: WireRequest,
  version: string,
  wantsLog: boolean,
  { body, error, logTail }: InvocationResult,
): WireResponse {
  const headers = {
    'content-type': 'application/json',
    'content-length': String(Buffer.byteLength(body)),
    'x-amzn-requestid': wire.requestId,
    'x-amz-executed-version': version,
    'x-amzn-remapped-content-length': '0',
    'x-amzn-trace-id': traceId(wire.requestId),
    ...(error === undefined ? {} : { 'x-amz-function-error': 'Unhandled' }),
    ...(wantsLog ? { 'x-amz-log-result': logTail.toString('base64') } : {}),
  };
  return { status: 200, headers, body };
}

/** Of the invocation's own trace, which is not sampled: `root=1-<8 digits of the time>-<24 digits>;sampled=0`. */
function traceId(requestId: string): string {
  const digits = requestId.replaceAll('-', '');
  return `root=1-${digits.slice(0, 8)}-${digits.slice(8)};sampled=0`;
}

async function readInvocation(wire: WireRequest, maxBytes: number, input: JsonObject): Promise<InvocationInput> {
  const text = (await bodyBytes(wire, maxBytes, 'InvokeFunction')).toString('utf8');
  const event = text.trim() === '' ? '{}' : text;
  const clientContext = clientContextOf(optionalString(input, 'ClientContext'));
  try {
    JSON.parse(event);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new AwsError(
      'InvalidRequestContentException',
      400,
      `Could not parse request body into json: [rehearsal] ${reason}`,
      { details: { Type: 'User' } },
    );
  }
  return { requestId: wire.requestId, event, ...(clientContext === undefined ? {} : { clientContext }) };
}

function clientContextOf(header: string | undefined): string | undefined {
  if (header === undefined) return undefined;
  const text = Buffer.from(header, 'base64').toString('utf8');
  try {
    JSON.parse(text);
    if (header.length <= MAX_CLIENT_CONTEXT_CHARS) return text;
  } catch {
    // Answered below.
  }
  throw new AwsError(
    'InvalidRequestContentException',
    400,
    `[rehearsal] the client context must be JSON in base64 of at most ${MAX_CLIENT_CONTEXT_CHARS} characters`,
  );
}

/** An asynchronous invocation waits its turn, where a synchronous one is refused. Its outcome shows in the log only. */
async function invokeWhenFree(record: FunctionRecord, input: InvocationInput, { pool }: LambdaState): Promise<void> {
  await pool.untilFree();
  try {
    await runInvocation(record, input, pool);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    process.emitWarning(`asynchronous invocation ${input.requestId} of ${record.functionName} was dropped: ${reason}`);
  }
}
