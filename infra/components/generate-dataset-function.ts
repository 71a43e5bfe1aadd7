import type * as aws from '@pulumi/aws';
import * as pulumi from '@pulumi/pulumi';
import type { Settings } from '../config/settings.ts';
import type { DatasetLayout } from '../definition/dataset-layout.ts';
import { keyListPlace } from '../definition/key-list.ts';
import {
  listKeys,
  readEarlierRuns,
  readImages,
  readLabelsFile,
  shareListing,
  writeNewest,
  writeRunFiles,
} from '../grants/dataset-grants.ts';
import type { Statement } from '../grants/iam-policy.ts';
import { readKeyList, useKeyListKey } from '../grants/key-list-grants.ts';
import { FUNCTION_NODE_OPTIONS, functionBundle } from './function-bundle.ts';
import { type FunctionSettings, loggedFunction, type WorkflowFunctionArgs } from './logged-function.ts';

export interface GenerateDatasetFunctionArgs extends WorkflowFunctionArgs {
  readonly settings: FunctionSettings &
    Pick<
      Settings,
      | 'datasetPrefix'
      | 'samplePerClass'
      | 'fanOut'
      | 'inventoryUri'
      | 'inventoryKeyArn'
      | 'functionMemoryMb'
      | 'functionStorageMb'
    >;
  readonly layout: DatasetLayout;
  readonly trainingJobNamePrefix: string;
}

/** The Lambda function that writes a data set's `.lst` files, with its role and its log group. */
export class GenerateDatasetFunction extends pulumi.ComponentResource {
  readonly function: aws.lambda.Function;
  readonly logGroup: aws.cloudwatch.LogGroup;

  constructor(name: string, args: GenerateDatasetFunctionArgs, options: pulumi.ComponentResourceOptions = {}) {
    super('sagemaker-retraining:index:GenerateDatasetFunction', name, {}, options);
    const { settings } = args;
    const made = loggedFunction(
      name,
      {
        ...args,
        description: 'Writes the .lst files of a data set of images',
        roleDescription: 'Lists a data set and writes its .lst files',
        grants: (bucketArn, region) => [...datasetStatements(args, bucketArn), ...keyListStatements(args, region)],
        bundle: functionBundle('generateDataset'),
        memoryMb: settings.functionMemoryMb,
        storageMb: settings.functionStorageMb,
        variables: {
          DATASET_BUCKET: args.bucket.name,
          DATASET_PREFIX: settings.datasetPrefix,
          TRAINING_JOB_NAME_PREFIX: args.trainingJobNamePrefix,
          NODE_OPTIONS: FUNCTION_NODE_OPTIONS,
        },
      },
      this,
    );
    this.function = made.function;
    this.logGroup = made.logGroup;
    this.registerOutputs({ functionName: this.function.name });
  }
}

function keyListStatements({ settings }: GenerateDatasetFunctionArgs, region: string): readonly Statement[] {
  const { inventoryUri, inventoryKeyArn } = settings;
  return [
    ...(inventoryUri === undefined ? [] : readKeyList(keyListPlace(inventoryUri), region)),
    ...(inventoryKeyArn === undefined ? [] : [useKeyListKey(inventoryKeyArn, region)]),
  ];
}

function datasetStatements({ layout, settings }: GenerateDatasetFunctionArgs, bucketArn: string): readonly Statement[] {
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
  ];
}
