import { parseConfig } from '../../../../infra/config/config.ts';
import { ConfigError } from '../../../../infra/config/config-error.ts';

/** Every key of the project `p`, with a value that is right and not its default. */
export const GOOD_VALUES: Readonly<Record<string, string>> = {
  'aws:region': 'eu-west-1',
  'p:datasetPrefix': 'scans/2024',
  'p:classOrder': '["b","a"]',
  'p:duplicatesAcrossSplits': 'error',
  'p:duplicatesAcrossClasses': 'error',
  'p:maximumClassRatio': '50',
  'p:split': 'automatic',
  'p:validationFraction': '0.25',
  'p:groupPattern': '_(\\d+)_',
  'p:labelsFile': 'ground-truth/species/manifests/output/output.manifest',
  'p:labelAttribute': 'species',
  'p:samplePerClass': '5',
  'p:fanOut': 'never',
  'p:fanOutConcurrency': '40',
  'p:keySource': 'inventory',
  'p:inventoryUri': 's3://lists-of-ours/reports/images-of-ours/daily/',
  'p:inventoryMaximumDays': '2',
  'p:inventoryKeyArn': 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'p:allowVanishedClasses': 'true',
  'p:retrainWhenUnchanged': 'false',
  'p:minimumNewImages': '20',
  'p:runDays': '100',
  'p:instanceType': 'ml.g5.2xlarge',
  'p:instanceCount': '2',
  'p:volumeSizeGb': '100',
  'p:maxRuntimeSeconds': '3600',
  'p:hyperparameters': '{"epochs":5,"learning_rate":0.01,"optimizer":"adam","early_stopping":true}',
  'p:lifecycle': 'register',
  'p:evaluationInstanceType': 'ml.m5.xlarge',
  'p:evaluationPricePerHour': '0.5',
  'p:evaluationSampleSize': '500',
  'p:evaluationMaxSeconds': '1800',
  'p:accuracyMargin': '0.01',
  'p:minimumAccuracy': '0.8',
  'p:minimumRecall': '{"a":0.9,"b":"0.75"}',
  'p:guardedClasses': '["a"]',
  'p:maximumMissingShare': '0.05',
  'p:autoApprove': 'true',
  'p:failWhenRejected': 'true',
  'p:gitCommit': '9fceb02',
  'p:imageTag': '1',
  'p:bucketName': 'images-of-ours',
  'p:encryptionKeyArn': 'arn:aws:kms:eu-west-1:123456789012:key/1234abcd-12ab-34cd-56ef-1234567890ab',
  'p:trainingRoleArn': 'arn:aws:iam::123456789012:role/training',
  'p:modelRoleArn': 'arn:aws:iam::123456789012:role/path/model',
  'p:functionRoleArn': 'arn:aws:iam::123456789012:role/function',
  'p:stateMachineRoleArn': 'arn:aws:iam::123456789012:role/states',
  'p:unfinishedUploadDays': '3',
  'p:noncurrentVersionDays': '90',
  'p:checkpointDays': '14',
  'p:outputDays': '365',
  'p:useSpot': 'true',
  'p:maxWaitSeconds': '7200',
  'p:repeatTrainingSeconds': '86400',
  'p:repeatWaitSeconds': '600',
  'p:alternativeInstanceTypes': '["ml.g5.4xlarge","ml.p3.2xlarge"]',
  'p:instancePricePerHour': '1.75',
  'p:maximumRunCost': '10',
  'p:schedule': 'rate(7 days)',
  'p:forceDestroy': 'true',
  'p:protectData': 'false',
  'p:monitoring': 'true',
  'p:alertEmail': 'team@example.com',
  'p:functionMemoryMb': '512',
  'p:functionStorageMb': '2048',
  'p:functionArchitecture': 'x86_64',
  'p:logRetentionDays': '90',
  'p:tracing': 'false',
  'p:tags': '{"team":"vision"}',
};

/** What is wrong with these values where some are others, or left out. */
export function problemsWith(changes: Readonly<Record<string, string | undefined>>): readonly string[] {
  const changed = Object.entries({ ...GOOD_VALUES, ...changes }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  try {
    parseConfig(Object.fromEntries(changed), 'p', 'dev');
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}
