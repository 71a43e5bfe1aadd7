import { CreateRoleCommand, GetRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import type { PlainConfig } from './config/stack-config.ts';
import { createBucket } from './provision-s3-bucket.ts';
import type { DeployTarget } from './provisioner.ts';
import { unlessRefused } from './provisioner.ts';

/** Keys that name a role of the account, and the service that takes it. */
const ROLE_KEYS: Readonly<Record<string, string>> = {
  trainingRoleArn: 'sagemaker.amazonaws.com',
  modelRoleArn: 'sagemaker.amazonaws.com',
  functionRoleArn: 'lambda.amazonaws.com',
  stateMachineRoleArn: 'states.amazonaws.com',
};
const ROLE_ARN = /^arn:aws[a-z-]*:iam::\d{12}:role\/(?:[\w+=,.@-]+\/)*([\w+=,.@-]+)$/;
const BUCKET_NAME = /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/;
const STAND_IN_POLICY = 'rehearsal-stand-in';

export interface ProvidedConfig {
  /** The configuration, naming what is on the local cloud. */
  readonly config: PlainConfig;
  /** What stands in for what, to be told. */
  readonly notes: readonly string[];
}

/**
 * Makes on the local cloud what the configuration says is there already in the account, unless an earlier run has: an empty
 * bucket of that name, and roles of those names in the local account. What cannot be such a name is left to the program to refuse.
 */
export async function provideExisting(config: PlainConfig, target: DeployTarget): Promise<ProvidedConfig> {
  const values = { ...config.values };
  const notes: string[] = [];
  const bucket = values[`${config.project}:bucketName`] ?? '';
  if (BUCKET_NAME.test(bucket)) {
    await createBucket(bucket, target);
    notes.push(`bucket ${bucket} of yours: the local cloud has its own of that name`);
  }
  for (const [key, service] of Object.entries(ROLE_KEYS)) {
    const qualified = `${config.project}:${key}`;
    const [, name] = ROLE_ARN.exec(values[qualified] ?? '') ?? [];
    if (name === undefined) continue;
    values[qualified] = await provideRole(name, service, target);
    notes.push(`role ${name} of yours: a stand-in that may do everything; what yours may do is not tried`);
  }
  return { config: { ...config, values }, notes };
}

/** The ARN of the local role; a role that is there keeps its policies, so that somebody can put the real ones there. */
async function provideRole(RoleName: string, service: string, { clients }: DeployTarget): Promise<string> {
  const statement = { Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' };
  const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
  return unlessRefused(
    async () => {
      const { Role } = await clients.iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument }));
      const everything = { Sid: 'StandIn', Effect: 'Allow', Action: '*', Resource: '*' };
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [everything] });
      await clients.iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: STAND_IN_POLICY, PolicyDocument }));
      return Role?.Arn ?? '';
    },
    ['EntityAlreadyExists', 'EntityAlreadyExistsException'],
    async () => (await clients.iam.send(new GetRoleCommand({ RoleName }))).Role?.Arn ?? '',
  );
}
