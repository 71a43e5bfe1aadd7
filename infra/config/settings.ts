import {
  bucketNameRule,
  emailRule,
  fromTo,
  imageTagRule,
  keyArnRule,
  logRetentionRule,
  MAX_INTEGER,
  roleArnRule,
} from './config-rules.ts';
import { DATASET_SETTINGS } from './dataset-settings.ts';
import { alternativesRule, instanceTypeProblem } from './instance-types.ts';
import { LIFECYCLE_SETTINGS } from './lifecycle-settings.ts';
import { scheduleRule } from './schedule-expression.ts';
import {
  boolean,
  choice,
  integer,
  object,
  optionalAmount,
  optionalInteger,
  optionalText,
  type Setting,
  text,
  texts,
} from './setting.ts';
import { hyperparameters, tags } from './setting-objects.ts';

/** 28 days: StoppingCondition.MaxRuntimeInSeconds in the API reference of CreateTrainingJob. */
const MAX_RUNTIME_SECONDS = 28 * 24 * 60 * 60;
/** Largest general-purpose volume of EBS. */
const MAX_VOLUME_GB = 16_384;
const MAX_INSTANCES = 100;
const MAX_REPEAT_SECONDS = 24 * 60 * 60;
const MAX_FIRST_WAIT_SECONDS = 3600;
const days = fromTo(1, MAX_INTEGER);

/**
 * Everything that can be chosen about a retraining workflow, once. The reader of a stack's configuration, the component's
 * arguments and their defaults, Pulumi.yaml's schema and docs/configuration.md are made of it (scripts/configuration-tables.ts).
 */
