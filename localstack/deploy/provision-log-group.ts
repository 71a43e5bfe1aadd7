import {
  CreateLogGroupCommand,
  DeleteRetentionPolicyCommand,
  ListTagsForResourceCommand,
  PutRetentionPolicyCommand,
  TagResourceCommand,
  UntagResourceCommand,
} from '@aws-sdk/client-cloudwatch-logs';
import { type Provisioner, physicalName, unlessRefused } from './provisioner.ts';
import { optionalNumber, optionalString, stringMap } from './resource-inputs.ts';
import { pairs, replaceTags } from './tags.ts';

/** `aws:cloudwatch/logGroup:LogGroup`; id and name are the same, the ARN has no `:*`. */
export const provisionLogGroup: Provisioner = async (resource, target) => {
  const prefix = optionalString(resource, 'namePrefix');
  const logGroupName = optionalString(resource, 'name') ?? physicalName(resource, target, prefix);
  const arn = `arn:aws:logs:${target.region}:${target.accountId}:log-group:${logGroupName}`;
  const { logs } = target.clients;
  await unlessRefused<unknown>(
    () => logs.send(new CreateLogGroupCommand({ logGroupName })),
    ['ResourceAlreadyExistsException'],
    async () => undefined,
  );
  await replaceTags(stringMap(resource, 'tags'), {
    list: async () => (await logs.send(new ListTagsForResourceCommand({ resourceArn: arn }))).tags ?? {},
    add: (tags) => logs.send(new TagResourceCommand({ resourceArn: arn, tags: pairs(tags) })),
    remove: (tagKeys) => logs.send(new UntagResourceCommand({ resourceArn: arn, tagKeys })),
  });
  const retentionInDays = optionalNumber(resource, 'retentionInDays') ?? 0;
  // The provider's 0 means "never expire", which the API expresses by having no policy.
  await (retentionInDays > 0
    ? logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }))
    : logs.send(new DeleteRetentionPolicyCommand({ logGroupName })));
  return { id: logGroupName, outputs: { name: logGroupName, arn } };
};
