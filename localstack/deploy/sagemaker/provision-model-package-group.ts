import {
  AddTagsCommand,
  CreateModelPackageGroupCommand,
  DeleteTagsCommand,
  DescribeModelPackageGroupCommand,
  ListTagsCommand,
} from '@aws-sdk/client-sagemaker';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { type Provisioner, unlessRefused } from '../provisioner.ts';
import { optionalString, requiredString, stringMap } from '../resource-inputs.ts';
import { replaceTags, tagsByKey } from '../tags.ts';

/**
 * `aws:sagemaker/modelPackageGroup:ModelPackageGroup`; its id is its name. A group keeps its description for good: another one makes
 * another group on AWS, and here it is refused.
 */
export const provisionModelPackageGroup: Provisioner = async (resource, target) => {
  const { sagemaker } = target.clients;
  const ModelPackageGroupName = requiredString(resource, 'modelPackageGroupName');
  const description = optionalString(resource, 'modelPackageGroupDescription');
  const described = description === undefined ? {} : { ModelPackageGroupDescription: description };
  await unlessRefused<unknown>(
    () => sagemaker.send(new CreateModelPackageGroupCommand({ ModelPackageGroupName, ...described })),
    ['ValidationException'],
    () => requireDescription(target.clients, ModelPackageGroupName, description),
  );
  const arn = `arn:aws:sagemaker:${target.region}:${target.accountId}:model-package-group/${ModelPackageGroupName}`;
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => tagsByKey((await sagemaker.send(new ListTagsCommand({ ResourceArn: arn }))).Tags),
    add: (Tags) => sagemaker.send(new AddTagsCommand({ ResourceArn: arn, Tags })),
    remove: (TagKeys) => sagemaker.send(new DeleteTagsCommand({ ResourceArn: arn, TagKeys })),
  });
  return { id: ModelPackageGroupName, outputs: { arn, modelPackageGroupName: ModelPackageGroupName } };
};

/** Of the group that is there; one that is not there was refused for something else, which this call says again. */
async function requireDescription({ sagemaker }: AwsClients, name: string, wanted: string | undefined): Promise<void> {
  const found = await sagemaker.send(new DescribeModelPackageGroupCommand({ ModelPackageGroupName: name }));
  if (found.ModelPackageGroupDescription === wanted) return;
  throw new Error(
    `the model package group "${name}" is there with another description, which cannot be changed: on AWS the group would be replaced; delete it, or give back its description`,
  );
}
