import { AwsError } from '../core/wire/aws-error.ts';
import type { QueryOperations } from '../core/wire/wire-query.ts';
import { markerPage } from './marker-page.ts';
import { checkIdentityPolicy } from './policy-document.ts';
import { encodePolicy } from './role.ts';
import * as rules from './role-rules.ts';
import type { RoleStore } from './role-store.ts';

/** Inline policies of roles. */
export function rolePolicyOperations(roles: RoleStore): QueryOperations {
  return {
    PutRolePolicy: (params) => {
      const [role, policyName] = [roles.required(rules.roleName(params)), rules.policyName(params)];
      const document = params.get('PolicyDocument') ?? '';
      checkIdentityPolicy(document);
      const policies = { ...role.policies, [policyName]: document };
      rules.checkInlinePolicySize(role.roleName, Object.values(policies));
      roles.put({ ...role, policies });
      return undefined;
    },
    GetRolePolicy: (params) => {
      const { role, policyName, document } = existing(params, roles);
      return { RoleName: role.roleName, PolicyName: policyName, PolicyDocument: encodePolicy(document) };
    },
    DeleteRolePolicy: (params) => {
      const { role, policyName } = existing(params, roles);
      const { [policyName]: _gone, ...policies } = role.policies;
      roles.put({ ...role, policies });
      return undefined;
    },
    ListRolePolicies: (params) => {
      const role = roles.required(rules.roleName(params));
      return markerPage(params, 'PolicyNames', Object.keys(role.policies).sort(), (name) => name);
    },
  };
}

function existing(params: URLSearchParams, roles: RoleStore) {
  const [role, policyName] = [roles.required(rules.roleName(params)), rules.policyName(params)];
  const document = Object.hasOwn(role.policies, policyName) ? role.policies[policyName] : undefined;
  if (document === undefined) {
    throw new AwsError('NoSuchEntity', 404, `The role policy with name ${policyName} cannot be found.`);
  }
  return { role, policyName, document };
}
