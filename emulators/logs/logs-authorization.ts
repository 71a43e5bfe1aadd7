import { type JsonRules, jsonAuthorization, onMember } from '../core/authorization/json-authorization.ts';
import { memberText } from '../core/authorization/member-text.ts';
import { type ServiceAuthorization, tagKeys } from '../core/authorization/needed-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

const ON_GROUP = [
  ...['DeleteLogGroup', 'PutRetentionPolicy', 'DeleteRetentionPolicy', 'DescribeLogStreams', 'FilterLogEvents'],
  ...['TagLogGroup', 'UntagLogGroup', 'ListTagsLogGroup'],
];
const ON_STREAM = ['CreateLogStream', 'DeleteLogStream', 'PutLogEvents', 'GetLogEvents'];
const ON_RESOURCE = ['TagResource', 'UntagResource', 'ListTagsForResource'];

/**
 * Every call on a group or a stream is asked for by an ARN that ends in `:log-stream:` and the stream's name, which is empty
 * for a group: so AWS's refusals name it. https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoncloudwatchlogs.html
 */
export function logsAuthorization(owner: AccountRegion): ServiceAuthorization {
  const arn = (group: string, stream = '') => regionalArn(owner, 'logs', `log-group:${group}:log-stream:${stream}`);
  const onGroup = (operation: string): JsonRules[string] => {
    return (input) => [{ action: `logs:${operation}`, resource: arn(groupOf(input)) }];
  };
  const onStream = (operation: string): JsonRules[string] => {
    return (input) => [
      { action: `logs:${operation}`, resource: arn(groupOf(input), memberText(input['logStreamName'])) },
    ];
  };
  const rules: JsonRules = {
    ...Object.fromEntries(ON_GROUP.map((operation) => [operation, onGroup(operation)])),
    ...Object.fromEntries(ON_STREAM.map((operation) => [operation, onStream(operation)])),
    ...Object.fromEntries(ON_RESOURCE.map((operation) => [operation, onMember(`logs:${operation}`, 'resourceArn')])),
    DescribeLogGroups: () => [{ action: 'logs:DescribeLogGroups', resource: arn('') }],
    CreateLogGroup: (input) => {
      const tags = isJsonObject(input['tags']) ? input['tags'] : {};
      const texts = Object.fromEntries(Object.entries(tags).map(([key, value]) => [key, memberText(value)]));
      return [{ action: 'logs:CreateLogGroup', resource: arn(groupOf(input)), keys: tagKeys(texts) }];
    },
  };
  return jsonAuthorization({ prefix: 'logs', version: '1.1', rules });
}

/** The group by its name, or by a name or an ARN as its identifier. */
function groupOf(input: JsonObject): string {
  const text = memberText(input['logGroupName'] ?? input['logGroupIdentifier']);
  return /:log-group:([^:]*)/.exec(text)?.[1] ?? text;
}
