import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { RetrainingConfig } from '../config/retraining-config.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import { dashboardBody } from './dashboard-body.ts';
import { FailureAlerts } from './failure-alerts.ts';

export interface WorkflowMonitoringArgs {
  readonly config: RetrainingConfig;
  readonly place: pulumi.Input<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly stateMachine: aws.sfn.StateMachine;
  readonly function: aws.lambda.Function;
  readonly tags: Readonly<Record<string, string>>;
}

/** What shows people how the workflow does: alerts of failures, and a dashboard. */
export class WorkflowMonitoring extends pulumi.ComponentResource {
  readonly alerts: FailureAlerts;
  readonly dashboard: aws.cloudwatch.Dashboard;

  constructor(name: string, args: WorkflowMonitoringArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:WorkflowMonitoring', name, {}, options);
    const parent = { parent: this };
    const { config, stateMachine, trainingJobNamePrefix } = args;
    this.alerts = new FailureAlerts(name, { ...args, region: config.region, email: config.alertEmail }, parent);
    const body = pulumi
      .all([stateMachine.arn, args.function.name])
      .apply(([stateMachineArn, functionName]) =>
        dashboardBody({ region: config.region, stateMachineArn, functionName, trainingJobNamePrefix }),
      );
    // Dashboards of an account share their names, and Pulumi makes none up for them.
    const dashboardName = stateMachine.name;
    this.dashboard = new aws.cloudwatch.Dashboard(name, { dashboardName, dashboardBody: body }, parent);
    this.registerOutputs({ topicArn: this.alerts.topic.arn, dashboardName });
  }
}
