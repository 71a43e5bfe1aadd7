import { AwsError } from '../core/wire/aws-error.ts';
import { type QueryOperations, queryList } from '../core/wire/wire-query.ts';
import type { InstanceProfileStore } from './instance-profiles/instance-profile-store.ts';
import type { PolicyState } from './managed-policies/policy-operations.ts';
import { markerPage } from './marker-page.ts';
import { type Role, roleXml } from './role.ts';
import * as rules from './role-rules.ts';
import type { RoleStore } from './role-store.ts';
import { checkTrustPolicy } from './trust-policy.ts';
import { newRoleId, now } from './unique-id.ts';

const DEFAULT_SESSION_SECONDS = 3600;

export interface RoleState extends PolicyState {
  readonly profiles: InstanceProfileStore;
}

/** Roles themselves: create, read, change, delete, tags. */
export function roleOperations(state: RoleState): QueryOperations {
  const { roles, accountId } = state;
  return {
    CreateRole: (params) => {
      // GetRole shows the longest session, the answer to the creation does not.
      const { MaxSessionDuration: _, ...role } = roleXml(createRole(params, state));
      return { Role: role };
    },
    GetRole: (params) => {
      const role = roles.required(rules.roleName(params));
      return { Role: { ...roleXml(role), RoleLastUsed: {} } };
    },
    ListRoles: (params) => {
      const prefix = params.get('PathPrefix') ?? '/';
      const found = roles.sortedByName().filter((role) => role.path.startsWith(prefix));
      return markerPage(params, 'Roles', found, (role) => roleXml(role, 'listed'));
    },
    UpdateRole: (params) => updateRole(params, roles),
    UpdateAssumeRolePolicy: (params) => {
      const role = roles.required(rules.roleName(params));
      roles.put({ ...role, trustPolicy: trustPolicy(params, 'PolicyDocument', roles, accountId) });
      return undefined;
    },
    DeleteRole: (params) => {
      const role = roles.required(rules.roleName(params));
      checkUnused(role, state.profiles);
      roles.delete(role);
      return undefined;
    },
    ...tagOperations(roles),
  };
}

function checkUnused(role: Role, profiles: InstanceProfileStore): void {
  const conflict = (what: string) => new AwsError('DeleteConflict', 409, `Cannot delete entity, must ${what} first.`);
  if ((role.attachedPolicies ?? []).length > 0) throw conflict('detach all policies');
  if (Object.keys(role.policies).length > 0) throw conflict('delete policies');
  if (profiles.ofRole(role.roleName).length > 0) throw conflict('remove roles from instance profile');
}

function tagOperations(roles: RoleStore): QueryOperations {
  return {
    TagRole: (params) => {
      const role = roles.required(rules.roleName(params));
      roles.put({ ...role, tags: rules.mergedTags(role.tags, rules.tagsOf(params)) });
      return undefined;
    },
    UntagRole: (params) => {
      const role = roles.required(rules.roleName(params));
      const gone = new Set(queryList(params, 'TagKeys').map((entry) => entry.get('')?.toLowerCase()));
      roles.put({ ...role, tags: role.tags.filter(({ key }) => !gone.has(key.toLowerCase())) });
      return undefined;
    },
    ListRoleTags: (params) => {
      const role = roles.required(rules.roleName(params));
      return markerPage(params, 'Tags', role.tags, ({ key, value }) => ({ Key: key, Value: value }));
    },
  };
}

function createRole(params: URLSearchParams, { roles, policies, accountId }: RoleState): Role {
  const boundary = params.get('PermissionsBoundary');
  const bounded = boundary === null ? {} : { permissionsBoundary: policies.boundary(boundary).arn };
  const roleName = rules.roleName(params);
  const path = params.get('Path') ?? '/';
  const description = rules.roleDescription(params);
  const role = {
    roleName,
    roleId: newRoleId(),
    path,
    arn: `arn:aws:iam::${accountId}:role${path}${roleName}`,
    createDate: now(),
    trustPolicy: trustPolicy(params, 'AssumeRolePolicyDocument', roles, accountId),
    ...(description === undefined ? {} : { description }),
    maxSessionDuration: rules.maxSessionDuration(params) ?? DEFAULT_SESSION_SECONDS,
    tags: rules.mergedTags([], rules.tagsOf(params)),
    policies: {},
    ...bounded,
  };
  roles.add(role);
  return role;
}

function updateRole(params: URLSearchParams, roles: RoleStore): object & Record<string, never> {
  const role = roles.required(rules.roleName(params));
  const description = rules.roleDescription(params);
  const seconds = rules.maxSessionDuration(params) ?? role.maxSessionDuration;
  roles.put({ ...role, ...(description === undefined ? {} : { description }), maxSessionDuration: seconds });
  return {};
}

function trustPolicy(
  params: URLSearchParams,
  member: 'PolicyDocument' | 'AssumeRolePolicyDocument',
  roles: RoleStore,
  accountId: string,
): string {
  const document = params.get(member) ?? '';
  checkTrustPolicy(document, accountId, (arn) => roles.byArn(arn) !== undefined);
  rules.checkTrustPolicySize(document);
  return document;
}
