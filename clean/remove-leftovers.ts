import { DeleteLogStreamCommand } from '@aws-sdk/client-cloudwatch-logs';
import { DeleteRuleCommand, ListTargetsByRuleCommand, RemoveTargetsCommand } from '@aws-sdk/client-eventbridge';
import { DeleteModelCommand } from '@aws-sdk/client-sagemaker';
import type { CleanedAccount } from './find-leftovers.ts';
import type { Leftovers } from './stack-leftovers.ts';

/** Deletes what was found, one after the other, and says each; `others` stay. */
export async function removeLeftovers(
  { sagemaker, logs, events }: CleanedAccount,
  { models, logStreams, sharedRules }: Omit<Leftovers, 'others'>,
  said: (line: string) => void,
): Promise<void> {
  for (const ModelName of models) {
    await sagemaker.send(new DeleteModelCommand({ ModelName }));
    said(`deleted model ${ModelName}`);
  }
  for (const { group, name } of logStreams) {
    await logs.send(new DeleteLogStreamCommand({ logGroupName: group, logStreamName: name }));
    said(`deleted log stream ${group} ${name}`);
  }
  for (const Rule of sharedRules) {
    const { Targets = [] } = await events.send(new ListTargetsByRuleCommand({ Rule }));
    const Ids = Targets.flatMap(({ Id }) => Id ?? []);
    // A rule that a service made is deleted by force only.
    if (Ids.length > 0) await events.send(new RemoveTargetsCommand({ Rule, Ids, Force: true }));
    await events.send(new DeleteRuleCommand({ Name: Rule, Force: true }));
    said(`deleted rule ${Rule}`);
  }
}
