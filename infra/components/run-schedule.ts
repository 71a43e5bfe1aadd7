import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { startExecutions } from '../grants/alert-grants.ts';
import { ServiceRole } from './service-role.ts';

export interface RunScheduleArgs {
  /** Such as `rate(7 days)`. */
  readonly schedule: string;
  readonly stateMachine: aws.sfn.StateMachine;
  readonly tags: Readonly<Record<string, string>>;
}

/** Starts the workflow by the clock. */
export class RunSchedule extends pulumi.ComponentResource {
  readonly rule: aws.cloudwatch.EventRule;

  constructor(name: string, args: RunScheduleArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:RunSchedule', name, {}, options);
    const parent = { parent: this };
    const { stateMachine, tags } = args;
    const role = new ServiceRole(
      name,
      {
        service: 'events.amazonaws.com',
        description: 'Starts the retraining workflow by the clock',
        statements: stateMachine.arn.apply((arn) => [startExecutions(arn)]),
        tags,
      },
      parent,
    );
    this.rule = new aws.cloudwatch.EventRule(
      name,
      { description: 'Starts the retraining workflow', scheduleExpression: args.schedule, tags: { ...tags } },
      parent,
    );
    new aws.cloudwatch.EventTarget(
      name,
      { rule: this.rule.name, arn: stateMachine.arn, roleArn: role.role.arn, input: '{}' },
      { parent: this, dependsOn: [role.policy] },
    );
    this.registerOutputs({ ruleName: this.rule.name });
  }
}
