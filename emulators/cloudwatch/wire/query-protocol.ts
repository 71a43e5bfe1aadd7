import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { queryMembers } from '../../core/validation/query-input.ts';
import { QUERY_TYPES } from '../../core/validation/query-types.ts';
import { inputShape } from '../../core/validation/request-validation.ts';
import type { WireTypes } from '../../core/validation/typed-input.ts';
import { handleQuery, type QueryOperations, type QueryProtocol } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { cloudWatchModel } from '../cloudwatch-model.ts';
import type { AnswerValue, RunOperation } from './cloudwatch-operation.ts';

const PROTOCOL: QueryProtocol = {
  serviceId: 'monitoring',
  apiVersion: '2010-08-01',
  namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
};

/** Operations whose result is there without any member; others answer without a result. */
const EMPTY_RESULTS = ['DeleteDashboards', 'TagResource', 'UntagResource'];

/** Times become milliseconds. */
const CLOUDWATCH_QUERY_TYPES: WireTypes = {
  ...QUERY_TYPES,
  scalar: (shape, written) => {
    const value = QUERY_TYPES.scalar(shape, written);
    return shape.type === 'timestamp' && typeof value === 'string' ? Date.parse(value) : value;
  },
};

/** The query protocol, which older SDKs and CLIs send: a form in, XML out. */
export async function handleQueryProtocol(
  request: WireRequest,
  run: RunOperation,
  operationNames: readonly string[],
): Promise<WireResponse> {
  const operation =
    (name: string): QueryOperations[string] =>
    async (params, context) => {
      const members = queryMembers(cloudWatchModel(), inputShape(cloudWatchModel(), name), params);
      const answer = await run(name, members, CLOUDWATCH_QUERY_TYPES, context);
      return Object.keys(answer).length === 0 && !EMPTY_RESULTS.includes(name)
        ? undefined
        : (xmlValue(answer) as XmlObject);
    };
  return handleQuery(request, PROTOCOL, Object.fromEntries(operationNames.map((name) => [name, operation(name)])));
}

/** Lists become `<member>` elements, times ISO 8601 without fractions where there are none. */
function xmlValue(value: AnswerValue): XmlObject[string] {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (Array.isArray(value)) return { member: value.map((element: AnswerValue) => xmlValue(element)) };
  if (value === null) return undefined;
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, xmlValue(member)]));
}
