import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import { startExecutions } from '../grants/alert-grants.ts';
import { ServiceRole } from './service-role.ts';

export interface RunScheduleArgs {
  /** Such as `rate(7 days)`. */
  readonly schedule: string;
  readonly stateMachine: aws.sfn.StateMachine;
  readonly place: pulumi.Output<AccountRegion>;
  readonly tags: ResourceTags;
}

/** Starts the workflow by the clock. */
export class RunSchedule extends pulumi.ComponentResource {
  readonly rule: aws.cloudwatch.EventRule;

  constructor(name: string, args: RunScheduleArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:RunSchedule', name, {}, options);
    const parent = { parent: this };
    const { stateMachine, place, tags } = args;
    const role = new ServiceRole(
      name,
      {
        service: 'events.amazonaws.com',
        takenFor: 'rule/*',
        place,
        description: 'Starts the retraining workflow by the clock',
        statements: stateMachine.arn.apply((arn) => [startExecutions(arn)]),
        tags,
      },
      parent,
    );
    this.rule = new aws.cloudwatch.EventRule(
      name,
      { description: 'Starts the retraining workflow', scheduleExpression: args.schedule, tags },
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
