import { type ComparisonOperator, PutMetricAlarmCommand, type Statistic } from '@aws-sdk/client-cloudwatch';
import { type Provisioner, physicalName, type RegisteredResource } from './provisioner.ts';
import { optionalNumber, optionalString, requiredString, stringMap } from './resource-inputs.ts';

/** `aws:cloudwatch/metricAlarm:MetricAlarm` on one metric; its id is its name. */
export const provisionMetricAlarm: Provisioner = async (resource, target) => {
  const AlarmName = optionalString(resource, 'name') ?? physicalName(resource, target);
  const Tags = Object.entries(stringMap(resource, 'tags')).map(([Key, Value]) => ({ Key, Value }));
  await target.clients.cloudwatch.send(new PutMetricAlarmCommand({ AlarmName, ...alarmDescription(resource), Tags }));
  const arn = `arn:aws:cloudwatch:${target.region}:${target.accountId}:alarm:${AlarmName}`;
  return { id: AlarmName, outputs: { name: AlarmName, arn } };
};

function alarmDescription(resource: RegisteredResource) {
  const description = optionalString(resource, 'alarmDescription');
  const missing = optionalString(resource, 'treatMissingData');
  const actions = resource.inputs['alarmActions'];
  return {
    Namespace: requiredString(resource, 'namespace'),
    MetricName: requiredString(resource, 'metricName'),
    Dimensions: Object.entries(stringMap(resource, 'dimensions')).map(([Name, Value]) => ({ Name, Value })),
    Statistic: requiredString(resource, 'statistic') as Statistic,
    Period: optionalNumber(resource, 'period'),
    EvaluationPeriods: optionalNumber(resource, 'evaluationPeriods'),
    Threshold: optionalNumber(resource, 'threshold'),
    ComparisonOperator: requiredString(resource, 'comparisonOperator') as ComparisonOperator,
    AlarmActions: Array.isArray(actions) ? actions.map(String) : [],
    ...(description === undefined ? {} : { AlarmDescription: description }),
    ...(missing === undefined ? {} : { TreatMissingData: missing }),
  };
}
