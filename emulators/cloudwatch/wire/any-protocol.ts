import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { operationNames } from '../cloudwatch-model.ts';
import { handleCbor } from './cbor-protocol.ts';
import type { RunOperation } from './cloudwatch-operation.ts';
import { handleJsonProtocol } from './json-protocol.ts';
import { handleQueryProtocol } from './query-protocol.ts';
import { unpackedRequest } from './request-body.ts';

/** Runs the operation that a request asks for and answers on the request's own protocol. */
export function handleAnyProtocol(packed: WireRequest, run: RunOperation): Promise<WireResponse> {
  const request = unpackedRequest(packed);
  if (request.headers['smithy-protocol'] === 'rpc-v2-cbor') return handleCbor(request, run);
  const names = operationNames();
  if (request.headers['x-amz-target'] !== undefined) return handleJsonProtocol(request, run, names);
  return handleQueryProtocol(request, run, names);
}
