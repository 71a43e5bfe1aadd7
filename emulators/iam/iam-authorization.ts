import { QUERY_ACCESS_ERRORS } from '../core/authorization/access-errors.ts';
import { bodyOf } from '../core/authorization/json-authorization.ts';
import { passRole, type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import { queryErrorResponse, queryList } from '../core/wire/wire-query.ts';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

const EC2 = 'ec2.amazonaws.com';
/** On the managed policy that PolicyArn names. */
const ON_POLICIES: ReadonlySet<string> = new Set([
  ...['GetPolicy', 'DeletePolicy', 'ListEntitiesForPolicy', 'TagPolicy', 'UntagPolicy', 'ListPolicyTags'],
  ...[
    'CreatePolicyVersion',
    'GetPolicyVersion',
    'ListPolicyVersions',
    'DeletePolicyVersion',
    'SetDefaultPolicyVersion',
  ],
]);
/** On the instance profile of that name. */
const ON_PROFILES: ReadonlySet<string> = new Set([
  ...['CreateInstanceProfile', 'GetInstanceProfile', 'DeleteInstanceProfile'],
  ...['AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile'],
]);

export interface RoleNames {
  readonly accountId: string;
  /** ARN of the role of that name. */
  roleArnOf(roleName: string): string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export function iamAuthorization({ accountId, roleArnOf }: RoleNames): ServiceAuthorization {
  const roleOf = (action: string, form: URLSearchParams) => {
    const name = form.get('RoleName') ?? '';
    if (action === 'ListRoles') return `arn:aws:iam::${accountId}:role${form.get('PathPrefix') ?? '/'}`;
    if (action === 'CreateRole') return `arn:aws:iam::${accountId}:role${form.get('Path') ?? '/'}${name}`;
    return roleArnOf(name);
  };
  return {
    ...QUERY_ACCESS_ERRORS,
    needs: async (wire) => {
      const { body, again } = await bodyOf(wire);
      const form = new URLSearchParams(`${wire.target.split('?')[1] ?? ''}&${body.toString('utf8')}`);
      const action = form.get('Action') ?? '';
      const tags = queryList(form, 'Tags').map((tag): [string, string] => [
        tag.get('Key') ?? '',
        tag.get('Value') ?? '',
      ]);
      const other = otherResource(action, form, accountId);
      const resource = other ?? roleOf(action, form);
      const keys = { ...tagKeys(Object.fromEntries(tags)), ...policyKeys(action, form) };
      const permission = { action: `iam:${action}`, resource, keys };
      // Refusals name a role that exists.
      const isListed = action === 'ListRoles' || action === 'CreateRole';
      const shown = isListed || other !== undefined ? {} : { shown: `role ${form.get('RoleName') ?? ''}` };
      const passed = action === 'AddRoleToInstanceProfile' ? passRole(roleArnOf(form.get('RoleName') ?? ''), EC2) : [];
      return { permissions: [{ ...permission, ...shown }, ...passed], request: again };
    },
    refuse: (error, wire) => queryErrorResponse(error, wire, NAMESPACE),
  };
}

/** Of operations on what is no role; undefined for all others. The action decides, and never which members a form has besides. */
function otherResource(action: string, form: URLSearchParams, accountId: string): string | undefined {
  const arn = (rest: string) => `arn:aws:iam::${accountId}:${rest}`;
  // A path is part of the name of what is made; the others have the path that they were made with, which is not looked up here.
  const path = action === 'CreatePolicy' || action === 'CreateInstanceProfile' ? (form.get('Path') ?? '/') : '/';
  if (action === 'CreatePolicy') return arn(`policy${path}${form.get('PolicyName') ?? ''}`);
  if (ON_POLICIES.has(action)) return form.get('PolicyArn') ?? '';
  if (ON_PROFILES.has(action)) return arn(`instance-profile${path}${form.get('InstanceProfileName') ?? ''}`);
  if (action === 'ListInstanceProfiles') return arn(`instance-profile${form.get('PathPrefix') ?? '/'}`);
  if (action === 'SimulatePrincipalPolicy') return form.get('PolicySourceArn') ?? '*';
  if (['ListPolicies', 'SimulateCustomPolicy', 'GetAccountAuthorizationDetails'].includes(action)) return '*';
  return undefined;
}

/** By which policies may be kept to those that somebody may hand on, in the actions that have these keys. */
function policyKeys(action: string, form: URLSearchParams): Readonly<Record<string, string>> {
  const attaches = action === 'AttachRolePolicy' || action === 'DetachRolePolicy';
  const bounds = action === 'CreateRole' || action === 'PutRolePermissionsBoundary';
  const policy = attaches ? form.get('PolicyArn') : null;
  const boundary = bounds ? form.get('PermissionsBoundary') : null;
  return {
    ...(policy === null ? {} : { 'iam:PolicyARN': policy }),
    ...(boundary === null ? {} : { 'iam:PermissionsBoundary': boundary }),
  };
}
