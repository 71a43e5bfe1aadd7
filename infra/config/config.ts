import * as pulumi from '@pulumi/pulumi';
import { configConflicts } from './config-conflicts.ts';
import { ConfigError } from './config-error.ts';
import { ConfigReader, type Rule } from './config-reader.ts';
import {
  alertEmailRule,
  classOrderRule,
  datasetPrefixRule,
  imageTagRule,
  logRetentionRule,
  regionRule,
  tagProblems,
} from './config-rules.ts';
import { checkHyperparameters } from './hyperparameters.ts';
import { instanceTypeProblem } from './instance-types.ts';
import { PROGRAM_TAGS } from './resource-tags.ts';
import type { FunctionArchitecture, RetrainingConfig } from './retraining-config.ts';
import { scheduleRule } from './schedule-expression.ts';

/** 28 days: StoppingCondition.MaxRuntimeInSeconds in the API reference of CreateTrainingJob. */
const MAX_RUNTIME_SECONDS = 28 * 24 * 60 * 60;
/** Largest general-purpose volume of EBS. */
const MAX_VOLUME_GB = 16_384;
const MAX_INSTANCES = 100;
const FUNCTION_ARCHITECTURES: readonly string[] = ['arm64', 'x86_64'] satisfies FunctionArchitecture[];

const architectureRule: Rule<string> = (value) =>
  FUNCTION_ARCHITECTURES.includes(value) ? undefined : `must be one of ${FUNCTION_ARCHITECTURES.join(', ')}`;

/** Of the AWS provider and of Pulumi itself, which notes `pulumi:tags` of a project that was made from a template. */
const RESERVED_NAMESPACES = ['aws', 'pulumi'];

/** The stack's configuration, whole and checked; throws one ConfigError with every problem. */
export function readConfig(): RetrainingConfig {
  return parseConfig(pulumi.runtime.allConfig(), pulumi.getProject(), pulumi.getStack());
}

/** Like readConfig, of values by qualified key (`project:key`). */
export function parseConfig(
  values: Readonly<Record<string, string>>,
  project: string,
  stack: string,
): RetrainingConfig {
  return checkedConfig(values, project, `the configuration of stack "${stack}" (Pulumi.${stack}.yaml)`);
}

/** The configuration in `values`; a ConfigError says what of `subject` is wrong. */
export function checkedConfig(
  values: Readonly<Record<string, string>>,
  project: string,
  subject: string,
): RetrainingConfig {
  const aws = new ConfigReader(namespace(values, 'aws'), 'aws:');
  const own = new ConfigReader(namespace(values, project));
  const region = aws.text('region', regionRule);
  const settings = readSettings(own);
  const hyperparameters = checkHyperparameters(own.object('hyperparameters'));
  const tags = own.object('tags');
  own.refuseOthers();
  const config = { region, ...settings, hyperparameters: hyperparameters.values, tags: textValues(tags) };
  const problems = [
    ...aws.problems,
    ...own.problems,
    ...hyperparameters.problems,
    ...tagProblems(tags, PROGRAM_TAGS),
    ...keysOfOtherProjects(Object.keys(values), project, own.known),
  ];
  // What does not fit together is reported once every value by itself can be read.
  const conflicts = problems.length === 0 ? configConflicts(config) : [];
  if (problems.length + conflicts.length > 0) throw new ConfigError(subject, [...problems, ...conflicts]);
  return config;
}

/** Pulumi ignores a key whose project is misspelt, or was renamed: the stack would silently get a default instead. */
function keysOfOtherProjects(keys: readonly string[], project: string, known: ReadonlySet<string>): readonly string[] {
  return keys
    .filter((key) => ![project, ...RESERVED_NAMESPACES].includes(key.slice(0, key.indexOf(':'))))
    .filter((key) => known.has(key.slice(key.indexOf(':') + 1)))
    .map(
      (key) =>
        `${key} belongs to another project: this one is called "${project}"; leave out "${key.slice(0, key.indexOf(':') + 1)}", or remove the key`,
    );
}

function readSettings(own: ConfigReader): Omit<RetrainingConfig, 'region' | 'hyperparameters' | 'tags'> {
  return {
    datasetPrefix: own.text('datasetPrefix', datasetPrefixRule),
    classOrder: own.strings('classOrder', classOrderRule),
    instanceType: own.text('instanceType', instanceTypeProblem),
    instanceCount: own.integer('instanceCount', 1, MAX_INSTANCES),
    volumeSizeGb: own.integer('volumeSizeGb', 1, MAX_VOLUME_GB),
    maxRuntimeSeconds: own.integer('maxRuntimeSeconds', 1, MAX_RUNTIME_SECONDS),
    useSpot: own.boolean('useSpot'),
    maxWaitSeconds: own.integer('maxWaitSeconds', 1, MAX_RUNTIME_SECONDS),
    instancePricePerHour: own.amount('instancePricePerHour'),
    maximumRunCost: own.amount('maximumRunCost'),
    schedule: own.text('schedule', scheduleRule),
    imageTag: own.text('imageTag', imageTagRule),
    forceDestroy: own.boolean('forceDestroy'),
    protectData: own.boolean('protectData'),
    monitoring: own.boolean('monitoring'),
    alertEmail: own.text('alertEmail', alertEmailRule),
    functionMemoryMb: own.integer('functionMemoryMb', 128, 10_240),
    functionArchitecture: own.text('functionArchitecture', architectureRule) === 'x86_64' ? 'x86_64' : 'arm64',
    logRetentionDays: own.number('logRetentionDays', logRetentionRule),
    tracing: own.boolean('tracing'),
  };
}

function namespace(values: Readonly<Record<string, string>>, name: string): Map<string, string> {
  const prefix = `${name}:`;
  const own = Object.entries(values).filter(([key]) => key.startsWith(prefix));
  return new Map(own.map(([key, value]) => [key.slice(prefix.length), value]));
}

function textValues(values: Readonly<Record<string, unknown>>): Record<string, string> {
  return Object.fromEntries(Object.entries(values).map(([key, value]) => [key, String(value)]));
}
