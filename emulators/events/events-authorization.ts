import { jsonAuthorization } from '../core/authorization/json-authorization.ts';
import { memberText } from '../core/authorization/member-text.ts';
import type { ServiceAuthorization } from '../core/authorization/needed-permissions.ts';
import { type AccountRegion, regionalArn } from '../core/regional-arn.ts';
import { isJsonObject, type JsonObject } from '../core/wire/wire-json.ts';

/** https://docs.aws.amazon.com/service-authorization/latest/reference/list_amazoneventbridge.html */
export function eventsAuthorization(owner: AccountRegion): ServiceAuthorization {
  const bus = (name: string) => (name.startsWith('arn:') ? name : regionalArn(owner, 'events', `event-bus/${name}`));
  const rule = (action: string, member: string) => (input: JsonObject) => [
    { action: `events:${action}`, resource: regionalArn(owner, 'events', `rule/${memberText(input[member])}`) },
  ];
  const tagging = (action: string) => (input: JsonObject) => [
    { action: `events:${action}`, resource: memberText(input['ResourceARN'], '*') },
  ];
  const rules = {
    PutRule: rule('PutRule', 'Name'),
    DescribeRule: rule('DescribeRule', 'Name'),
    DeleteRule: rule('DeleteRule', 'Name'),
    PutTargets: rule('PutTargets', 'Rule'),
    ListTargetsByRule: rule('ListTargetsByRule', 'Rule'),
    RemoveTargets: rule('RemoveTargets', 'Rule'),
    TagResource: tagging('TagResource'),
    UntagResource: tagging('UntagResource'),
    ListTagsForResource: tagging('ListTagsForResource'),
    PutEvents: ({ Entries }: JsonObject) => {
      const entries = Array.isArray(Entries) ? Entries.filter(isJsonObject) : [];
      const buses = new Set(entries.map(({ EventBusName }) => bus(memberText(EventBusName, 'default'))));
      return [...buses].map((resource) => ({ action: 'events:PutEvents', resource }));
    },
  };
  return jsonAuthorization({ prefix: 'events', version: '1.1', rules });
}
