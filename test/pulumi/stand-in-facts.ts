import type { ProviderFacts } from '../../preview/plan/provider-facts.ts';

/**
 * The stand-in for the AWS provider that the engine runs with here: it knows few properties that force a replacement, answers an
 * update in preview with its inputs alone, and neither has regions nor deletes anything first.
 */
export const STAND_IN_FACTS: ProviderFacts = {
  replacing: {
    'aws:s3/bucket:Bucket': ['bucket'],
    'aws:iam/role:Role': ['name', 'namePrefix'],
    'aws:iam/rolePolicy:RolePolicy': ['name', 'role'],
    'aws:lambda/function:Function': ['name'],
    'aws:sfn/stateMachine:StateMachine': ['name', 'type'],
    'aws:cloudwatch/eventRule:EventRule': ['name'],
    'aws:sns/topic:Topic': ['name'],
    'aws:cloudwatch/metricAlarm:MetricAlarm': ['name'],
    'aws:cloudwatch/logGroup:LogGroup': ['name', 'namePrefix'],
    'aws:cloudwatch/eventTarget:EventTarget': ['rule'],
    'aws:s3/bucketPolicy:BucketPolicy': ['bucket'],
    'aws:cloudwatch/dashboard:Dashboard': ['dashboardName'],
    'aws:sns/topicSubscription:TopicSubscription': ['topic', 'protocol', 'endpoint'],
  },
  naming: {
    'aws:s3/bucket:Bucket': 'bucket',
    'aws:iam/role:Role': 'name',
    'aws:iam/rolePolicy:RolePolicy': 'name',
    'aws:lambda/function:Function': 'name',
    'aws:sfn/stateMachine:StateMachine': 'name',
    'aws:cloudwatch/eventRule:EventRule': 'name',
    'aws:sns/topic:Topic': 'name',
    'aws:cloudwatch/metricAlarm:MetricAlarm': 'name',
    'aws:cloudwatch/logGroup:LogGroup': 'name',
  },
  keepsGivenName: true,
  knowsOutputsOfUpdates: false,
  deletesNamedFirst: false,
  replacesForRegion: false,
};
