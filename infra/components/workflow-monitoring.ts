import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import { dashboardBody } from './dashboard-body.ts';
import { FailureAlerts } from './failure-alerts.ts';

export interface WorkflowMonitoringArgs {
  /** The workflow's own name, by which messages call it. */
  readonly workflow: string;
  readonly place: pulumi.Output<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly stateMachine: aws.sfn.StateMachine;
  readonly function: aws.lambda.Function;
  /** Starts the workflow by the clock, if anything does. */
  readonly schedule: aws.cloudwatch.EventRule | undefined;
  readonly alertEmail: pulumi.Input<string> | undefined;
  readonly tags: ResourceTags;
}

/** What tells people how the workflow fares: alerts of failures, and a dashboard. */
export class WorkflowMonitoring extends pulumi.ComponentResource {
  readonly alerts: FailureAlerts;
  readonly dashboard: aws.cloudwatch.Dashboard;

  constructor(name: string, args: WorkflowMonitoringArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:WorkflowMonitoring', name, {}, options);
    const parent = { parent: this };
    const { stateMachine, trainingJobNamePrefix } = args;
    this.alerts = new FailureAlerts(name, args, parent);
    const body = pulumi
      .all([stateMachine.arn, args.function.name, args.place])
      .apply(([stateMachineArn, functionName, { region }]) =>
        dashboardBody({ region, stateMachineArn, functionName, trainingJobNamePrefix }),
      );
    // Dashboards of an account share their names, and Pulumi makes none up for them.
    const dashboardName = stateMachine.name;
    this.dashboard = new aws.cloudwatch.Dashboard(name, { dashboardName, dashboardBody: body }, parent);
    this.registerOutputs({ topicArn: this.alerts.topic.arn, dashboardName });
  }
}
