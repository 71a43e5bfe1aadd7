import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { JSON_TYPES } from '../../core/validation/json-types.ts';
import type { WireTypes } from '../../core/validation/typed-input.ts';
import { AwsError, toAwsError } from '../../core/wire/aws-error.ts';
import { handleJson, type JsonOperations, type JsonProtocol } from '../../core/wire/wire-json.ts';
import { queryErrorHeader, shapeName } from '../cloudwatch-error.ts';
import { type RunOperation, withTimes } from './cloudwatch-operation.ts';

const PROTOCOL: JsonProtocol = {
  serviceId: 'monitoring',
  targetPrefix: 'GraniteServiceVersion20100801',
  version: '1.0',
  maxBodyBytes: 1024 * 1024,
};

/** Times become milliseconds. */
const CLOUDWATCH_JSON_TYPES: WireTypes = {
  ...JSON_TYPES,
  scalar: (shape, written) => {
    if (shape.type !== 'timestamp') return JSON_TYPES.scalar(shape, written);
    return typeof written === 'number' ? written * 1000 : undefined;
  },
};

/** AWS JSON 1.0, which boto3 and the JavaScript SDK send, with the older error code in a header beside the newer one. */
export async function handleJsonProtocol(
  request: WireRequest,
  run: RunOperation,
  operationNames: readonly string[],
): Promise<WireResponse> {
  let refusal: AwsError | undefined;
  const operation =
    (name: string): JsonOperations[string] =>
    async (input, context) => {
      try {
        const answer = await run(name, input, CLOUDWATCH_JSON_TYPES, context);
        return withTimes(answer, (time) => time.getTime() / 1000) as object;
      } catch (thrown) {
        refusal = toAwsError(thrown);
        throw new AwsError(shapeName(refusal), refusal.httpStatus, refusal.message, { cause: thrown });
      }
    };
  const operations = Object.fromEntries(operationNames.map((name) => [name, operation(name)]));
  const response = await handleJson(request, PROTOCOL, operations);
  if (refusal === undefined) return response;
  return { ...response, headers: { ...response.headers, ...queryErrorHeader(refusal) } };
}
