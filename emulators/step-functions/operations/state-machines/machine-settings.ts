import { type CloudWatchLogsClient, DescribeLogGroupsCommand } from '@aws-sdk/client-cloudwatch-logs';
import { AwsError } from '../../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../../core/wire/wire-json.ts';
import { logGroupOf } from '../../executions/logging-target.ts';
import type { LoggingConfiguration, LogLevel } from '../../executions/state-machine-record.ts';
import { invalidArn } from '../api-errors.ts';
import { RequestMembers } from '../request-members.ts';

const LEVELS: readonly LogLevel[] = ['ALL', 'ERROR', 'FATAL', 'OFF'];
const LOG_GROUP = /^arn:aws[a-z-]*:logs:[a-z0-9-]+:\d{12}:log-group:[^:]+:\*$/;
const ROLE = /^arn:aws[a-z-]*:iam::\d{12}:role\/.+$/;

export function readRoleArn(members: RequestMembers): string {
  const roleArn = members.requiredText('roleArn');
  if (!ROLE.test(roleArn)) throw invalidArn(roleArn);
  return roleArn;
}

/** `loggingConfiguration` as it is described again; throws InvalidLoggingConfiguration. */
export function readLogging(given: JsonObject | undefined): LoggingConfiguration {
  if (given === undefined) return { level: 'OFF', includeExecutionData: false };
  const members = new RequestMembers(given);
  const level = members.choice('level', LEVELS) ?? 'OFF';
  const includeExecutionData = members.flag('includeExecutionData') ?? false;
  const destinations = members.list('destinations')?.map(readDestination);
  const count = destinations?.length ?? 0;
  if (count > 1 || (count === 0 && level !== 'OFF')) throw invalidLogging('Must specify exactly one Log Destination.');
  return { level, includeExecutionData, ...(destinations === undefined ? {} : { destinations }) };
}

function readDestination(value: unknown): { readonly cloudWatchLogsLogGroup: { readonly logGroupArn: string } } {
  const group = isJsonObject(value) ? value['cloudWatchLogsLogGroup'] : undefined;
  const arn = isJsonObject(group) ? group['logGroupArn'] : undefined;
  if (arn === undefined) throw invalidLogging('[rehearsal] a destination needs cloudWatchLogsLogGroup.logGroupArn');
  if (typeof arn !== 'string' || !LOG_GROUP.test(arn)) {
    throw invalidLogging(`[rehearsal] '${String(arn)}' is not the ARN of a log group that ends in :*`);
  }
  return { cloudWatchLogsLogGroup: { logGroupArn: arn } };
}

function invalidLogging(reason: string): AwsError {
  return new AwsError('InvalidLoggingConfiguration', 400, `Invalid Logging Configuration: ${reason}`);
}

/** Refuses a log group that is not there. */
export async function checkLogGroup(logs: CloudWatchLogsClient, configuration: LoggingConfiguration): Promise<void> {
  const logGroupName = logGroupOf(configuration);
  if (logGroupName === undefined) return;
  const { logGroups = [] } = await logs.send(new DescribeLogGroupsCommand({ logGroupNamePrefix: logGroupName }));
  if (logGroups.some((group) => group.logGroupName === logGroupName)) return;
  throw invalidLogging('Log Destination not found.');
}

export function readTracing(given: JsonObject | undefined): boolean {
  return given === undefined ? false : (new RequestMembers(given).flag('enabled') ?? false);
}

/** Tags as `[{ key, value }]`. */
export function readTags(given: readonly unknown[] | undefined): Record<string, string> {
  const tags = (given ?? []).map((tag) => {
    const members = new RequestMembers(isJsonObject(tag) ? tag : {});
    const key = members.text('key');
    if (key === undefined) throw new AwsError('ValidationException', 400, '[rehearsal] every tag needs a key');
    return [key, members.text('value') ?? ''];
  });
  return Object.fromEntries(tags);
}
