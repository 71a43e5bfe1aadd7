import { createIamServices } from '../../../emulators/iam/iam-services.ts';
import type { ConformedApi } from './conformed-api.ts';
import { startQuery } from './query-calls.ts';

const PLACE = { region: 'us-east-1', accountId: '000000000000' };
const ROLE = { RoleName: 'absent' };
const POLICY = { ...ROLE, PolicyName: 'absent' };
const MANAGED = { PolicyArn: 'arn:aws:iam::000000000000:policy/absent' };
const VERSION = { ...MANAGED, VersionId: 'v1' };
const PROFILE = { InstanceProfileName: 'absent' };
const TRUST = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' }],
});
const DOCUMENT = JSON.stringify({
  Version: '2012-10-17',
  Statement: [{ Effect: 'Allow', Action: 's3:GetObject', Resource: '*' }],
});
const NAME_RULE = 'It must contain only alphanumeric characters and/or the following: +=,.@_-';
const PATH_RULE = 'It must begin and end with / and contain only alphanumeric characters and/or / characters.';
const LATE =
  /at '(roleName|policyName|instanceProfileName|path)' failed to satisfy constraint: Member must satisfy regular expression/;

/** Recorded on AWS: the value is not shown. */
const HIDDEN = /^Value '.*' at 'versionId' failed(?=.*regular expression)/s;

const IAM_WIRE = {
  model: 'iam/model/api-model.json',
  protocol: 'query',
  code: 'ValidationError',
  wrongTypeCode: 'MalformedInput',
} as const;
const STS_WIRE = { ...IAM_WIRE, model: 'iam/model/sts-api-model.json' } as const;

export const IAM: ConformedApi = {
  name: 'iam',
  ...IAM_WIRE,
  baseRequests: {
    CreateRole: { ...ROLE, AssumeRolePolicyDocument: TRUST },
    GetRole: ROLE,
    ListRoles: {},
    UpdateRole: ROLE,
    UpdateAssumeRolePolicy: { ...ROLE, PolicyDocument: TRUST },
    DeleteRole: ROLE,
    TagRole: { ...ROLE, Tags: [{ Key: 'a', Value: 'b' }] },
    UntagRole: { ...ROLE, TagKeys: ['a'] },
    ListRoleTags: ROLE,
    PutRolePolicy: { ...POLICY, PolicyDocument: DOCUMENT },
    GetRolePolicy: POLICY,
    DeleteRolePolicy: POLICY,
    ListRolePolicies: ROLE,
    ListAttachedRolePolicies: ROLE,
    ListInstanceProfilesForRole: ROLE,
    CreatePolicy: { PolicyName: 'a', PolicyDocument: DOCUMENT },
    GetPolicy: MANAGED,
    ListPolicies: {},
    DeletePolicy: MANAGED,
    ListEntitiesForPolicy: MANAGED,
    CreatePolicyVersion: { ...MANAGED, PolicyDocument: DOCUMENT },
    GetPolicyVersion: VERSION,
    ListPolicyVersions: MANAGED,
    DeletePolicyVersion: VERSION,
    SetDefaultPolicyVersion: VERSION,
    TagPolicy: { ...MANAGED, Tags: [{ Key: 'a', Value: 'b' }] },
    UntagPolicy: { ...MANAGED, TagKeys: ['a'] },
    ListPolicyTags: MANAGED,
    AttachRolePolicy: { ...ROLE, ...MANAGED },
    DetachRolePolicy: { ...ROLE, ...MANAGED },
    PutRolePermissionsBoundary: { ...ROLE, PermissionsBoundary: MANAGED.PolicyArn },
    DeleteRolePermissionsBoundary: ROLE,
    CreateInstanceProfile: { InstanceProfileName: 'a' },
    GetInstanceProfile: PROFILE,
    DeleteInstanceProfile: PROFILE,
    ListInstanceProfiles: {},
    AddRoleToInstanceProfile: { ...PROFILE, ...ROLE },
    RemoveRoleFromInstanceProfile: { ...PROFILE, ...ROLE },
    SimulatePrincipalPolicy: {
      PolicySourceArn: 'arn:aws:iam::000000000000:role/absent',
      ActionNames: ['s3:GetObject'],
    },
    SimulateCustomPolicy: { PolicyInputList: [DOCUMENT], ActionNames: ['s3:GetObject'] },
    GetAccountAuthorizationDetails: {},
  },
  knownDifferences: [
    ['SimulatePrincipalPolicy', 'policyExclusionList'],
    ['SimulateCustomPolicy', 'orderedOrganizationPolicyInputList'],
    ...['SimulatePrincipalPolicy', 'SimulateCustomPolicy'].flatMap((operation) => [
      [operation, 'resourceOwner'],
      [operation, 'resourceHandlingOption'],
    ]),
  ].map(([operation = '', path = '']) => ({
    operation,
    path,
    reason: 'it would change the answer, and is not evaluated, so it is refused rather than ignored',
  })),
  // Names are looked at after everything else, in words of IAM's own.
  ownRefusal: (given) => {
    const sentences = given.map((text) => text.replace(HIDDEN, "Value at 'versionId' failed"));
    const late = sentences.filter((text) => LATE.test(text));
    const first = sentences.filter((text) => !LATE.test(text));
    if (late.length === 0) return { code: 'ValidationError', sentences };
    if (first.length > 0) return { code: 'ValidationError', sentences: first };
    const path = LATE.exec(late[0] ?? '')?.[1] ?? '';
    const rule = path === 'path' ? PATH_RULE : NAME_RULE;
    return { code: 'ValidationError', message: `The specified value for ${path} is invalid. ${rule}` };
  },
  start: () => startQuery(IAM_WIRE, (dataFolder) => createIamServices({ ...PLACE, dataFolder }).iam),
};

export const STS: ConformedApi = {
  name: 'sts',
  ...STS_WIRE,
  baseRequests: {
    AssumeRole: { RoleArn: 'arn:aws:iam::000000000000:role/absent', RoleSessionName: 'absent' },
    GetCallerIdentity: {},
  },
  knownDifferences: ['policyArns', 'policy', 'tags', 'serialNumber', 'providedContexts'].map((path) => ({
    operation: 'AssumeRole',
    path,
    reason: 'what narrows a session or names it further is not evaluated, so it is refused rather than ignored',
  })),
  start: () => startQuery(STS_WIRE, (dataFolder) => createIamServices({ ...PLACE, dataFolder }).sts),
};
