import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { ownEntry } from '../../core/own-entry.ts';
import { validatedInput } from '../../core/validation/request-validation.ts';
import { hasBodyMembers, restMembers, restPlace } from '../../core/validation/rest-input.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { lambdaModel, refusedByLambda } from '../lambda-model.ts';
import { jsonBody, type RestRequest, restResponse } from './rest-exchange.ts';

/** Operations by name; each gets its input, checked by the API model, and answers on the wire. */
export type LambdaOperations = Readonly<Record<string, LambdaOperation>>;
export type LambdaOperation = (input: JsonObject, wire: WireRequest) => Promise<WireResponse>;

/** An operation that answers with a status and a JSON object, or with nothing. */
export function answering(
  status: number,
  operation: (input: JsonObject) => Promise<object | undefined> | object | undefined,
): LambdaOperation {
  return async (input, wire) => restResponse(wire, status, await operation(input));
}

/** Finds the operation by method and path and runs it. https://docs.aws.amazon.com/lambda/latest/api/API_Operations.html */
export async function routeRequest(request: RestRequest, operations: LambdaOperations): Promise<WireResponse> {
  const model = lambdaModel();
  const { method, parts, query, wire } = request;
  const place = restPlace(model, method, parts);
  const name = place?.operation ?? `${method} /${parts.join('/')}`;
  const operation = ownEntry(operations, name);
  if (place === undefined || operation === undefined) throw notImplemented('lambda', name);
  const body = hasBodyMembers(model, name) ? await jsonBody(request, name) : {};
  const members = restMembers(model, name, { labels: place.labels, query, headers: wire.headers, body });
  return operation(validatedInput(model, name, members, { refusal: refusedByLambda }), wire);
}
