import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import { assumedBy, policyDocument, type Statement } from '../grants/iam-policy.ts';

export interface ServiceRoleArgs {
  /** The service that takes the role, such as `lambda.amazonaws.com`. */
  readonly service: string;
  readonly description: string;
  readonly statements: pulumi.Input<readonly Statement[]>;
  readonly tags: Readonly<Record<string, string>>;
}

/** A role of one AWS service with one inline policy. */
export class ServiceRole extends pulumi.ComponentResource {
  readonly role: aws.iam.Role;
  /** What acts for the role waits for this, else it may start before it is allowed to do anything. */
  readonly policy: aws.iam.RolePolicy;

  constructor(name: string, args: ServiceRoleArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:ServiceRole', name, {}, options);
    const parent = { parent: this };
    this.role = new aws.iam.Role(
      name,
      { assumeRolePolicy: assumedBy(args.service), description: args.description, tags: { ...args.tags } },
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
