import { CreateLogGroupCommand, PutRetentionPolicyCommand, TagResourceCommand } from '@aws-sdk/client-cloudwatch-logs';
import { type Provisioner, physicalName, unlessRefused } from './provisioner.ts';
import { optionalNumber, optionalString, stringMap } from './resource-inputs.ts';

/** `aws:cloudwatch/logGroup:LogGroup`; id and name are the same, the ARN has no `:*`. */
export const provisionLogGroup: Provisioner = async (resource, target) => {
  const prefix = optionalString(resource, 'namePrefix');
  const logGroupName = optionalString(resource, 'name') ?? physicalName(resource, target, prefix);
  const arn = `arn:aws:logs:${target.region}:${target.accountId}:log-group:${logGroupName}`;
  const tags = stringMap(resource, 'tags');
  const tagging = Object.keys(tags).length === 0 ? {} : { tags };
  const { logs } = target.clients;
  await unlessRefused<unknown>(
    () => logs.send(new CreateLogGroupCommand({ logGroupName, ...tagging })),
    ['ResourceAlreadyExistsException'],
    async () => Object.keys(tags).length > 0 && logs.send(new TagResourceCommand({ resourceArn: arn, tags })),
  );
  const retentionInDays = optionalNumber(resource, 'retentionInDays') ?? 0;
  // The provider's 0 means "never expire", which the API expresses by having no policy.
  if (retentionInDays > 0) await logs.send(new PutRetentionPolicyCommand({ logGroupName, retentionInDays }));
  return { id: logGroupName, outputs: { name: logGroupName, arn } };
};
