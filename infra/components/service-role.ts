import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import { assumedBy, policyDocument, type Statement } from '../grants/iam-policy.ts';

export interface ServiceRoleArgs {
  /** The service that takes the role, such as `lambda.amazonaws.com`. */
  readonly service: string;
  /** Resources for which it takes the role, such as `stateMachine:*`, of this region; left out where AWS does not say that it names them. */
  readonly takenFor?: string;
  readonly place: pulumi.Output<AccountRegion>;
  readonly description: string;
  readonly statements: pulumi.Input<readonly Statement[]>;
  readonly tags: ResourceTags;
}

/** A role that a service takes, whoever has made it. */
export interface AssumedRole {
  readonly arn: pulumi.Output<string>;
  /** What acts for the role waits for these, else it may start before it is allowed to do anything. */
  readonly policies: readonly pulumi.Resource[];
}

/** The role that is there already, if one is given; else one of the service with what it needs. */
export function assumedRole(
  name: string,
  existing: pulumi.Output<string> | undefined,
  args: ServiceRoleArgs,
  options: pulumi.ComponentResourceOptions,
): AssumedRole {
  if (existing !== undefined) return { arn: existing, policies: [] };
  const { role, policy } = new ServiceRole(name, args, options);
  return { arn: role.arn, policies: [policy] };
}

/** A role of one AWS service with one inline policy. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  readonly policy: aws.iam.RolePolicy;

  constructor(name: string, args: ServiceRoleArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:ServiceRole', name, {}, options);
    const parent = { parent: this };
    const { service, takenFor, place, description, tags } = args;
    this.role = new aws.iam.Role(
      name,
      { assumeRolePolicy: place.apply((where) => assumedBy(service, where, takenFor)), description, tags },
      parent,
    );
    this.policy = new aws.iam.RolePolicy(
      name,
      { role: this.role.id, policy: pulumi.output(args.statements).apply((list) => policyDocument(...list)) },
      parent,
    );
    this.registerOutputs({ roleArn: this.role.arn });
  }
}
