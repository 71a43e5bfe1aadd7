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
  ...['GetInstanceProfile', 'DeleteInstanceProfile', 'AddRoleToInstanceProfile', 'RemoveRoleFromInstanceProfile'],
]);

/** Change or show a role: iam:PermissionsBoundary is what bounds it now, whatever the request says. */
const ON_BOUNDED_ROLES: ReadonlySet<string> = new Set([
  ...['AttachRolePolicy', 'DetachRolePolicy', 'PutRolePolicy', 'DeleteRolePolicy', 'DeleteRolePermissionsBoundary'],
  ...['UpdateAssumeRolePolicy', 'UpdateRole', 'DeleteRole', 'GetRole'],
]);
/** Set a boundary: iam:PermissionsBoundary is that of the request. */
const SETTING_BOUNDARIES: ReadonlySet<string> = new Set(['CreateRole', 'PutRolePermissionsBoundary']);

export interface RoleNames {
  readonly accountId: string;
  /** ARN of the role of that name. */
  roleArnOf(roleName: string): string;
  /** ARN of the policy that bounds the role of that name, if one does. */
  boundaryOf(roleName: string): string | undefined;
  /** ARN of the instance profile of that name. */
  profileArnOf(profileName: string): string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export function iamAuthorization(names: RoleNames): ServiceAuthorization {
  const { accountId, roleArnOf } = names;
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
      const other = otherResource(action, form, names);
      const resource = other ?? roleOf(action, form);
      const keys = { ...tagKeys(Object.fromEntries(tags)), ...policyKeys(action, form, names) };
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
function otherResource(action: string, form: URLSearchParams, names: RoleNames): string | undefined {
  const { accountId, profileArnOf } = names;
  const arn = (rest: string) => `arn:aws:iam::${accountId}:${rest}`;
  // A path is part of the name of what is made; what is there has the path that it was made with.
  const path = form.get('Path') ?? '/';
  if (action === 'CreatePolicy') return arn(`policy${path}${form.get('PolicyName') ?? ''}`);
  if (ON_POLICIES.has(action)) return form.get('PolicyArn') ?? '';
  const profileName = form.get('InstanceProfileName') ?? '';
  if (action === 'CreateInstanceProfile') return arn(`instance-profile${path}${profileName}`);
  if (ON_PROFILES.has(action)) return profileArnOf(profileName);
  if (action === 'ListInstanceProfiles') return arn(`instance-profile${form.get('PathPrefix') ?? '/'}`);
  if (action === 'SimulatePrincipalPolicy') return form.get('PolicySourceArn') ?? '*';
  if (['ListPolicies', 'SimulateCustomPolicy', 'GetAccountAuthorizationDetails'].includes(action)) return '*';
  return undefined;
}

/** By which policies may be kept to those that somebody may hand on, in the actions that have these keys. */
function policyKeys(action: string, form: URLSearchParams, names: RoleNames): Readonly<Record<string, string>> {
  const attaches = action === 'AttachRolePolicy' || action === 'DetachRolePolicy';
  const policy = attaches ? form.get('PolicyArn') : null;
  const boundary = boundaryKey(action, form, names);
  return {
    ...(policy === null ? {} : { 'iam:PolicyARN': policy }),
    ...(boundary === undefined ? {} : { 'iam:PermissionsBoundary': boundary }),
  };
}

function boundaryKey(action: string, form: URLSearchParams, { boundaryOf }: RoleNames): string | undefined {
  if (SETTING_BOUNDARIES.has(action)) return form.get('PermissionsBoundary') ?? undefined;
  return ON_BOUNDED_ROLES.has(action) ? boundaryOf(form.get('RoleName') ?? '') : undefined;
}
