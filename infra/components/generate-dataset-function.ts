import * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { ResourceTags } from '../config/resource-tags.ts';
import type { Settings } from '../config/settings.ts';
import type { AccountRegion } from '../definition/account-region.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { keyListPlace } from '../definition/key-list.ts';
import {
  listKeys,
  readEarlierRuns,
  readImages,
  readLabelsFile,
  shareListing,
  useBucketKey,
  writeNewest,
  writeRunFiles,
} from '../grants/dataset-grants.ts';
import type { Statement } from '../grants/iam-policy.ts';
import { readKeyList, useKeyListKey } from '../grants/key-list-grants.ts';
import { sendFunctionTraces, writeLogGroup } from '../grants/logging-grants.ts';
import { keeping } from './dataset-bucket.ts';
import { FUNCTION_NODE_OPTIONS, generateDatasetBundle } from './function-bundle.ts';
import { type AssumedRole, assumedRole } from './service-role.ts';
import type { WorkflowBucket } from './workflow-bucket.ts';

export interface GenerateDatasetFunctionArgs {
  readonly settings: Pick<
    Settings,
    | 'datasetPrefix'
    | 'samplePerClass'
    | 'fanOut'
    | 'inventoryUri'
    | 'inventoryKeyArn'
    | 'functionMemoryMb'
    | 'functionStorageMb'
    | 'functionArchitecture'
    | 'logRetentionDays'
    | 'protectData'
    | 'tracing'
  >;
  readonly bucket: WorkflowBucket;
  readonly encryptionKeyArn: pulumi.Output<string> | undefined;
  readonly existingRoleArn: pulumi.Output<string> | undefined;
  readonly layout: DatasetLayout;
  readonly place: pulumi.Output<AccountRegion>;
  readonly trainingJobNamePrefix: string;
  readonly tags: ResourceTags;
}

/** The longest that Lambda allows: a data set of a million images takes minutes to list. */
export const FUNCTION_TIMEOUT_SECONDS = 900;

/** The Lambda function that writes a data set's `.lst` files, with its role and its log group. */
export class GenerateDatasetFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: GenerateDatasetFunctionArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:GenerateDatasetFunction', name, {}, options);
    const { settings, place, tags } = args;
    // Made before the function, which would else make one by itself that keeps logs for ever.
    this.logGroup = new aws.cloudwatch.LogGroup(
      name,
      { namePrefix: `/aws/lambda/${name}-`, retentionInDays: settings.logRetentionDays, tags },
      { parent: this, ...keeping(settings.protectData) },
    );
    const statements = pulumi
      .all([args.bucket.arn, this.logGroup.arn, args.encryptionKeyArn, place])
      .apply(([bucketArn, logGroupArn, keyArn, { region }]) => [
        ...functionStatements(args, bucketArn, logGroupArn),
        ...keyListStatements(args, region),
        ...(keyArn === undefined ? [] : [useBucketKey(keyArn, region, ['kms:GenerateDataKey', 'kms:Decrypt'])]),
      ]);
    const description = 'Lists a data set and writes its .lst files';
    // No page of AWS's says that Lambda names the function when it takes the role: a condition on it could refuse every invocation.
    const service = { service: 'lambda.amazonaws.com', place };
    const role = assumedRole(
      name,
      args.existingRoleArn,
      { ...service, description, statements, tags },
      { parent: this },
    );
    this.function = new aws.lambda.Function(name, this.#functionArgs(args, role), {
      parent: this,
      dependsOn: [...role.policies, this.logGroup],
    });
    this.registerOutputs({ functionName: this.function.name });
  }

  #functionArgs(args: GenerateDatasetFunctionArgs, role: AssumedRole): aws.lambda.FunctionArgs {
    const { settings } = args;
    return {
      description: 'Writes the .lst files of a data set of images',
      runtime: 'nodejs24.x',
      handler: 'index.handler',
      code: new pulumi.asset.AssetArchive({
        'index.mjs': generateDatasetBundle().then((text) => new pulumi.asset.StringAsset(text)),
      }),
      role: role.arn,
      timeout: FUNCTION_TIMEOUT_SECONDS,
      memorySize: settings.functionMemoryMb,
      ephemeralStorage: { size: settings.functionStorageMb },
      architectures: [settings.functionArchitecture],
      environment: {
        variables: {
          DATASET_BUCKET: args.bucket.name,
          DATASET_PREFIX: settings.datasetPrefix,
          TRAINING_JOB_NAME_PREFIX: args.trainingJobNamePrefix,
          NODE_OPTIONS: FUNCTION_NODE_OPTIONS,
        },
      },
      loggingConfig: { logFormat: 'Text', logGroup: this.logGroup.name },
      tracingConfig: { mode: settings.tracing ? 'Active' : 'PassThrough' },
      tags: args.tags,
    };
  }
}

function keyListStatements({ settings }: GenerateDatasetFunctionArgs, region: string): readonly Statement[] {
  const { inventoryUri, inventoryKeyArn } = settings;
  return [
    ...(inventoryUri === undefined ? [] : readKeyList(keyListPlace(inventoryUri), region)),
    ...(inventoryKeyArn === undefined ? [] : [useKeyListKey(inventoryKeyArn, region)]),
  ];
}

function functionStatements(
  { layout, settings }: GenerateDatasetFunctionArgs,
  bucketArn: string,
  logGroupArn: string,
): readonly Statement[] {
  const { trainPrefix, testPrefix, labelsKey, reportKey, runsPrefix, fanOutPrefix, labelsFileKey } = layout;
  const files = [labelsKey, reportKey, ...(labelsFileKey === undefined ? [] : [labelsFileKey])];
  const listed = [trainPrefix, testPrefix, layout.otherPrefix, ...files, `${runsPrefix}/`];
  return [
    listKeys(bucketArn, settings.fanOut === 'never' ? listed : [...listed, fanOutPrefix], [layout.datasetFolder]),
    readEarlierRuns(bucketArn, layout),
    ...(labelsFileKey === undefined ? [] : [readLabelsFile(bucketArn, labelsFileKey)]),
    ...(settings.samplePerClass > 0 ? [readImages(bucketArn, layout)] : []),
    writeRunFiles(bucketArn, layout),
    writeNewest(bucketArn, layout),
    ...(settings.fanOut === 'never' ? [] : [shareListing(bucketArn, layout)]),
    writeLogGroup(logGroupArn),
    ...(settings.tracing ? [sendFunctionTraces()] : []),
  ];
}
