import { isRecord } from './compare/property-change.ts';

type Values = Readonly<Record<string, unknown>>;

/** What the AWS provider makes of getPolicyDocument's arguments: a policy as JSON. It needs no account. */
export function policyDocumentAnswer(inputs: Values): Record<string, unknown> {
  const statements = recordsOf(inputs['statements']).map(statement);
  const { version = '2012-10-17', policyId } = inputs;
  const document = { Version: version, ...(policyId === undefined ? {} : { Id: policyId }), Statement: statements };
  return { ...inputs, id: '0', json: JSON.stringify(document, null, 2), minifiedJson: JSON.stringify(document) };
}

function statement(values: Values): Values {
  const lists = [
    ['Action', values['actions']],
    ['NotAction', values['notActions']],
    ['Resource', values['resources']],
    ['NotResource', values['notResources']],
    ['Principal', principals(values['principals'])],
    ['NotPrincipal', principals(values['notPrincipals'])],
    ['Condition', conditions(values['conditions'])],
  ] as const;
  const given = lists
    .map(([member, value]) => [member, single(value)] as const)
    .filter(([, value]) => value !== undefined);
  const sid = values['sid'] === undefined ? {} : { Sid: values['sid'] };
  return { ...sid, Effect: values['effect'] ?? 'Allow', ...Object.fromEntries(given) };
}

function principals(value: unknown): unknown {
  const list = recordsOf(value);
  if (list.length === 0) return undefined;
  // "*" for everybody is no object in a policy.
  if (list.some(({ type }) => type === '*')) return '*';
  return Object.fromEntries(list.map(({ type, identifiers }) => [String(type), single(identifiers)]));
}

function conditions(value: unknown): unknown {
  const list = recordsOf(value);
  if (list.length === 0) return undefined;
  const tests = [...new Set(list.map(({ test }) => String(test)))];
  const variables = (test: string) => list.filter((condition) => condition['test'] === test);
  return Object.fromEntries(
    tests.map((test) => [
      test,
      Object.fromEntries(variables(test).map(({ variable, values }) => [String(variable), single(values)])),
    ]),
  );
}

/** A list of one is written as its only item. */
function single(value: unknown): unknown {
  if (!Array.isArray(value)) return value;
  return value.length === 0 ? undefined : value.length === 1 ? value[0] : value;
}

function recordsOf(value: unknown): readonly Values[] {
  return Array.isArray(value) ? value.filter(isRecord) : [];
}
