import { cbor } from '@smithy/core/cbor';
import { form } from '../../test/conformance/apis/query-calls.ts';
import { restRequest } from '../../test/conformance/apis/rest-calls.ts';
import type { ModelFacts } from '../../test/conformance/model-facts.ts';
import type { SentRequest } from './sent-request.ts';

/** Writes an input as a protocol has it; undefined for what has no form there. */
export type WireForm = (facts: ModelFacts, operation: string, input: object) => SentRequest | undefined;

export function jsonForm(targetPrefix: string, version: '1.0' | '1.1'): WireForm {
  return (_, operation, input) =>
    post('/', JSON.stringify(input), [
      ['content-type', `application/x-amz-json-${version}`],
      ['x-amz-target', `${targetPrefix}.${operation}`],
    ]);
}

export const queryForm: WireForm = (facts, operation, input) => {
  const pairs: [string, string][] = [['Action', operation], ...form(facts, operation, { ...input })];
  return post('/', new URLSearchParams(pairs).toString(), [['content-type', 'application/x-www-form-urlencoded']]);
};

export function cborForm(serviceName: string): WireForm {
  return (_, operation, input) =>
    post(`/service/${serviceName}/operation/${operation}`, Buffer.from(cbor.serialize(input)), [
      ['content-type', 'application/cbor'],
      ['smithy-protocol', 'rpc-v2-cbor'],
    ]);
}

export const restForm: WireForm = (facts, operation, input) => {
  const request = restRequest(facts, operation, { ...input });
  if (request === undefined) return undefined;
  const { method, target, headers, body } = request;
  return {
    method,
    target,
    headers: Object.entries({ 'content-type': 'application/json', ...headers }),
    body: Buffer.from(body),
  };
};

function post(target: string, body: string | Buffer, headers: SentRequest['headers']): SentRequest {
  return { method: 'POST', target, headers, body: typeof body === 'string' ? Buffer.from(body) : body };
}
