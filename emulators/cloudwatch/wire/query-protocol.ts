import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { handleQuery, type QueryOperations, type QueryProtocol } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import type { ScalarReader } from '../request-validation.ts';
import type { AnswerValue, RunOperation } from './cloudwatch-operation.ts';

const PROTOCOL: QueryProtocol = {
  serviceId: 'monitoring',
  apiVersion: '2010-08-01',
  namespace: 'http://monitoring.amazonaws.com/doc/2010-08-01/',
};

/** MetricDataQueries.member.1.MetricStat.Metric.Dimensions.member.1.Name has eight; nothing is deeper. */
const MAX_STEPS = 8;

const QUERY_SCALARS: ScalarReader = {
  number: (value) => finite(typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN),
  boolean: (value) => (value === 'true' ? true : value === 'false' ? false : undefined),
  timestampMs: (value) => finite(typeof value === 'string' ? Date.parse(value) : Number.NaN),
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
      const answer = await run(name, nested(params), QUERY_SCALARS, context);
      return Object.keys(answer).length === 0 ? undefined : (xmlValue(answer) as XmlObject);
    };
  return handleQuery(request, PROTOCOL, Object.fromEntries(operationNames.map((name) => [name, operation(name)])));
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

/** `A.member.1.B=x` as `{A: [{B: 'x'}]}`. */
function nested(params: URLSearchParams): unknown {
  const root: Branch = new Map();
  for (const [key, value] of params) {
    const steps = key.split('.');
    if (steps.length > MAX_STEPS) continue;
    const last = steps.pop() ?? '';
    let branch: Branch = root;
    for (const step of steps) {
      const next = branch.get(step);
      const child: Branch = next instanceof Map ? next : new Map();
      branch.set(step, child);
      branch = child;
    }
    branch.set(last, value);
  }
  return plain(root);
}

type Branch = Map<string, Branch | string>;

function plain(node: Branch | string): unknown {
  if (typeof node === 'string') return node;
  const elements = node.get('member');
  if (node.size === 1 && elements instanceof Map) {
    const inOrder = [...elements].sort(([a], [b]) => Number(a) - Number(b));
    return inOrder.map(([, element]) => plain(element));
  }
  return Object.fromEntries([...node].map(([name, child]) => [name, plain(child)]));
}

/** Lists become `<member>` elements, times ISO 8601 without fractions where there are none. */
function xmlValue(value: AnswerValue): XmlObject[string] {
  if (value instanceof Date) return value.toISOString().replace('.000Z', 'Z');
  if (Array.isArray(value)) return { member: value.map((element: AnswerValue) => xmlValue(element)) };
  if (typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, xmlValue(member)]));
}
