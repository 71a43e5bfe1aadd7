import { createEventsService } from '../../../emulators/events/events-service.ts';
import type { ConformedApi } from './conformed-api.ts';
import { startJson } from './json-calls.ts';

const RULE = { Rule: 'absent' };
const RESOURCE = { ResourceARN: 'arn:aws:events:us-east-1:000000000000:rule/absent' };

export const EVENTS: ConformedApi = {
  name: 'events',
  model: 'events/model/api-model.json',
  protocol: 'json',
  code: 'ValidationException',
  wrongTypeCode: 'SerializationException',
  baseRequests: {
    PutEvents: { Entries: [{ Source: 'a', DetailType: 'b', Detail: '{}' }] },
    PutRule: { Name: 'a', ScheduleExpression: 'rate(1 day)' },
    DescribeRule: { Name: 'absent' },
    ListRules: {},
    DeleteRule: { Name: 'absent' },
    PutTargets: { ...RULE, Targets: [{ Id: 'a', Arn: 'arn:aws:lambda:us-east-1:000000000000:function:f' }] },
    ListTargetsByRule: RULE,
    RemoveTargets: { ...RULE, Ids: ['a'] },
    TagResource: { ...RESOURCE, Tags: [{ Key: 'a', Value: 'b' }] },
    UntagResource: { ...RESOURCE, TagKeys: ['a'] },
    ListTagsForResource: RESOURCE,
  },
  knownDifferences: [
    {
      operation: 'PutRule',
      path: 'eventBusName',
      what: ['length 1', 'length 1600'],
      reason: 'there is the default bus only',
    },
  ],
  start: () =>
    startJson({ prefix: 'AWSEvents', version: '1.1' }, (dataFolder) =>
      createEventsService({ dataFolder, region: 'us-east-1', accountId: '000000000000' }),
    ),
};
