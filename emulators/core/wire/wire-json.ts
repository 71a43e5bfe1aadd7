import { BodyTooLargeError, readBody, type WireRequest, type WireResponse } from '../http/http-exchange.ts';
import { turnFor } from '../process/large-work.ts';
import { AwsError, notImplemented, toAwsError } from './aws-error.ts';
import { parseRequestJson } from './json-text.ts';

/** Parsed JSON as it arrives: nothing about its members is known yet. */
export type JsonObject = { readonly [member: string]: unknown };

/** What an operation learns of its caller beside its input. */
export interface CallContext {
  readonly accessKeyId?: string;
  readonly region: string;
  readonly requestId: string;
  /** The same for every try of one call: SDKs write it into `amz-sdk-invocation-id`. */
  readonly invocationId?: string;
  readonly signal: AbortSignal;
}

/** Operations by name; each takes the request's members and returns the response's. */
export type JsonOperations = Readonly<
  Record<string, (input: JsonObject, context: CallContext) => Promise<object> | object>
>;

export interface JsonProtocol {
  /** Signing name, for messages. */
  readonly serviceId: string;
  /** Prefix of X-Amz-Target, such as `SageMaker` in `SageMaker.CreateModel`. */
  readonly targetPrefix: string;
  readonly version: '1.0' | '1.1';
  /** Every operation name of the real service that should answer 501; others answer UnknownOperationException. */
  readonly knownOperations?: ReadonlySet<string>;
  readonly maxBodyBytes?: number;
}

const DEFAULT_MAX_BODY_BYTES = 8 * 1024 * 1024;

/** AWS JSON 1.0/1.1: `X-Amz-Target` names the operation, errors carry `__type` and `message`. */
export async function handleJson(
  request: WireRequest,
  protocol: JsonProtocol,
  operations: JsonOperations,
): Promise<WireResponse> {
  try {
    const name = operationName(request, protocol);
    const operation = operations[name];
    if (operation === undefined || !Object.hasOwn(operations, name)) throw unknownOperation(protocol, name);
    const input = await parseInput(request, protocol.maxBodyBytes ?? DEFAULT_MAX_BODY_BYTES);
    return jsonResponse(200, await operation(input, callContext(request)), request, protocol);
  } catch (error) {
    return jsonErrorResponse(toAwsError(error), request, protocol);
  }
}

export function callContext(request: WireRequest): CallContext {
  const { accessKeyId, region, requestId, signal } = request;
  const invocationId = request.headers['amz-sdk-invocation-id'];
  return {
    region,
    requestId,
    signal,
    ...(accessKeyId === undefined ? {} : { accessKeyId }),
    ...(typeof invocationId === 'string' ? { invocationId } : {}),
  };
}

function operationName(request: WireRequest, protocol: JsonProtocol): string {
  const target = request.headers['x-amz-target'];
  const prefix = `${protocol.targetPrefix}.`;
  if (typeof target !== 'string' || !target.startsWith(prefix)) {
    throw new AwsError('UnknownOperationException', 400, '');
  }
  return target.slice(prefix.length);
}

function unknownOperation(protocol: JsonProtocol, name: string): AwsError {
  const known = protocol.knownOperations?.has(name) ?? true;
  return known ? notImplemented(protocol.serviceId, name) : new AwsError('UnknownOperationException', 400, '');
}

async function parseInput(request: WireRequest, maxBytes: number): Promise<JsonObject> {
  const text = await bodyText(request, maxBytes);
  let input: unknown;
  try {
    input = text === '' ? {} : parseRequestJson(text);
  } catch (error) {
    throw new AwsError('SerializationException', 400, '[rehearsal] the request body is not valid JSON', {
      cause: error,
    });
  }
  if (!isJsonObject(input)) {
    throw new AwsError('SerializationException', 400, '[rehearsal] the request body is not a JSON object');
  }
  await turnFor(text.length);
  return input;
}

async function bodyText(request: WireRequest, maxBytes: number): Promise<string> {
  try {
    return (await readBody(request.body, maxBytes)).toString('utf8');
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw new AwsError('RequestEntityTooLargeException', 413, error.message);
    throw error;
  }
}

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function jsonResponse(
  status: number,
  body: object,
  request: WireRequest,
  protocol: Pick<JsonProtocol, 'version'>,
): WireResponse {
  const headers = {
    'content-type': `application/x-amz-json-${protocol.version}`,
    'x-amzn-requestid': request.requestId,
  };
  return { status, headers, body: JSON.stringify(body) };
}

export function jsonErrorResponse(
  error: AwsError,
  request: WireRequest,
  protocol: Pick<JsonProtocol, 'version'>,
): WireResponse {
  const body = { __type: error.code, message: error.message, ...error.details };
  const response = jsonResponse(error.httpStatus, body, request, protocol);
  return { ...response, headers: { ...response.headers, 'x-amzn-errortype': error.code } };
}
