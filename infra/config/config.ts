import * as pulumi from '@pulumi/pulumi';
import { configConflicts } from './config-conflicts.ts';
import { ConfigError } from './config-error.ts';
import { regionRule } from './config-rules.ts';
import { settingsOfTexts } from './read-settings.ts';
import { isSettingName, SETTINGS, type SettingName, type Settings } from './settings.ts';

/** A stack's whole configuration, checked. */
export interface StackSettings {
  readonly region: string;
  readonly settings: Settings;
  /** Settings whose values are encrypted, and must stay secrets in the stack's state. */
  readonly secrets: ReadonlySet<SettingName>;
}

/** Of the AWS provider and of Pulumi itself, which notes `pulumi:tags` of a project that was made from a template. */
const RESERVED_NAMESPACES = ['aws', 'pulumi'];

/** The stack's configuration, whole and checked; throws one ConfigError with every problem. */
export function readConfig(): StackSettings {
  const values = pulumi.runtime.allConfig();
  const secrets = Object.keys(values).filter(isSecret);
  return parseConfig(values, pulumi.getProject(), pulumi.getStack(), secrets);
}

/** The SDK knows this and leaves it out of its types; a Pulumi without it would say so in test/program. */
function isSecret(key: string): boolean {
  const runtime: object = pulumi.runtime;
  return 'isConfigSecret' in runtime && typeof runtime.isConfigSecret === 'function' && runtime.isConfigSecret(key);
}

/** Like readConfig, of values by qualified key (`project:key`). */
export function parseConfig(
  values: Readonly<Record<string, string>>,
  project: string,
  stack: string,
  secretKeys: readonly string[] = [],
): StackSettings {
  const secrets = new Set(secretKeys.flatMap((key) => ownName(key, project) ?? []));
  const region = values['aws:region'] ?? '';
  const { settings, problems } = settingsOfTexts(ownValues(values, project), secrets);
  const found = [
    ...regionProblems(values['aws:region']),
    ...problems,
    ...[...secrets].flatMap(secretProblem),
    ...keysOfOtherProjects(Object.keys(values), project),
  ];
  // What does not fit together is reported once every value by itself can be read.
  const conflicts = found.length === 0 ? configConflicts(settings, region) : [];
  if (found.length + conflicts.length > 0) {
    const subject = `the configuration of stack "${stack}" (Pulumi.${stack}.yaml)`;
    throw new ConfigError(subject, [...found, ...conflicts]);
  }
  return { region, settings, secrets };
}

function regionProblems(region: string | undefined): readonly string[] {
  if (region === undefined) return ['aws:region is missing: set it with `pulumi config set aws:region <value>`'];
  const problem = regionRule(region);
  return problem === undefined ? [] : [`aws:region is ${JSON.stringify(region)}: ${problem}`];
}

/** What the program builds on is written in clear text into definitions and names: to encrypt it would promise too much. */
function secretProblem(name: SettingName): readonly string[] {
  return SETTINGS[name].mayBeSecret === true
    ? []
    : [
        `${name} is encrypted: it would not stay secret, since resources are made by it; set it with \`pulumi config set --plaintext\``,
      ];
}

/** Pulumi ignores a key whose project is misspelt, or was renamed: the stack would silently get a default instead. */
function keysOfOtherProjects(keys: readonly string[], project: string): readonly string[] {
  return keys
    .filter((key) => ![project, ...RESERVED_NAMESPACES].includes(key.slice(0, key.indexOf(':'))))
    .filter((key) => isSettingName(key.slice(key.indexOf(':') + 1)))
    .map(
      (key) =>
        `${key} belongs to another project: this one is called "${project}"; leave out "${key.slice(0, key.indexOf(':') + 1)}", or remove the key`,
    );
}

function ownValues(values: Readonly<Record<string, string>>, project: string): Map<string, string> {
  const prefix = `${project}:`;
  const own = Object.entries(values).filter(([key]) => key.startsWith(prefix));
  return new Map(own.map(([key, value]) => [key.slice(prefix.length), value]));
}

function ownName(qualified: string, project: string): SettingName | undefined {
  const name = qualified.startsWith(`${project}:`) ? qualified.slice(project.length + 1) : '';
  return isSettingName(name) ? name : undefined;
}