export const SETTINGS = {
  ...DATASET_SETTINGS,
  instanceType: text(instanceTypeProblem, {
    default: 'ml.g4dn.xlarge',
    description: 'GPU instance type of the training job (ml.g4dn, ml.g5 or ml.p3)',
  }),
  instanceCount: integer(fromTo(1, MAX_INSTANCES), { default: 1, description: 'Instances per training job' }),
  volumeSizeGb: integer(fromTo(1, MAX_VOLUME_GB), {
    default: 50,
    description: "Size of each training instance's volume; it holds the images and the records made of them",
  }),
  maxRuntimeSeconds: integer(fromTo(1, MAX_RUNTIME_SECONDS), {
    default: 7200,
    description: 'A training job that runs longer is stopped',
  }),
  useSpot: boolean({
    default: false,
    description: 'Train on Spot capacity, which costs less and may be interrupted; checkpoints are kept',
  }),
  maxWaitSeconds: integer(fromTo(1, MAX_RUNTIME_SECONDS), {
    default: 14_400,
    description: 'With useSpot, how long a job may wait and run together; at least maxRuntimeSeconds',
  }),
  repeatTrainingSeconds: optionalInteger(fromTo(1, MAX_REPEAT_SECONDS), {
    description:
      'Train again after a job that failed for lack of capacity or by an error of SageMaker itself, with waits of so many seconds in all; empty means never. Other failures are never repeated',
  }),
  repeatWaitSeconds: integer(fromTo(1, MAX_FIRST_WAIT_SECONDS), {
    default: 300,
    description: 'With repeatTrainingSeconds, the first wait before training again; doubled each time, up to two hours',
  }),
  alternativeInstanceTypes: texts(alternativesRule, {
    default: [],
    description:
      'With repeatTrainingSeconds, instance types to train on, one after the other, where there is no capacity',
  }),
  instancePricePerHour: optionalAmount({
    description:
      "USD an hour of the training instance, where the program's own table does not know it; of the dearest where there are several. Empty means by the table",
  }),
  maximumRunCost: optionalAmount({
    description:
      'USD that the instances of one run may cost at most; a program above it fails in preview. Empty means no limit',
  }),
  schedule: optionalText(scheduleRule, {
    description: 'Retrain by itself, as in rate(7 days) or cron(0 3 ? * MON *), in UTC; empty means only when started',
  }),
  hyperparameters: object(hyperparameters, {
    default: {
      num_layers: '18',
      image_shape: '3,300,150',
      mini_batch_size: '120',
      epochs: '20',
      optimizer: 'sgd',
      learning_rate: '0.01',
      top_k: '2',
      precision_dtype: 'float32',
    },
    description:
      "Hyperparameters of image-classification; a stack that sets any of them replaces this object as a whole, and one that is left out has the algorithm's own default",
  }),
  ...LIFECYCLE_SETTINGS,
  imageTag: text(imageTagRule, { default: '1', description: 'Tag of the algorithm\'s image; "1" or "latest"' }),
  bucketName: optionalText(bucketNameRule, {
    mayBeSecret: true,
    description:
      'A bucket that exists already holds the data set; its settings stay yours. Empty means that one is made',
  }),
  encryptionKeyArn: optionalText(keyArnRule, {
    mayBeSecret: true,
    description: "ARN of a KMS key that encrypts the bucket's objects; empty means S3's own keys",
  }),
  trainingRoleArn: optionalText(roleArnRule, {
    mayBeSecret: true,
    description: 'ARN of a role that exists already, for training jobs; empty means that one is made',
  }),
  modelRoleArn: optionalText(roleArnRule, {
    mayBeSecret: true,
    description: 'ARN of a role that exists already, for the saved models; empty means that one is made',
  }),
  functionRoleArn: optionalText(roleArnRule, {
    mayBeSecret: true,
    description: 'ARN of a role that exists already, for the function; empty means that one is made',
  }),
  stateMachineRoleArn: optionalText(roleArnRule, {
    mayBeSecret: true,
    description: 'ARN of a role that exists already, for the state machine; empty means that one is made',
  }),
  forceDestroy: boolean({
    default: false,
    description: 'Delete the bucket with everything in it when the stack is destroyed',
  }),
  protectData: boolean({
    default: false,
    description:
      'Protect the bucket, its settings and the log groups from deletion, and keep them when the stack is destroyed',
  }),
  unfinishedUploadDays: integer(days, {
    default: 7,
    description: 'Days after which S3 removes the parts of an upload or of a fan-out that was never finished',
  }),
  noncurrentVersionDays: optionalInteger(days, {
    description: 'Days after which S3 deletes versions of objects that were overwritten or deleted; empty means never',
  }),
  checkpointDays: optionalInteger(days, {
    description: 'Days after which S3 deletes checkpoints of Spot jobs; empty means never',
  }),
  runDays: optionalInteger(days, {
    description:
      'Days after which S3 deletes the .lst files, reports and evaluations of runs; longer than between two trainings, and than an approved model is in use, else nothing is there to compare with. Empty means never',
  }),
  outputDays: optionalInteger(days, {
    description:
      'Days after which S3 deletes the artifacts of training jobs, which saved models need; empty means never',
  }),
  monitoring: boolean({
    default: false,
    description: 'A message about every failed execution, alarms for what sends none, and a dashboard',
  }),
  alertEmail: optionalText(emailRule, {
    mayBeSecret: true,
    description: 'With monitoring, an address that gets the messages; it must confirm once',
  }),
  functionMemoryMb: integer(fromTo(128, 10_240), {
    default: 256,
    description:
      'Memory of the function that lists the data set; its share of a processor grows with it, up to 1769 for a whole one',
  }),
  functionStorageMb: integer(fromTo(512, 10_240), {
    default: 512,
    description: 'Room for temporary files of the function; 100 MB are enough for a million images',
  }),
  functionArchitecture: choice(['arm64', 'x86_64'], { default: 'arm64', description: 'arm64 or x86_64' }),
  logRetentionDays: integer(logRetentionRule, {
    default: 30,
    description: 'How long CloudWatch keeps the logs of the function and the state machine',
  }),
  tracing: boolean({ default: false, description: 'Trace the function and the state machine with X-Ray' }),
  tags: object(tags, {
    default: {},
    mayBeSecret: true,
    description: 'Further tags of every resource; project, stack and managed-by are always there',
  }),
} as const;

type Table = typeof SETTINGS;
export type SettingName = keyof Table;
/** Checked values of all settings; undefined is none. */
export type Settings = { readonly [K in SettingName]: Table[K] extends Setting<infer T> ? T : never };

export const SETTING_NAMES: readonly SettingName[] = Object.keys(SETTINGS).filter(isSettingName);

export function isSettingName(name: string): name is SettingName {
  return Object.hasOwn(SETTINGS, name);
}
