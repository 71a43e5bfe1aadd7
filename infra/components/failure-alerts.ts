import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import { denyPlainPublishing, publishAlarms, publishEvents } from '../grants/alert-grants.ts';
import { policyDocument } from '../grants/iam-policy.ts';
import { failedExecutions, failureMessage } from './failure-message.ts';

export interface FailureAlertsArgs {
  /** As messages call it. */
  readonly workflow: string;
  readonly stateMachine: aws.sfn.StateMachine;
  readonly schedule: aws.cloudwatch.EventRule | undefined;
  readonly place: pulumi.Output<AccountRegion>;
  /** Nobody yet, if there is none. */
  readonly alertEmail: pulumi.Input<string> | undefined;
  readonly tags: ResourceTags;
}

const ALARM_PERIOD_SECONDS = 300;

/**
 * A topic that gets one message for every failed execution, with a link to it, and alarms for what no such message tells: a
 * message that could not be delivered, a schedule that could not start the workflow.
 */
export class FailureAlerts extends pulumi.ComponentResource {
  /** Encrypted only in transit: alarms cannot publish to a topic under AWS's own key. */
  readonly topic: aws.sns.Topic;

  constructor(name: string, args: FailureAlertsArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:FailureAlerts', name, {}, options);
    const parent = { parent: this };
    const { stateMachine, workflow, schedule, alertEmail, tags } = args;
    this.topic = new aws.sns.Topic(name, { displayName: `Retraining: ${workflow}`, tags }, parent);
    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        description: 'Executions of the retraining workflow that failed or timed out',
        eventPattern: stateMachine.arn.apply(failedExecutions),
        tags,
      },
      parent,
    );
    const policy = this.#topicPolicy(name, args, rule);
    const stack = pulumi.getStack();
    const inputTransformer = args.place.apply(({ region }) => failureMessage({ workflow, stack, region }));
    new aws.cloudwatch.EventTarget(
      name,
      { rule: rule.name, arn: this.topic.arn, inputTransformer },
      { parent: this, dependsOn: [policy] },
    );
    const failing = `of the retraining workflow ${workflow} in stack ${stack}`;
    this.#alarm(`${name}-undelivered`, rule, `A message about a failed execution ${failing} could not be sent`, tags);
    if (schedule !== undefined)
      this.#alarm(`${name}-not-started`, schedule, `A scheduled run ${failing} could not be started`, tags);
    if (alertEmail !== undefined) {
      new aws.sns.TopicSubscription(name, { topic: this.topic.arn, protocol: 'email', endpoint: alertEmail }, parent);
    }
    this.registerOutputs({ topicArn: this.topic.arn });
  }

  #topicPolicy(name: string, args: FailureAlertsArgs, rule: aws.cloudwatch.EventRule): aws.sns.TopicPolicy {
    const policy = pulumi
      .all([this.topic.arn, rule.arn, args.place])
      .apply(([topicArn, ruleArn, place]) =>
        policyDocument(
          publishAlarms(topicArn, place.accountId),
          publishEvents(topicArn, ruleArn),
          denyPlainPublishing(topicArn),
        ),
      );
    return new aws.sns.TopicPolicy(name, { arn: this.topic.arn, policy }, { parent: this });
  }

  /** On a rule whose target EventBridge gave up to call (EventBridge User Guide, "Monitoring Amazon EventBridge"). */
  #alarm(name: string, rule: aws.cloudwatch.EventRule, alarmDescription: string, tags: ResourceTags): void {
    new aws.cloudwatch.MetricAlarm(
      name,
      {
        namespace: 'AWS/Events',
        metricName: 'FailedInvocations',
        dimensions: { RuleName: rule.name },
        alarmDescription,
        statistic: 'Sum',
        period: ALARM_PERIOD_SECONDS,
        evaluationPeriods: 1,
        threshold: 1,
        comparisonOperator: 'GreaterThanOrEqualToThreshold',
        treatMissingData: 'notBreaching',
        alarmActions: [this.topic.arn],
        tags,
      },
      { parent: this },
    );
  }
}
