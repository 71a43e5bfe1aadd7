import * as pulumi from '@pulumi/pulumi';
import type { StackSettings } from './config.ts';
import { settingConflicts } from './config-conflicts.ts';
import { ConfigError } from './config-error.ts';
import { settingsOfValues } from './read-settings.ts';
import type { Tags } from './resource-tags.ts';
import { Refused } from './setting.ts';
import { SETTINGS, type SettingName, type Settings } from './settings.ts';
import { workflowNameProblem } from './workflow-name.ts';

/** Something of yours that the workflow uses as it is. */
export interface ExistingBucket {
  readonly name: pulumi.Input<string>;
}
export interface ExistingByArn {
  readonly arn: pulumi.Input<string>;
}

/** Settings that another resource may give, and under which argument. */
type GivenByOthers =
  | 'bucketName'
  | 'encryptionKeyArn'
  | 'trainingRoleArn'
  | 'modelRoleArn'
  | 'functionRoleArn'
  | 'stateMachineRoleArn'
  | 'alertEmail'
  | 'tags';

/** What is chosen by values that must be known when the program runs. */
export type PlainSettings = Omit<Settings, GivenByOthers>;

/** What is chosen by values that may be outputs of other resources. */
export interface SharedResources {
  /** Holds the data set; without it a private, encrypted, versioned one is made. */
  readonly bucket?: ExistingBucket | undefined;
  /** Encrypts the objects of the bucket; without it S3's own keys do. */
  readonly encryptionKey?: ExistingByArn | undefined;
  /** Roles, without which ones are made that may do what they need and no more. */
  readonly trainingRole?: ExistingByArn | undefined;
  readonly modelRole?: ExistingByArn | undefined;
  readonly functionRole?: ExistingByArn | undefined;
  readonly stateMachineRole?: ExistingByArn | undefined;
  /** With monitoring, gets the messages. */
  readonly alertEmail?: pulumi.Input<string> | undefined;
  readonly tags?: pulumi.Input<Tags> | undefined;
}

/** Arguments of RetrainingWorkflow: whatever is not to be as by default. */
export type RetrainingWorkflowArgs = {
  readonly [K in keyof PlainSettings]?: PlainSettings[K] | undefined;
} & SharedResources;

/** The arguments with their defaults, checked as a stack's configuration is; throws one ConfigError with every problem. */
export function completeArgs(name: string, args: RetrainingWorkflowArgs): PlainSettings & SharedResources {
  const { bucket, encryptionKey, trainingRole, modelRole, functionRole, stateMachineRole, alertEmail, tags, ...plain } =
    args;
  const shared = { bucket, encryptionKey, trainingRole, modelRole, functionRole, stateMachineRole, alertEmail, tags };
  const known = {
    bucketName: knownNow(bucket?.name),
    encryptionKeyArn: knownNow(encryptionKey?.arn),
    trainingRoleArn: knownNow(trainingRole?.arn),
    modelRoleArn: knownNow(modelRole?.arn),
    functionRoleArn: knownNow(functionRole?.arn),
    stateMachineRoleArn: knownNow(stateMachineRole?.arn),
    alertEmail: knownNow(alertEmail),
    tags: knownTags(tags),
  };
  const { settings, problems } = settingsOfValues({ ...plain, ...known });
  const misnamed = workflowNameProblem(name);
  const found = [...(misnamed === undefined ? [] : [`the name "${name}" ${misnamed}`]), ...problems];
  const conflicts = found.length > 0 ? [] : settingConflicts({ ...settings, alertEmail: alertEmail && 'set' });
  if (found.length + conflicts.length > 0) throw new ConfigError(subject(name), [...found, ...conflicts]);
  return { ...settings, ...shared };
}

/** A value that another resource gives, checked as soon as it is known. */
export function checkedOutput(name: string, setting: SettingName, value: pulumi.Input<string>): pulumi.Output<string> {
  return pulumi.output(value).apply((known) => {
    const result = SETTINGS[setting].accept(known);
    if (!(result instanceof Refused)) return known;
    throw new ConfigError(subject(name), [`${setting} is ${JSON.stringify(known)}: ${result.rule ?? ''}`]);
  });
}

/** The component's arguments for a stack's configuration; what is encrypted in it stays a secret. */
export function argsOfConfig({ settings, secrets }: StackSettings): RetrainingWorkflowArgs {
  const {
    bucketName,
    encryptionKeyArn,
    trainingRoleArn,
    modelRoleArn,
    functionRoleArn,
    stateMachineRoleArn,
    alertEmail,
    tags,
    ...plain
  } = settings;
  const input = (name: GivenByOthers, value: string): pulumi.Input<string> =>
    secrets.has(name) ? pulumi.secret(value) : value;
  const byArn = (name: GivenByOthers, arn: string | undefined) =>
    arn === undefined ? undefined : { arn: input(name, arn) };
  return {
    ...plain,
    bucket: bucketName === undefined ? undefined : { name: input('bucketName', bucketName) },
    encryptionKey: byArn('encryptionKeyArn', encryptionKeyArn),
    trainingRole: byArn('trainingRoleArn', trainingRoleArn),
    modelRole: byArn('modelRoleArn', modelRoleArn),
    functionRole: byArn('functionRoleArn', functionRoleArn),
    stateMachineRole: byArn('stateMachineRoleArn', stateMachineRoleArn),
    alertEmail: alertEmail === undefined ? undefined : input('alertEmail', alertEmail),
    tags: secrets.has('tags') ? pulumi.secret(tags) : tags,
  };
}

export function subject(name: string): string {
  return `the arguments of RetrainingWorkflow "${name}"`;
}

/** The value of an input, unless a resource has to be made first. */
function knownNow<T>(value: pulumi.Input<T> | undefined): T | undefined {
  return value instanceof Promise || pulumi.Output.isInstance(value) ? undefined : value;
}

function knownTags(tags: pulumi.Input<Tags> | undefined): Record<string, string> {
  const known = Object.entries(knownNow(tags) ?? {}).map(([key, value]) => [key, knownNow(value) ?? '']);
  return Object.fromEntries(known);
}
