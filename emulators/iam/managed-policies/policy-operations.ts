import { AwsError } from '../../core/wire/aws-error.ts';
import { type QueryOperations, queryList } from '../../core/wire/wire-query.ts';
import type { XmlObject } from '../../core/wire/wire-xml.ts';
import { markerPage } from '../marker-page.ts';
import { checkIdentityPolicy } from '../policy-document.ts';
import * as rules from '../role-rules.ts';
import type { RoleStore } from '../role-store.ts';
import { newPolicyId, now } from '../unique-id.ts';
import { type ManagedPolicy, type PolicyUses, policyXml } from './managed-policy.ts';
import type { PolicyStore } from './policy-store.ts';

export interface PolicyState {
  readonly accountId: string;
  readonly policies: PolicyStore;
  readonly roles: RoleStore;
}

/** Managed policies: create, read, delete, tags. https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_managed-vs-inline.html */
export function policyOperations(state: PolicyState): QueryOperations {
  const { policies } = state;
  const show = (policy: ManagedPolicy, detail: 'whole' | 'created' | 'listed') =>
    policyXml(policy, usesOf(policy, state.roles), detail);
  return {
    CreatePolicy: (params) => ({ Policy: show(createPolicy(params, state), 'created') }),
    GetPolicy: (params) => ({ Policy: show(policies.required(policyArn(params)), 'whole') }),
    ListPolicies: (params) => listPolicies(params, state),
    DeletePolicy: (params) => deletePolicy(params, state),
    ListEntitiesForPolicy: (params) => listEntities(params, state),
    TagPolicy: (params) => {
      const policy = policies.own(policyArn(params));
      policies.put({ ...policy, tags: rules.mergedTags(policy.tags, rules.tagsOf(params), 'TagsPerPolicy') });
      return undefined;
    },
    UntagPolicy: (params) => {
      const policy = policies.own(policyArn(params));
      const gone = new Set(queryList(params, 'TagKeys').map((entry) => entry.get('')?.toLowerCase()));
      policies.put({ ...policy, tags: policy.tags.filter(({ key }) => !gone.has(key.toLowerCase())) });
      return undefined;
    },
    ListPolicyTags: (params) =>
      markerPage(params, 'Tags', policies.required(policyArn(params)).tags, ({ key, value }) => ({
        Key: key,
        Value: value,
      })),
  };
}

export function policyArn(params: URLSearchParams): string {
  return params.get('PolicyArn') ?? '';
}

export function usesOf({ arn }: ManagedPolicy, roles: RoleStore): PolicyUses {
  const all = roles.sortedByName();
  return {
    attachments: all.filter(({ attachedPolicies = [] }) => attachedPolicies.includes(arn)).length,
    boundaries: all.filter(({ permissionsBoundary }) => permissionsBoundary === arn).length,
  };
}

function createPolicy(params: URLSearchParams, { policies, accountId }: PolicyState): ManagedPolicy {
  const policyName = rules.policyName(params);
  const path = params.get('Path') ?? '/';
  const document = params.get('PolicyDocument') ?? '';
  checkIdentityPolicy(document);
  rules.checkManagedPolicySize(document);
  const description = params.get('Description');
  const createDate = now();
  const policy: ManagedPolicy = {
    policyName,
    policyId: newPolicyId(),
    arn: `arn:aws:iam::${accountId}:policy${path}${policyName}`,
    path,
    ...(description === null ? {} : { description }),
    createDate,
    updateDate: createDate,
    defaultVersionId: 'v1',
    versions: [{ versionId: 'v1', document, createDate }],
    versionCount: 1,
    tags: rules.mergedTags([], rules.tagsOf(params), 'TagsPerPolicy'),
  };
  policies.add(policy);
  return policy;
}

function listPolicies(params: URLSearchParams, { policies, roles }: PolicyState): XmlObject {
  const scope = params.get('Scope');
  const prefix = params.get('PathPrefix') ?? '/';
  const usage = params.get('PolicyUsageFilter');
  const found = policies
    .list(scope === 'AWS' || scope === 'Local' ? scope : 'All')
    .map((policy) => ({ policy, uses: usesOf(policy, roles) }))
    .filter(({ policy, uses }) => {
      const isUsed = usage === 'PermissionsBoundary' ? uses.boundaries : uses.attachments;
      const isAsked = params.get('OnlyAttached') === 'true' || usage === 'PermissionsBoundary';
      return policy.path.startsWith(prefix) && (!isAsked || isUsed > 0);
    });
  return markerPage(params, 'Policies', found, ({ policy, uses }) => policyXml(policy, uses, 'listed'));
}

function deletePolicy(params: URLSearchParams, { policies, roles }: PolicyState): undefined {
  const policy = policies.own(policyArn(params));
  const { attachments, boundaries } = usesOf(policy, roles);
  if (attachments + boundaries > 0) {
    throw new AwsError('DeleteConflict', 409, 'Cannot delete a policy attached to entities.');
  }
  if (policy.versions.length > 1) {
    const text =
      "This policy has more than one version. Before you delete a policy, you must delete the policy's versions. The default version is deleted with the policy.";
    throw new AwsError('DeleteConflict', 409, text);
  }
  policies.delete(policy);
}

/** There are no users and groups here. */
function listEntities(params: URLSearchParams, { policies, roles }: PolicyState): XmlObject {
  const { arn } = policies.required(policyArn(params));
  const isBoundary = params.get('PolicyUsageFilter') === 'PermissionsBoundary';
  const isRole = (params.get('EntityFilter') ?? 'Role') === 'Role';
  const found = roles
    .sortedByName()
    .filter(({ path }) => isRole && path.startsWith(params.get('PathPrefix') ?? '/'))
    .filter(({ attachedPolicies = [], permissionsBoundary }) =>
      isBoundary ? permissionsBoundary === arn : attachedPolicies.includes(arn),
    );
  const page = markerPage(params, 'PolicyRoles', found, ({ roleName, roleId }) => ({
    RoleName: roleName,
    RoleId: roleId,
  }));
  return { PolicyGroups: { member: [] }, PolicyUsers: { member: [] }, ...page };
}
