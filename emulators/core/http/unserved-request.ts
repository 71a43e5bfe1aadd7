import { type AwsError, notImplemented } from '../wire/aws-error.ts';
import { toXml } from '../wire/wire-xml.ts';
import { readBody, type WireRequest, type WireResponse } from './http-exchange.ts';
import { credentialScope, targetPrefixOf } from './request-router.ts';

const MAX_FORM_BYTES = 64 * 1024;
const ACTION = /(?:^|&)Action=([A-Za-z0-9]+)/;

/** Answers a request for a service that is not emulated: 501 in the form that the service's SDK can read, naming the operation. */
export function answerUnserved(request: WireRequest): Promise<WireResponse> {
  const service = calledService(request);
  return errorByProtocol(request, (operation) => notImplemented(service, operation));
}

/** An error in the form that the caller's SDK can read, as far as the request itself shows its protocol. */
export async function errorByProtocol(
  request: WireRequest,
  errorOf: (operation: string) => AwsError,
): Promise<WireResponse> {
  const target = request.headers['x-amz-target'];
  if (typeof target === 'string') return jsonAnswer(request, errorOf(target.split('.').at(-1) ?? target));
  if (request.headers['content-type']?.startsWith('application/x-www-form-urlencoded') === true) {
    return queryAnswer(request, errorOf);
  }
  return jsonAnswer(request, errorOf(`${request.method} ${request.target.split('?')[0]}`));
}

/** By the signature, else by X-Amz-Target: what is neither signed nor named is for S3 in AWS's own world, where buckets may be public. */
function calledService(request: WireRequest): string {
  const scope = credentialScope(request.headers, request.target);
  return scope?.signingName ?? targetPrefixOf(request) ?? 'unsigned';
}

function jsonAnswer(request: WireRequest, { code, httpStatus, message }: AwsError): WireResponse {
  const headers = {
    'content-type': 'application/json',
    'x-amzn-errortype': code,
    'x-amzn-requestid': request.requestId,
  };
  return { status: httpStatus, headers, body: JSON.stringify({ __type: code, message }) };
}

async function queryAnswer(request: WireRequest, errorOf: (operation: string) => AwsError): Promise<WireResponse> {
  const form = (await readBody(request.body, MAX_FORM_BYTES).catch(() => Buffer.alloc(0))).toString('utf8');
  const { code, httpStatus, message } = errorOf(ACTION.exec(form)?.[1] ?? 'unknown operation');
  const error = { Type: 'Receiver', Code: code, Message: message };
  const body = toXml('ErrorResponse', { Error: error, RequestId: request.requestId });
  return { status: httpStatus, headers: { 'content-type': 'text/xml' }, body };
}
