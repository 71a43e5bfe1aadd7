import { AwsError, notImplemented } from '../core/wire/aws-error.ts';
import { type QueryOperations, queryList } from '../core/wire/wire-query.ts';
import { markerPage } from './marker-page.ts';
import { type Role, roleXml } from './role.ts';
import * as rules from './role-rules.ts';
import type { RoleStore } from './role-store.ts';
import { checkTrustPolicy } from './trust-policy.ts';
import { newRoleId } from './unique-id.ts';

const DEFAULT_SESSION_SECONDS = 3600;

/** Roles themselves: create, read, change, delete, tags. */
export function roleOperations(roles: RoleStore, accountId: string): QueryOperations {
  return {
    CreateRole: (params) => {
      // GetRole shows the longest session, the answer to the creation does not.
      const { MaxSessionDuration: _, ...role } = roleXml(createRole(params, roles, accountId));
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
      if (Object.keys(role.policies).length > 0) {
        throw new AwsError('DeleteConflict', 409, 'Cannot delete entity, must delete policies first.');
      }
      roles.delete(role);
      return undefined;
    },
    ...tagOperations(roles),
  };
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

function createRole(params: URLSearchParams, roles: RoleStore, accountId: string): Role {
  if (params.has('PermissionsBoundary')) throw notImplemented('iam', 'CreateRole with PermissionsBoundary');
  const roleName = rules.roleName(params);
  const path = params.get('Path') ?? '/';
  const description = rules.roleDescription(params);
  const role = {
    roleName,
    roleId: newRoleId(),
    path,
    arn: `arn:aws:iam::${accountId}:role${path}${roleName}`,
    createDate: `${new Date().toISOString().slice(0, 19)}Z`,
    trustPolicy: trustPolicy(params, 'AssumeRolePolicyDocument', roles, accountId),
    ...(description === undefined ? {} : { description }),
    maxSessionDuration: rules.maxSessionDuration(params) ?? DEFAULT_SESSION_SECONDS,
    tags: rules.mergedTags([], rules.tagsOf(params)),
    policies: {},
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
