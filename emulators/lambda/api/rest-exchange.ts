import { BodyTooLargeError, readBody, type WireRequest, type WireResponse } from '../../core/http/http-exchange.ts';
import { turnFor } from '../../core/process/large-work.ts';
import { AwsError, toAwsError } from '../../core/wire/aws-error.ts';
import { parseRequestJson } from '../../core/wire/json-text.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { tooLarge } from './lambda-errors.ts';

/** One REST request with its path cut into decoded parts. */
export interface RestRequest {
  readonly method: string;
  /** Path parts after decoding, such as `['2015-03-31', 'functions', 'my-function']`. */
  readonly parts: readonly string[];
  readonly query: URLSearchParams;
  readonly wire: WireRequest;
}

/** AWS's own limit for zip files in requests: 50 MB in base64. */
const MAX_BODY_BYTES = 70_167_211;

export function restRequest(wire: WireRequest): RestRequest {
  const [path = '', query = ''] = wire.target.split('?');
  return {
    method: wire.method,
    parts: path
      .split('/')
      .filter((part) => part !== '')
      .map(decodePart),
    query: new URLSearchParams(query),
    wire,
  };
}

function decodePart(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    throw new AwsError('ValidationException', 400, `[rehearsal] the path part ${part} is not percent-encoded text`);
  }
}

/** The body as a JSON object; `operation` names it in the refusal of one that is too large. */
export async function jsonBody({ wire }: RestRequest, operation: string): Promise<JsonObject> {
  const bytes = await bodyBytes(wire, MAX_BODY_BYTES, operation);
  await turnFor(bytes.length);
  const text = bytes.toString('utf8');
  await turnFor(text.length);
  try {
    const input: unknown = text === '' ? {} : parseRequestJson(text);
    if (isJsonObject(input)) return input;
  } catch {
    // Answered below.
  }
  throw new AwsError('SerializationException', 400, '[rehearsal] the request body is not a JSON object');
}

export async function bodyBytes(wire: WireRequest, maxBytes: number, operation: string): Promise<Buffer> {
  try {
    return await readBody(wire.body, maxBytes);
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw tooLarge(maxBytes, operation);
    throw error;
  }
}

export function restResponse(wire: WireRequest, status: number, body?: object): WireResponse {
  const headers = { 'content-type': 'application/json', 'x-amzn-requestid': wire.requestId };
  if (body === undefined) return { status, headers: { 'x-amzn-requestid': wire.requestId } };
  return { status, headers, body: JSON.stringify(body) };
}

/** Lambda spells the text's member by the error: `Message` where its model says so, else `message`. */
export function restError(wire: WireRequest, thrown: unknown): WireResponse {
  const error = toAwsError(thrown);
  const isCapital = ['ResourceNotFoundException', 'ServiceException', 'AccessDeniedException'].includes(error.code);
  const member = isCapital ? 'Message' : 'message';
  const response = restResponse(wire, error.httpStatus, { ...error.details, [member]: error.message });
  return { ...response, headers: { ...response.headers, 'x-amzn-errortype': error.code } };
}
