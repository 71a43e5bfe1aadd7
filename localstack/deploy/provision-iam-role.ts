import {
  CreateRoleCommand,
  PutRolePolicyCommand,
  TagRoleCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import { type Provisioner, physicalName, unlessRefused } from './provisioner.ts';
import { optionalNumber, optionalString, policyText, requiredString, stringMap } from './resource-inputs.ts';

/** `aws:iam/role:Role`. The provider's id of a role is its name. */
export const provisionRole: Provisioner = async (resource, target) => {
  const RoleName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const AssumeRolePolicyDocument = policyText(resource, 'assumeRolePolicy');
  const Tags = Object.entries(stringMap(resource, 'tags')).map(([Key, Value]) => ({ Key, Value }));
  const Description = optionalString(resource, 'description');
  const MaxSessionDuration = optionalNumber(resource, 'maxSessionDuration');
  const options = {
    ...(Description === undefined ? {} : { Description }),
    ...(MaxSessionDuration === undefined ? {} : { MaxSessionDuration }),
  };
  await unlessRefused<unknown>(
    () => target.clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument, Tags, ...options })),
    ['EntityAlreadyExists', 'EntityAlreadyExistsException'],
    async () => {
      const update = { RoleName, PolicyDocument: AssumeRolePolicyDocument };
      await target.clients.iam.send(new UpdateAssumeRolePolicyCommand(update));
      await target.clients.iam.send(new TagRoleCommand({ RoleName, Tags }));
    },
  );
  const arn = `arn:aws:iam::${target.accountId}:role/${RoleName}`;
  return { id: RoleName, outputs: { name: RoleName, arn } };
};

/** `aws:iam/rolePolicy:RolePolicy`; its id is `<role>:<policy name>`. */
export const provisionRolePolicy: Provisioner = async (resource, target) => {
  const RoleName = requiredString(resource, 'role');
  const PolicyName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const PolicyDocument = policyText(resource, 'policy');
  await target.clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName, PolicyDocument }));
  return { id: `${RoleName}:${PolicyName}`, outputs: { name: PolicyName } };
};
