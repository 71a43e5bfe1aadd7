import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { AccountRegion } from '../definition/account-region.ts';
import { denyPlainPublishing, publishAlarms, publishEvents } from '../grants/alert-grants.ts';
import { policyDocument } from '../grants/iam-policy.ts';
import { failedExecutions, failureMessage } from './failure-message.ts';

export interface FailureAlertsArgs {
  readonly stateMachine: aws.sfn.StateMachine;
  readonly function: aws.lambda.Function;
  readonly place: pulumi.Input<AccountRegion>;
  readonly region: string;
  /** Empty: nobody yet. */
  readonly email: string;
  readonly tags: Readonly<Record<string, string>>;
}

const ALARM_PERIOD_SECONDS = 300;

/** A topic that gets a message about every failed execution, with a link to it, and alarms on executions and on the function. */
export class FailureAlerts extends pulumi.ComponentResource {
  /** Encrypted only in transit: alarms cannot publish to a topic under AWS's own key. */
  readonly topic: aws.sns.Topic;

  constructor(name: string, args: FailureAlertsArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:FailureAlerts', name, {}, options);
    const parent = { parent: this };
    const { stateMachine, tags } = args;
    this.topic = new aws.sns.Topic(name, { displayName: `Retraining: ${name}`, tags: { ...tags } }, parent);
    const rule = new aws.cloudwatch.EventRule(
      name,
      {
        description: 'Executions of the retraining workflow that failed or timed out',
        eventPattern: stateMachine.arn.apply(failedExecutions),
        tags: { ...tags },
      },
      parent,
    );
    const policy = this.#topicPolicy(name, args, rule);
    const { inputPaths, inputTemplate } = failureMessage(name, args.region);
    new aws.cloudwatch.EventTarget(
      name,
      { rule: rule.name, arn: this.topic.arn, inputTransformer: { inputPaths: { ...inputPaths }, inputTemplate } },
      { parent: this, dependsOn: [policy] },
    );
    this.#alarms(name, args);
    if (args.email !== '') {
      new aws.sns.TopicSubscription(name, { topic: this.topic.arn, protocol: 'email', endpoint: args.email }, parent);
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

  #alarms(name: string, { stateMachine, function: generate, tags }: FailureAlertsArgs): void {
    const machine = { StateMachineArn: stateMachine.arn };
    const alarms = [
      { suffix: 'failed', namespace: 'AWS/States', metricName: 'ExecutionsFailed', dimensions: machine },
      { suffix: 'timed-out', namespace: 'AWS/States', metricName: 'ExecutionsTimedOut', dimensions: machine },
      {
        suffix: 'function-errors',
        namespace: 'AWS/Lambda',
        metricName: 'Errors',
        dimensions: { FunctionName: generate.name },
      },
    ];
    for (const { suffix, ...metric } of alarms) {
      new aws.cloudwatch.MetricAlarm(
        `${name}-${suffix}`,
        {
          ...metric,
          alarmDescription: `${metric.metricName} of the retraining workflow`,
          statistic: 'Sum',
          period: ALARM_PERIOD_SECONDS,
          evaluationPeriods: 1,
          threshold: 1,
          comparisonOperator: 'GreaterThanOrEqualToThreshold',
          treatMissingData: 'notBreaching',
          alarmActions: [this.topic.arn],
          tags: { ...tags },
        },
        { parent: this },
      );
    }
  }
}
