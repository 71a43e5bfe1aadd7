import type { ProviderFacts } from './provider-facts.ts';

/** Settings of a bucket that are resources of their own: each belongs to one bucket for good. */
const OF_A_BUCKET = [
  'Acl',
  'AccelerateConfiguration',
  'CorsConfiguration',
  'LifecycleConfiguration',
  'Logging',
  'Notification',
  'OwnershipControls',
  'Policy',
  'PublicAccessBlock',
  'ServerSideEncryptionConfiguration',
  'Versioning',
  'WebsiteConfiguration',
];

function bucketSettings(): Readonly<Record<string, readonly string[]>> {
  const types = OF_A_BUCKET.map((kind) => `aws:s3/bucket${kind}:Bucket${kind}`);
  const withoutOwner = /(?:Notification|OwnershipControls|Policy|PublicAccessBlock)$/;
  return Object.fromEntries(
    types.map((type) => [type, withoutOwner.test(type) ? ['bucket'] : ['bucket', 'expectedBucketOwner']]),
  );
}

/**
 * The AWS provider (Terraform's provider for AWS, version 6): "Forces new resource" in its schemas for the types that this project
 * uses and their neighbours; a resource's `region` is that of the provider, and another one forces a new resource. Role, policy,
 * bucket (with object lock), event rule, alarm, dashboard, topic, topic policy and model package group were compared on 2026-11-27 with
 * `ForceNew: true` in https://github.com/hashicorp/terraform-provider-aws, `internal/service/{iam,s3,events,cloudwatch,sns,sagemaker}`;
 * the bridge renames `alarm_name` to `name`.
 */
export const AWS_FACTS: ProviderFacts = {
  replacing: {
    ...bucketSettings(),
    'aws:s3/bucket:Bucket': ['bucket', 'bucketPrefix', 'objectLockEnabled'],
    'aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration': [
      ...['bucket', 'expectedBucketOwner', 'objectLockEnabled'],
    ],
    'aws:s3/bucketObject:BucketObject': ['bucket', 'key'],
    'aws:s3/bucketObjectv2:BucketObjectv2': ['bucket', 'key'],
    'aws:iam/role:Role': ['name', 'namePrefix', 'path'],
    'aws:iam/policy:Policy': ['name', 'namePrefix', 'path', 'description'],
    'aws:iam/rolePolicy:RolePolicy': ['name', 'namePrefix', 'role'],
    'aws:iam/rolePolicyAttachment:RolePolicyAttachment': ['role', 'policyArn'],
    'aws:lambda/function:Function': ['name', 'packageType', 'tenancyConfig'],
    'aws:lambda/permission:Permission': [
      ...['action', 'function', 'principal', 'qualifier', 'statementId', 'statementIdPrefix', 'sourceArn'],
      ...['sourceAccount', 'principalOrgId', 'eventSourceToken', 'functionUrlAuthType', 'invokedViaFunctionUrl'],
    ],
    'aws:cloudwatch/logGroup:LogGroup': ['name', 'namePrefix', 'logGroupClass'],
    'aws:cloudwatch/eventRule:EventRule': ['name', 'namePrefix', 'eventBusName'],
    'aws:cloudwatch/eventTarget:EventTarget': ['rule', 'targetId', 'eventBusName'],
    'aws:cloudwatch/metricAlarm:MetricAlarm': ['name'],
    'aws:cloudwatch/dashboard:Dashboard': ['dashboardName'],
    'aws:sagemaker/modelPackageGroup:ModelPackageGroup': ['modelPackageGroupName', 'modelPackageGroupDescription'],
    'aws:sfn/stateMachine:StateMachine': ['name', 'namePrefix', 'type'],
    'aws:sns/topic:Topic': ['name', 'namePrefix', 'fifoTopic'],
    'aws:sns/topicPolicy:TopicPolicy': ['arn'],
    'aws:sns/topicSubscription:TopicSubscription': ['topic', 'protocol', 'endpoint'],
  },
  naming: {
    'aws:s3/bucket:Bucket': 'bucket',
    'aws:iam/role:Role': 'name',
    'aws:iam/policy:Policy': 'name',
    'aws:iam/rolePolicy:RolePolicy': 'name',
    'aws:lambda/function:Function': 'name',
    'aws:cloudwatch/logGroup:LogGroup': 'name',
    'aws:cloudwatch/eventRule:EventRule': 'name',
    'aws:cloudwatch/metricAlarm:MetricAlarm': 'name',
    'aws:sagemaker/modelPackageGroup:ModelPackageGroup': 'modelPackageGroupName',
    'aws:sfn/stateMachine:StateMachine': 'name',
    'aws:sns/topic:Topic': 'name',
  },
  keepsGivenName: false,
  knowsOutputsOfUpdates: true,
  deletesNamedFirst: true,
  replacesForRegion: true,
};
