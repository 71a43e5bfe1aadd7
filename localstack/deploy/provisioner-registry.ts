import { provisionPolicy, provisionRolePolicyAttachment } from './iam/provision-policy.ts';
import { provisionRole, provisionRolePolicy } from './iam/provision-role.ts';
import { provisionDashboard } from './provision-dashboard.ts';
import { provisionEventRule, provisionEventTarget } from './provision-event-rule.ts';
import { provisionFunction } from './provision-lambda-function.ts';
import { provisionLogGroup } from './provision-log-group.ts';
import { provisionMetricAlarm } from './provision-metric-alarm.ts';
import { provisionBucket } from './provision-s3-bucket.ts';
import {
  provisionBucketPolicy,
  provisionEncryption,
  provisionLifecycle,
  provisionOwnershipControls,
  provisionPublicAccessBlock,
  provisionVersioning,
} from './provision-s3-bucket-settings.ts';
import { provisionTopic, provisionTopicPolicy, provisionTopicSubscription } from './provision-sns-topic.ts';
import { provisionStateMachine } from './provision-state-machine.ts';
import type { Provisioner } from './provisioner.ts';
import { provisionModelPackageGroup } from './sagemaker/provision-model-package-group.ts';

const PROVISIONERS: Readonly<Record<string, Provisioner>> = {
  'aws:cloudwatch/dashboard:Dashboard': provisionDashboard,
  'aws:cloudwatch/eventRule:EventRule': provisionEventRule,
  'aws:cloudwatch/eventTarget:EventTarget': provisionEventTarget,
  'aws:cloudwatch/logGroup:LogGroup': provisionLogGroup,
  'aws:cloudwatch/metricAlarm:MetricAlarm': provisionMetricAlarm,
  'aws:iam/policy:Policy': provisionPolicy,
  'aws:iam/role:Role': provisionRole,
  'aws:iam/rolePolicy:RolePolicy': provisionRolePolicy,
  'aws:iam/rolePolicyAttachment:RolePolicyAttachment': provisionRolePolicyAttachment,
  'aws:lambda/function:Function': provisionFunction,
  'aws:s3/bucket:Bucket': provisionBucket,
  'aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration': provisionLifecycle,
  'aws:s3/bucketOwnershipControls:BucketOwnershipControls': provisionOwnershipControls,
  'aws:s3/bucketPolicy:BucketPolicy': provisionBucketPolicy,
  'aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock': provisionPublicAccessBlock,
  'aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration': provisionEncryption,
  'aws:s3/bucketVersioning:BucketVersioning': provisionVersioning,
  'aws:sagemaker/modelPackageGroup:ModelPackageGroup': provisionModelPackageGroup,
  'aws:sfn/stateMachine:StateMachine': provisionStateMachine,
  'aws:sns/topic:Topic': provisionTopic,
  'aws:sns/topicPolicy:TopicPolicy': provisionTopicPolicy,
  'aws:sns/topicSubscription:TopicSubscription': provisionTopicSubscription,
};

/** The provisioner of a Pulumi type; an unknown type is an error that names it, never ignored. */
export function provisionerFor(type: string): Provisioner {
  const provisioner = Object.hasOwn(PROVISIONERS, type) ? PROVISIONERS[type] : undefined;
  if (provisioner === undefined) {
    throw new Error(
      `no provisioner for the resource type ${type}: add one to localstack/deploy/provisioner-registry.ts, or deploy this program to AWS. Known types: ${Object.keys(PROVISIONERS).join(', ')}`,
    );
  }
  return provisioner;
}
