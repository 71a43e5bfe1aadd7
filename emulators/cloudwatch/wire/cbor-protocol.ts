import { cbor, tag } from '@smithy/core/cbor';
import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { JSON_TYPES } from '../../core/validation/json-types.ts';
import type { WireTypes } from '../../core/validation/typed-input.ts';
import { AwsError, toAwsError } from '../../core/wire/aws-error.ts';
import { callContext, isJsonObject } from '../../core/wire/wire-json.ts';
import { queryErrorHeader, shapeName } from '../cloudwatch-error.ts';
import { type RunOperation, withTimes } from './cloudwatch-operation.ts';
import { bodyBytes } from './request-body.ts';

const PATH = /^\/service\/GraniteServiceVersion20100801\/operation\/([A-Za-z0-9]+)$/;
/** CBOR's tag of seconds since 1970. */
const EPOCH_SECONDS_TAG = 1;

/** CBOR has the types of JSON, and times of its own, which become milliseconds. */
const CBOR_TYPES: WireTypes = {
  ...JSON_TYPES,
  scalar: (shape, written) => {
    if (shape.type !== 'timestamp') return JSON_TYPES.scalar(shape, written);
    const isTime =
      isJsonObject(written) && written['tag'] === EPOCH_SECONDS_TAG && typeof written['value'] === 'number';
    return isTime ? Number(written['value']) * 1000 : undefined;
  },
};

/** Smithy RPC v2 with CBOR, the API model's first protocol. https://smithy.io/2.0/additional-specs/protocols/smithy-rpc-v2.html */
export async function handleCbor(request: WireRequest, run: RunOperation): Promise<WireResponse> {
  try {
    const operation = PATH.exec(request.target.split('?')[0] ?? '')?.[1];
    if (operation === undefined) throw new AwsError('UnknownOperationException', 404, '');
    const answer = await run(operation, parsed(await bodyBytes(request)), CBOR_TYPES, callContext(request));
    return cborResponse(200, withTimes(answer, epochSeconds), request);
  } catch (thrown) {
    const error = toAwsError(thrown);
    const body = { __type: `com.amazonaws.cloudwatch#${shapeName(error)}`, message: error.message };
    const response = cborResponse(error.httpStatus, body, request);
    return { ...response, headers: { ...response.headers, ...queryErrorHeader(error) } };
  }
}

function parsed(body: Buffer): unknown {
  if (body.length === 0) return {};
  try {
    return cbor.deserialize(body);
  } catch (cause) {
    throw new AwsError('SerializationException', 400, '[rehearsal] the request body is not valid CBOR', { cause });
  }
}

function epochSeconds(time: Date): unknown {
  return tag({ tag: EPOCH_SECONDS_TAG, value: time.getTime() / 1000 });
}

function cborResponse(status: number, body: unknown, request: WireRequest): WireResponse {
  const headers = {
    'content-type': 'application/cbor',
    'smithy-protocol': 'rpc-v2-cbor',
    'x-amzn-requestid': request.requestId,
  };
  return { status, headers, body: cbor.serialize(body) };
}
