import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { FunctionArchitecture } from '../config/retraining-config.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { listKeys, writeLstFiles } from '../grants/dataset-grants.ts';
import { sendFunctionTraces, writeLogGroup } from '../grants/logging-grants.ts';
import { generateDatasetBundle } from './function-bundle.ts';
import { ServiceRole } from './service-role.ts';

export interface GenerateDatasetFunctionArgs {
  readonly bucket: aws.s3.Bucket;
  readonly datasetPrefix: string;
  readonly layout: DatasetLayout;
  readonly trainingJobNamePrefix: string;
  readonly memoryMb: number;
  readonly architecture: FunctionArchitecture;
  readonly logRetentionDays: number;
  readonly tracing: boolean;
  readonly tags: Readonly<Record<string, string>>;
}

/** The longest that Lambda allows: a data set of a million images takes minutes to list. */
export const FUNCTION_TIMEOUT_SECONDS = 900;

/** The Lambda function that writes a data set's `.lst` files, with its role and its log group. */
export class GenerateDatasetFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: GenerateDatasetFunctionArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:GenerateDatasetFunction', name, {}, options);
    const parent = { parent: this };
    const { tags } = args;
    // Made before the function, which would else make one by itself that keeps logs for ever.
    this.logGroup = new aws.cloudwatch.LogGroup(
      name,
      { namePrefix: `/aws/lambda/${name}-`, retentionInDays: args.logRetentionDays, tags: { ...tags } },
      parent,
    );
    const statements = pulumi
      .all([args.bucket.arn, this.logGroup.arn])
      .apply(([bucketArn, logGroupArn]) => functionStatements(args, bucketArn, logGroupArn));
    const role = new ServiceRole(
      name,
      { service: 'lambda.amazonaws.com', description: 'Lists a data set and writes its .lst files', statements, tags },
      parent,
    );
    this.function = new aws.lambda.Function(name, this.#functionArgs(args, role), {
      parent: this,
      dependsOn: [role.policy, this.logGroup],
    });
    this.registerOutputs({ functionName: this.function.name });
  }

  #functionArgs(args: GenerateDatasetFunctionArgs, role: ServiceRole): aws.lambda.FunctionArgs {
    return {
      description: 'Writes the .lst files of a data set of images',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      code: new pulumi.asset.AssetArchive({
        'index.mjs': generateDatasetBundle().then((text) => new pulumi.asset.StringAsset(text)),
      }),
      role: role.role.arn,
      timeout: FUNCTION_TIMEOUT_SECONDS,
      memorySize: args.memoryMb,
      architectures: [args.architecture],
      environment: {
        variables: {
          DATASET_BUCKET: args.bucket.bucket,
          DATASET_PREFIX: args.datasetPrefix,
          TRAINING_JOB_NAME_PREFIX: args.trainingJobNamePrefix,
        },
      },
      loggingConfig: { logFormat: 'Text', logGroup: this.logGroup.name },
      tracingConfig: { mode: args.tracing ? 'Active' : 'PassThrough' },
      tags: { ...args.tags },
    };
  }
}

function functionStatements(args: GenerateDatasetFunctionArgs, bucketArn: string, logGroupArn: string) {
  const { layout } = args;
  return [
    listKeys(bucketArn, [layout.trainPrefix, layout.testPrefix]),
    writeLstFiles(bucketArn, layout),
    writeLogGroup(logGroupArn),
    ...(args.tracing ? [sendFunctionTraces()] : []),
  ];
}
