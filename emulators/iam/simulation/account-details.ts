import { type QueryOperations, queryList } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { instanceProfileXml } from '../instance-profiles/instance-profile-operations.ts';
import { isAwsPolicy } from '../managed-policies/aws-policies.ts';
import { type ManagedPolicy, policyXml, versionXml } from '../managed-policies/managed-policy.ts';
import { usesOf } from '../managed-policies/policy-operations.ts';
import { markerPage } from '../marker-page.ts';
import { boundaryXml, encodePolicy, type Role, tagsXml } from '../role.ts';
import type { RoleState } from '../role-operations.ts';

type Entity = { readonly role: Role } | { readonly policy: ManagedPolicy };

/** Roles and policies at once; there are no users and groups here. Of AWS's own policies those that a role has. */
export function accountDetailsOperations(state: RoleState): QueryOperations {
  return {
    GetAccountAuthorizationDetails: (params) => {
      const kinds = new Set(queryList(params, 'Filter').map((entry) => entry.get('') ?? ''));
      const isAsked = (kind: string) => kinds.size === 0 || kinds.has(kind);
      const { member: shown, ...page } = entityPage(params, entitiesOf(state, isAsked));
      return {
        UserDetailList: { member: [] },
        GroupDetailList: { member: [] },
        RoleDetailList: { member: shown.flatMap((one) => ('role' in one ? [roleDetail(one.role, state)] : [])) },
        Policies: { member: shown.flatMap((one) => ('policy' in one ? [policyDetail(one.policy, state)] : [])) },
        ...page,
      };
    },
  };
}

function entitiesOf({ roles, policies }: RoleState, isAsked: (kind: string) => boolean): readonly Entity[] {
  const own = isAsked('LocalManagedPolicy') ? policies.list('Local') : [];
  const attached = policies.list('AWS').filter((policy) => usesOf(policy, roles).attachments > 0);
  const all = [...own, ...(isAsked('AWSManagedPolicy') ? attached : [])];
  return [
    ...(isAsked('Role') ? roles.sortedByName().map((role) => ({ role })) : []),
    ...all.map((policy) => ({ policy })),
  ];
}

/** One page over both kinds: its items as they are, and what IAM says of the rest. */
function entityPage(params: URLSearchParams, entities: readonly Entity[]) {
  const member: Entity[] = [];
  const { Entities: _, ...page } = markerPage(params, 'Entities', entities, (entity) => {
    member.push(entity);
    return undefined;
  });
  return { member, ...page };
}

function roleDetail(role: Role, { roles, policies, profiles }: RoleState): XmlObject {
  const attached = (role.attachedPolicies ?? []).flatMap((arn) => policies.find(arn) ?? []);
  return {
    Path: role.path,
    RoleName: role.roleName,
    RoleId: role.roleId,
    Arn: role.arn,
    CreateDate: role.createDate,
    AssumeRolePolicyDocument: encodePolicy(role.trustPolicy),
    InstanceProfileList: { member: profiles.ofRole(role.roleName).map((one) => instanceProfileXml(one, roles)) },
    RolePolicyList: {
      member: Object.entries(role.policies).map(([PolicyName, document]) => ({
        PolicyName,
        PolicyDocument: encodePolicy(document),
      })),
    },
    AttachedManagedPolicies: {
      member: attached.map(({ policyName, arn }) => ({ PolicyName: policyName, PolicyArn: arn })),
    },
    ...boundaryXml(role),
    Tags: tagsXml(role.tags),
    RoleLastUsed: {},
  };
}

function policyDetail(policy: ManagedPolicy, { roles }: RoleState): XmlObject {
  const newestFirst = policy.versions.toReversed();
  return {
    ...policyXml(policy, usesOf(policy, roles), isAwsPolicy(policy.arn) ? 'listed' : 'whole'),
    PolicyVersionList: { member: newestFirst.map((version) => versionXml(policy, version, 'whole')) },
  };
}
