import { AwsError } from '../../core/wire/aws-error.ts';
import type { QueryOperations } from '../../core/wire/wire-query.ts';
import { markerPage } from '../marker-page.ts';
import * as rules from '../role-rules.ts';
import { type PolicyState, policyArn } from './policy-operations.ts';

const MAX_ATTACHED = 10;

/** What a role has attached, and what bounds it. */
export function attachmentOperations(state: Omit<PolicyState, 'accountId'>): QueryOperations {
  const { policies, roles } = state;
  return {
    ...boundaryOperations(state),
    AttachRolePolicy: (params) => {
      const role = roles.required(rules.roleName(params));
      const { arn } = policies.attachable(policyArn(params));
      const attached = role.attachedPolicies ?? [];
      if (attached.includes(arn)) return undefined;
      if (attached.length >= MAX_ATTACHED) {
        throw new AwsError('LimitExceeded', 409, `Cannot exceed quota for PoliciesPerRole: ${MAX_ATTACHED}`);
      }
      roles.put({ ...role, attachedPolicies: [...attached, arn] });
      return undefined;
    },
    DetachRolePolicy: (params) => {
      const role = roles.required(rules.roleName(params));
      const arn = policyArn(params);
      const attached = role.attachedPolicies ?? [];
      // One whose record is damaged can be taken off.
      if (!attached.includes(arn)) policies.required(arn);
      if (!attached.includes(arn)) throw new AwsError('NoSuchEntity', 404, `Policy ${arn} was not found.`);
      roles.put({ ...role, attachedPolicies: attached.filter((one) => one !== arn) });
      return undefined;
    },
    ListAttachedRolePolicies: (params) => {
      const { attachedPolicies = [] } = roles.required(rules.roleName(params));
      const prefix = params.get('PathPrefix') ?? '/';
      const found = attachedPolicies.filter((arn) => pathIn(arn).startsWith(prefix));
      return markerPage(params, 'AttachedPolicies', found, (arn) => ({
        PolicyName: arn.slice(arn.lastIndexOf('/') + 1),
        PolicyArn: arn,
      }));
    },
  };
}

/** The path in a policy's ARN, which ends with its name. */
function pathIn(arn: string): string {
  return /:policy(\/(?:.*\/)?)/.exec(arn)?.[1] ?? '/';
}

function boundaryOperations({ policies, roles }: Omit<PolicyState, 'accountId'>): QueryOperations {
  return {
    PutRolePermissionsBoundary: (params) => {
      const role = roles.required(rules.roleName(params));
      const { arn } = policies.boundary(params.get('PermissionsBoundary') ?? '');
      roles.put({ ...role, permissionsBoundary: arn });
      return undefined;
    },
    DeleteRolePermissionsBoundary: (params) => {
      const { permissionsBoundary, ...role } = roles.required(rules.roleName(params));
      if (permissionsBoundary === undefined) {
        const text = `Role with name ${role.roleName} does not have a permissions boundary.`;
        throw new AwsError('NoSuchEntity', 404, `[rehearsal] ${text}`);
      }
      roles.put(role);
      return undefined;
    },
  };
}
