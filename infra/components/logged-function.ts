import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { Settings } from '../config/settings.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import { useBucketKey } from '../grants/dataset-grants.ts';
import type { Statement } from '../grants/iam-policy.ts';
import { sendFunctionTraces, writeLogGroup } from '../grants/logging-grants.ts';
import { keeping } from './dataset-bucket.ts';
import { assumedRole } from './service-role.ts';
import type { WorkflowBucket } from './workflow-bucket.ts';

/** What all functions of a workflow share. */
export interface WorkflowFunctionArgs {
  readonly bucket: WorkflowBucket;
  readonly encryptionKeyArn: pulumi.Output<string> | undefined;
  readonly existingRoleArn: pulumi.Output<string> | undefined;
  readonly place: pulumi.Output<AccountRegion>;
  readonly tags: ResourceTags;
}

export type FunctionSettings = Pick<Settings, 'functionArchitecture' | 'logRetentionDays' | 'protectData' | 'tracing'>;

export interface LoggedFunctionArgs extends WorkflowFunctionArgs {
  readonly settings: FunctionSettings;
  readonly description: string;
  readonly roleDescription: string;
  /** What its role may do with the bucket, beside its log and its key. */
  readonly grants: (bucketArn: string, region: string) => readonly Statement[];
  /** One ES module with the export `handler`. */
  readonly bundle: Promise<string>;
  readonly memoryMb: number;
  readonly storageMb: number;
  readonly variables: Readonly<Record<string, pulumi.Input<string>>>;
}

export interface LoggedFunction {
  readonly function: aws.lambda.Function;
  readonly logGroup: aws.cloudwatch.LogGroup;
}

/** The longest that Lambda allows: a data set of a million images takes minutes to list. */
export const FUNCTION_TIMEOUT_SECONDS = 900;

/** A Lambda function that works on the bucket, with its role and its log group. */
export function loggedFunction(name: string, args: LoggedFunctionArgs, parent: pulumi.Resource): LoggedFunction {
  const { settings, place, tags } = args;
  // Made before the function, which would else make one by itself that keeps logs for ever.
  const logGroup = new aws.cloudwatch.LogGroup(
    name,
    { namePrefix: `/aws/lambda/${name}-`, retentionInDays: settings.logRetentionDays, tags },
    { parent, ...keeping(settings.protectData) },
  );
  const statements = pulumi
    .all([args.bucket.arn, logGroup.arn, args.encryptionKeyArn, place])
    .apply(([bucketArn, logGroupArn, keyArn, { region }]) => [
      ...args.grants(bucketArn, region),
      writeLogGroup(logGroupArn),
      ...(settings.tracing ? [sendFunctionTraces()] : []),
      ...(keyArn === undefined ? [] : [useBucketKey(keyArn, region, ['kms:GenerateDataKey', 'kms:Decrypt'])]),
    ]);
  const description = args.roleDescription;
  // No page of AWS's says that Lambda names the function when it takes the role: a condition on it could refuse every invocation.
  const service = { service: 'lambda.amazonaws.com', place };
  const role = assumedRole(name, args.existingRoleArn, { ...service, description, statements, tags }, { parent });
  const made = new aws.lambda.Function(
    name,
    { ...functionArgs(args, logGroup), role: role.arn },
    { parent, dependsOn: [...role.policies, logGroup] },
  );
  return { function: made, logGroup };
}

function functionArgs(
  args: LoggedFunctionArgs,
  logGroup: aws.cloudwatch.LogGroup,
): Omit<aws.lambda.FunctionArgs, 'role'> {
  const { settings } = args;
  return {
    description: args.description,
    runtime: 'nodejs24.x',
    handler: 'index.handler',
    code: new pulumi.asset.AssetArchive({
      'index.mjs': args.bundle.then((text) => new pulumi.asset.StringAsset(text)),
    }),
    timeout: FUNCTION_TIMEOUT_SECONDS,
    memorySize: args.memoryMb,
    ephemeralStorage: { size: args.storageMb },
    architectures: [settings.functionArchitecture],
    environment: { variables: args.variables },
    loggingConfig: { logFormat: 'Text', logGroup: logGroup.name },
    tracingConfig: { mode: settings.tracing ? 'Active' : 'PassThrough' },
    tags: args.tags,
  };
}
