import {
  AttachRolePolicyCommand,
  CreatePolicyCommand,
  CreatePolicyVersionCommand,
  DeletePolicyVersionCommand,
  GetPolicyCommand,
  GetPolicyVersionCommand,
  type IAMClient,
  ListPolicyTagsCommand,
  ListPolicyVersionsCommand,
  TagPolicyCommand,
  UntagPolicyCommand,
} from '@aws-sdk/client-iam';
import { type Provisioner, physicalName, unlessRefused } from '../provisioner.ts';
import { optionalString, policyText, requiredString, stringMap } from '../resource-inputs.ts';
import { replaceTags, tagsByKey } from '../tags.ts';

/** `aws:iam/policy:Policy`; its id is its ARN. A document that has changed becomes a new default version. */
export const provisionPolicy: Provisioner = async (resource, target) => {
  const { iam } = target.clients;
  const PolicyName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const Path = optionalString(resource, 'path') ?? '/';
  const Description = optionalString(resource, 'description');
  const PolicyDocument = policyText(resource, 'policy');
  const arn = `arn:aws:iam::${target.accountId}:policy${Path}${PolicyName}`;
  const input = { PolicyName, Path, PolicyDocument, ...(Description === undefined ? {} : { Description }) };
  await unlessRefused<unknown>(
    () => iam.send(new CreatePolicyCommand(input)),
    ['EntityAlreadyExists', 'EntityAlreadyExistsException'],
    () => updateDocument(iam, arn, PolicyDocument),
  );
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => tagsByKey((await iam.send(new ListPolicyTagsCommand({ PolicyArn: arn }))).Tags),
    add: (Tags) => iam.send(new TagPolicyCommand({ PolicyArn: arn, Tags })),
    remove: (TagKeys) => iam.send(new UntagPolicyCommand({ PolicyArn: arn, TagKeys })),
  });
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn: arn }));
  return { id: arn, outputs: { name: PolicyName, path: Path, arn, policyId: Policy?.PolicyId } };
};

async function updateDocument(iam: IAMClient, PolicyArn: string, PolicyDocument: string): Promise<void> {
  const { Policy } = await iam.send(new GetPolicyCommand({ PolicyArn }));
  const VersionId = Policy?.DefaultVersionId;
  const { PolicyVersion } = await iam.send(new GetPolicyVersionCommand({ PolicyArn, VersionId }));
  if (decodeURIComponent(PolicyVersion?.Document ?? '') === PolicyDocument) return;
  const { Versions = [] } = await iam.send(new ListPolicyVersionsCommand({ PolicyArn }));
  for (const version of Versions.filter(({ IsDefaultVersion }) => IsDefaultVersion !== true)) {
    await iam.send(new DeletePolicyVersionCommand({ PolicyArn, VersionId: version.VersionId }));
  }
  await iam.send(new CreatePolicyVersionCommand({ PolicyArn, PolicyDocument, SetAsDefault: true }));
}

/** `aws:iam/rolePolicyAttachment:RolePolicyAttachment`; its id is of this project's own making. */
export const provisionRolePolicyAttachment: Provisioner = async (resource, target) => {
  const RoleName = requiredString(resource, 'role');
  const PolicyArn = requiredString(resource, 'policyArn');
  await target.clients.iam.send(new AttachRolePolicyCommand({ RoleName, PolicyArn }));
  return { id: `${RoleName}/${PolicyArn}`, outputs: {} };
};
