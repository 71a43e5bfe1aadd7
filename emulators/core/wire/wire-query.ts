import { BodyTooLargeError, readBody, type WireRequest, type WireResponse } from '../http/http-exchange.ts';
import { AwsError, notImplemented, toAwsError } from './aws-error.ts';
import { type CallContext, callContext } from './wire-json.ts';
import { toXml, type XmlObject } from './wire-xml.ts';

/** Operations by `Action`; each returns the members of its `<ActionResult>`, or nothing when AWS sends none. */
export type QueryOperations = Readonly<
  Record<
    string,
    (params: URLSearchParams, context: CallContext) => Promise<XmlObject | undefined> | XmlObject | undefined
  >
>;

export interface QueryProtocol {
  /** Signing name, for messages. */
  readonly serviceId: string;
  /** The `Version` that clients send, such as `2010-05-08`. */
  readonly apiVersion: string;
  readonly namespace: string;
}

const MAX_BODY_BYTES = 1024 * 1024;

/** AWS query protocol: a form (or the query string) names the `Action`, answers and errors are XML. */
export async function handleQuery(
  request: WireRequest,
  protocol: QueryProtocol,
  operations: QueryOperations,
): Promise<WireResponse> {
  try {
    const params = await queryParams(request);
    const action = params.get('Action') ?? '';
    const operation = Object.hasOwn(operations, action) ? operations[action] : undefined;
    if (operation === undefined) throw unknownAction(protocol, action, params.get('Version'));
    const result = await operation(params, callContext(request));
    const content = {
      ...(result === undefined ? {} : { [`${action}Result`]: result }),
      ResponseMetadata: { RequestId: request.requestId },
    };
    return xmlResponse(200, toXml(`${action}Response`, content, protocol.namespace), request);
  } catch (error) {
    return queryErrorResponse(toAwsError(error), request, protocol.namespace);
  }
}

/** Members of a query list, `Name.member.1.Field=...`, each as its fields (a plain value has the field ''). */
export function queryList(params: URLSearchParams, name: string): Map<string, string>[] {
  const entries = new Map<number, Map<string, string>>();
  const prefix = `${name}.member.`;
  for (const [key, value] of params) {
    const [, index, field = ''] = key.startsWith(prefix)
      ? (/^(\d+)(?:\.(.+))?$/.exec(key.slice(prefix.length)) ?? [])
      : [];
    if (index === undefined) continue;
    const fields = entries.get(Number(index)) ?? new Map<string, string>();
    entries.set(Number(index), fields.set(field, value));
  }
  return [...entries].sort(([a], [b]) => a - b).map(([, fields]) => fields);
}

async function queryParams(request: WireRequest): Promise<URLSearchParams> {
  const query = request.target.split('?')[1] ?? '';
  try {
    const form = (await readBody(request.body, MAX_BODY_BYTES)).toString('utf8');
    return new URLSearchParams(`${query}&${form}`);
  } catch (error) {
    if (error instanceof BodyTooLargeError) throw new AwsError('RequestEntityTooLarge', 413, error.message);
    throw error;
  }
}

function unknownAction(protocol: QueryProtocol, action: string, version: string | null): AwsError {
  if (action === '') return new AwsError('MissingAction', 400, '[rehearsal] the request names no Action');
  if (version !== null && version !== protocol.apiVersion) {
    return new AwsError('InvalidAction', 400, `Could not find operation ${action} for version ${version}`);
  }
  return notImplemented(protocol.serviceId, action);
}

export function queryErrorResponse(error: AwsError, request: WireRequest, namespace: string): WireResponse {
  const type = error.httpStatus >= 500 ? 'Receiver' : 'Sender';
  const content = {
    Error: { Type: type, Code: error.code, Message: error.message, ...error.details },
    RequestId: request.requestId,
  };
  return xmlResponse(error.httpStatus, toXml('ErrorResponse', content, namespace), request);
}

function xmlResponse(status: number, body: string, request: WireRequest): WireResponse {
  return { status, headers: { 'content-type': 'text/xml', 'x-amzn-requestid': request.requestId }, body };
}
