import { AwsError, notImplemented } from '../../core/wire/aws-error.ts';
import { type QueryOperations, queryList } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { contextKeys } from '../evaluation/access-request.ts';
import type { Policy, PolicySet } from '../evaluation/evaluate.ts';
import type { Principal } from '../evaluation/statement.ts';
import type { PolicyState } from '../managed-policies/policy-operations.ts';
import { slowMarkerPage } from '../marker-page.ts';
import { parseStatements } from '../policy-document.ts';
import { policiesOf } from '../role-policies.ts';
import { simulatedResult } from './simulated-request.ts';

/** What would change the answer and is not evaluated here. */
const UNSERVED = [
  'OrderedOrganizationPolicyInputList',
  'PolicyExclusionList',
  'ResourceOwner',
  'ResourceHandlingOption',
];

/** https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_testing-policies.html */
export function simulationOperations(state: PolicyState): QueryOperations {
  return {
    SimulateCustomPolicy: (params) => {
      refuseUnserved(params, 'SimulateCustomPolicy');
      return simulated(params, { identity: inputPolicies(params), ...boundaryIn(params) }, anyCaller(params, state));
    },
    SimulatePrincipalPolicy: (params) => simulatePrincipal(params, state),
  };
}

function simulatePrincipal(params: URLSearchParams, state: PolicyState): Promise<XmlObject> {
  refuseUnserved(params, 'SimulatePrincipalPolicy');
  const arn = params.get('PolicySourceArn') ?? '';
  const role = state.roles.byArn(arn);
  if (role === undefined) {
    throw new AwsError(
      'NoSuchEntity',
      404,
      `[rehearsal] PolicySourceArn ${arn} is not the ARN of a role of this account`,
    );
  }
  const own = policiesOf(role, state.policies);
  const policies = { ...own, identity: [...own.identity, ...inputPolicies(params)], ...boundaryIn(params) };
  const session = `arn:aws:sts::${state.accountId}:assumed-role/${role.roleName}/simulation`;
  return simulated(params, policies, { accountId: state.accountId, roleArn: arn, arn: session });
}

function refuseUnserved(params: URLSearchParams, operation: string): void {
  const names = UNSERVED.filter((name) => [...params.keys()].some((key) => key === name || key.startsWith(`${name}.`)));
  if (names.length > 0) throw notImplemented('iam', `${operation} with ${names.join(', ')}`);
}

function simulated(params: URLSearchParams, policies: PolicySet, caller: Principal): Promise<XmlObject> {
  const resourcePolicy = params.get('ResourcePolicy');
  const whole: PolicySet =
    resourcePolicy === null ? policies : { ...policies, resource: inputPolicy('ResourcePolicy', resourcePolicy) };
  const keys = contextKeys(Object.fromEntries(contextEntries(params)));
  const resources = texts(params, 'ResourceArns');
  const requests = texts(params, 'ActionNames').flatMap((action) =>
    (resources.length === 0 ? ['*'] : resources).map((resource) => ({ action, resource, keys })),
  );
  return slowMarkerPage(params, 'EvaluationResults', requests, (request) => simulatedResult(caller, request, whole));
}

function anyCaller(params: URLSearchParams, { accountId }: PolicyState): Principal {
  const arn = params.get('CallerArn') ?? `arn:aws:iam::${accountId}:user/simulation`;
  return { accountId, arn, roleArn: arn };
}

function boundaryIn(params: URLSearchParams): Pick<PolicySet, 'boundary'> {
  const documents = texts(params, 'PermissionsBoundaryPolicyInputList');
  if (documents.length === 0) return {};
  const name = 'PermissionsBoundaryPolicyInputList.1';
  return { boundary: { name, statements: documents.flatMap((document) => inputPolicy(name, document).statements) } };
}

function inputPolicies(params: URLSearchParams): readonly Policy[] {
  return texts(params, 'PolicyInputList').map((document, index) =>
    inputPolicy(`PolicyInputList.${index + 1}`, document),
  );
}

function inputPolicy(name: string, document: string): Policy {
  return { name, statements: parseStatements(document) };
}

function contextEntries(params: URLSearchParams): readonly (readonly [string, readonly string[]])[] {
  return queryList(params, 'ContextEntries').map((entry) => {
    const values = [...entry].filter(([field]) => /^ContextKeyValues\.member\.\d+$/.test(field));
    return [entry.get('ContextKeyName') ?? '', values.map(([, value]) => value)] as const;
  });
}

function texts(params: URLSearchParams, name: string): readonly string[] {
  return queryList(params, name).map((entry) => entry.get('') ?? '');
}
