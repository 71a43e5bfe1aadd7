import { QUERY_ACCESS_ERRORS } from '../core/authorization/access-errors.ts';
import { bodyOf } from '../core/authorization/json-authorization.ts';
import { passRole, type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import { queryErrorResponse, queryList } from '../core/wire/wire-query.ts';

const NAMESPACE = 'https://iam.amazonaws.com/doc/2010-05-08/';

const EC2 = 'ec2.amazonaws.com';
/** Their own resource is a role, whatever else they name. */
const ON_ROLES = new Set(['AttachRolePolicy', 'DetachRolePolicy', 'ListInstanceProfilesForRole']);

export interface RoleNames {
  readonly accountId: string;
  /** ARN of the role of that name. */
  roleArnOf(roleName: string): string;
}

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_awsidentityandaccessmanagementiam.html */
export function iamAuthorization({ accountId, roleArnOf }: RoleNames): ServiceAuthorization {
  const resourceOf = (action: string, form: URLSearchParams) => {
    const name = form.get('RoleName') ?? '';
    const other = otherResource(action, form, accountId);
    if (other !== undefined) return other;
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
      const resource = resourceOf(action, form);
      const keys = { ...tagKeys(Object.fromEntries(tags)), ...policyKeys(form) };
      const permission = { action: `iam:${action}`, resource, keys };
      // Refusals name a role that exists.
      const isRole = otherResource(action, form, accountId) === undefined;
      const isListed = action === 'ListRoles' || action === 'CreateRole';
      const shown = isListed || !isRole ? {} : { shown: `role ${form.get('RoleName') ?? ''}` };
      const passed = action === 'AddRoleToInstanceProfile' ? passRole(roleArnOf(form.get('RoleName') ?? ''), EC2) : [];
      return { permissions: [{ ...permission, ...shown }, ...passed], request: again };
    },
    refuse: (error, wire) => queryErrorResponse(error, wire, NAMESPACE),
  };
}

/** Of operations on what is no role; undefined for all others. */
function otherResource(action: string, form: URLSearchParams, accountId: string): string | undefined {
  const own = (kind: string, name: string) => `arn:aws:iam::${accountId}:${kind}${form.get('Path') ?? '/'}${name}`;
  if (ON_ROLES.has(action)) return undefined;
  if (action === 'CreatePolicy') return own('policy', form.get('PolicyName') ?? '');
  if (action === 'SimulatePrincipalPolicy') return form.get('PolicySourceArn') ?? '*';
  if (['ListPolicies', 'SimulateCustomPolicy', 'GetAccountAuthorizationDetails'].includes(action)) return '*';
  if (action === 'ListInstanceProfiles')
    return `arn:aws:iam::${accountId}:instance-profile${form.get('PathPrefix') ?? '/'}`;
  const profile = form.get('InstanceProfileName');
  return profile === null ? (form.get('PolicyArn') ?? undefined) : own('instance-profile', profile);
}

/** By which policies may be kept to those that somebody may hand on. */
function policyKeys(form: URLSearchParams): Readonly<Record<string, string>> {
  const [policy, boundary] = [form.get('PolicyArn'), form.get('PermissionsBoundary')];
  return {
    ...(policy === null ? {} : { 'iam:PolicyARN': policy }),
    ...(boundary === null ? {} : { 'iam:PermissionsBoundary': boundary }),
  };
}
