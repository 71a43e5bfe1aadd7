import type { RoleDetails, RolePolicy } from '../model/permissions/role-statements.ts';
import { callQuery } from './call-query.ts';

const KINDS = {
  'Filter.member.1': 'Role',
  'Filter.member.2': 'LocalManagedPolicy',
  'Filter.member.3': 'AWSManagedPolicy',
};

/** All roles with their policies, by name. */
export async function listRoleDetails(signal?: AbortSignal): Promise<readonly RoleDetails[]> {
  const roles: Element[] = [];
  const documents = new Map<string, string>();
  for (let page: Readonly<Record<string, string>> = {}; ; ) {
    const answer = await callQuery('iam', 'GetAccountAuthorizationDetails', { ...KINDS, ...page }, signal);
    roles.push(...members(answer, 'RoleDetailList'));
    for (const policy of members(answer, 'Policies')) documents.set(textOf(policy, 'Arn'), defaultDocument(policy));
    const Marker = answer.querySelector('Marker')?.textContent ?? '';
    if (Marker === '') break;
    page = { Marker };
  }
  return roles.map((role) => roleIn(role, documents)).sort((one, other) => one.name.localeCompare(other.name));
}

function roleIn(role: Element, documents: ReadonlyMap<string, string>): RoleDetails {
  const managed = (kind: RolePolicy['kind'], arn: string): RolePolicy => ({
    name: arn.slice(arn.lastIndexOf('/') + 1),
    kind,
    document: documents.get(arn) ?? '{}',
  });
  const boundary = role.querySelector('PermissionsBoundaryArn')?.textContent ?? '';
  return {
    name: textOf(role, 'RoleName'),
    arn: textOf(role, 'Arn'),
    trust: decoded(textOf(role, 'AssumeRolePolicyDocument')),
    policies: [
      ...members(role, 'RolePolicyList').map((policy) => ({
        name: textOf(policy, 'PolicyName'),
        kind: 'inline' as const,
        document: decoded(textOf(policy, 'PolicyDocument')),
      })),
      ...members(role, 'AttachedManagedPolicies').map((policy) => managed('managed', textOf(policy, 'PolicyArn'))),
      ...(boundary === '' ? [] : [managed('boundary', boundary)]),
    ],
  };
}

function defaultDocument(policy: Element): string {
  const versions = members(policy, 'PolicyVersionList');
  const version = versions.find((one) => textOf(one, 'IsDefaultVersion') === 'true') ?? versions[0];
  return version === undefined ? '{}' : decoded(textOf(version, 'Document'));
}

/** Items of the list of that name, which is a child of the node or of the answer's result. */
function members(node: Document | Element, list: string): readonly Element[] {
  const found = node instanceof Document ? node.querySelector(list) : child(node, list);
  return found === undefined || found === null ? [] : [...found.children];
}

function child(node: Element, name: string): Element | undefined {
  return [...node.children].find(({ localName }) => localName === name);
}

function textOf(node: Element, name: string): string {
  return child(node, name)?.textContent ?? '';
}

/** IAM gives documents URL-encoded; another emulator may not. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
