import {
  AttachRolePolicyCommand,
  CreateRoleCommand,
  DeleteRolePermissionsBoundaryCommand,
  DetachRolePolicyCommand,
  GetRoleCommand,
  type IAMClient,
  ListAttachedRolePoliciesCommand,
  ListRoleTagsCommand,
  PutRolePermissionsBoundaryCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UntagRoleCommand,
  UpdateAssumeRolePolicyCommand,
  UpdateRoleCommand,
} from '@aws-sdk/client-iam';
import { type Provisioner, physicalName, type RegisteredResource, unlessRefused } from '../provisioner.ts';
import {
  optionalNumber,
  optionalString,
  policyText,
  requiredString,
  stringList,
  stringMap,
} from '../resource-inputs.ts';
import { replaceTags, tagsByKey } from '../tags.ts';

/** The provider's and AWS's own. */
const DEFAULT_SESSION_SECONDS = 3600;

/** `aws:iam/role:Role`. The provider's id of a role is its name. */
export const provisionRole: Provisioner = async (resource, target) => {
  const RoleName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const AssumeRolePolicyDocument = policyText(resource, 'assumeRolePolicy');
  const Description = optionalString(resource, 'description');
  const MaxSessionDuration = optionalNumber(resource, 'maxSessionDuration') ?? DEFAULT_SESSION_SECONDS;
  const options = {
    MaxSessionDuration,
    ...(Description === undefined ? {} : { Description }),
    ...path(resource),
    ...boundary(resource),
  };
  const { iam } = target.clients;
  await unlessRefused<unknown>(
    () => iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, ...options })),
    ['EntityAlreadyExists', 'EntityAlreadyExistsException'],
    async () => {
      const update = { RoleName, PolicyDocument: AssumeRolePolicyDocument };
      await iam.send(new UpdateAssumeRolePolicyCommand(update));
      await iam.send(new UpdateRoleCommand({ RoleName, MaxSessionDuration, Description: Description ?? '' }));
      await changeBoundary(iam, RoleName, boundary(resource).PermissionsBoundary);
    },
  );
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => tagsByKey((await iam.send(new ListRoleTagsCommand({ RoleName }))).Tags),
    add: (Tags) => iam.send(new TagRoleCommand({ RoleName, Tags })),
    remove: (TagKeys) => iam.send(new UntagRoleCommand({ RoleName, TagKeys })),
  });
  if (resource.inputs['managedPolicyArns'] !== undefined) {
    await attachOnly(iam, RoleName, stringList(resource, 'managedPolicyArns'));
  }
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  return { id: RoleName, outputs: { name: RoleName, arn: Role?.Arn, uniqueId: Role?.RoleId } };
};

/** Also takes away the boundary that an earlier deployment set. */
async function changeBoundary(
  iam: IAMClient,
  RoleName: string,
  PermissionsBoundary: string | undefined,
): Promise<void> {
  if (PermissionsBoundary !== undefined) {
    await iam.send(new PutRolePermissionsBoundaryCommand({ RoleName, PermissionsBoundary }));
    return;
  }
  const { Role } = await iam.send(new GetRoleCommand({ RoleName }));
  if (Role?.PermissionsBoundary !== undefined) await iam.send(new DeleteRolePermissionsBoundaryCommand({ RoleName }));
}

/** Where a role lists managed policies, it has these and no others, as with the provider. */
async function attachOnly(iam: IAMClient, RoleName: string, wanted: readonly string[]): Promise<void> {
  const { AttachedPolicies = [] } = await iam.send(new ListAttachedRolePoliciesCommand({ RoleName }));
  for (const { PolicyArn = '' } of AttachedPolicies) {
    if (!wanted.includes(PolicyArn)) await iam.send(new DetachRolePolicyCommand({ RoleName, PolicyArn }));
  }
  for (const PolicyArn of wanted) await iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
}

function path(resource: RegisteredResource): { readonly Path?: string } {
  const Path = optionalString(resource, 'path');
  return Path === undefined ? {} : { Path };
}

function boundary(resource: RegisteredResource): { readonly PermissionsBoundary?: string } {
  const PermissionsBoundary = optionalString(resource, 'permissionsBoundary');
  return PermissionsBoundary === undefined ? {} : { PermissionsBoundary };
}

/** `aws:iam/rolePolicy:RolePolicy`; its id is `<role>:<policy name>`. */
export const provisionRolePolicy: Provisioner = async (resource, target) => {
  const RoleName = requiredString(resource, 'role');
  const PolicyName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const PolicyDocument = policyText(resource, 'policy');
  await target.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  return { id: `${RoleName}:${PolicyName}`, outputs: { name: PolicyName } };
};
