import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { suggestion } from '../../../emulators/core/nearest-name.ts';
import { UserError } from '../../../emulators/core/user-error.ts';
import { parseStackFile } from './stack-file-yaml.ts';

export interface StackConfig {
  readonly project: string;
  readonly stack: string;
  /** Fully qualified keys; objects and lists as JSON text, as Pulumi's engine hands them to a program. */
  readonly values: Readonly<Record<string, string>>;
  /**
   * Fully qualified keys with an encrypted value, which only Pulumi can read. `values` has the project's default for them, if
   * there is one; where a member of an object is encrypted, the object without that member.
   */
  readonly encrypted: readonly string[];
}

/** A configuration in which nothing is encrypted, or needs to be read. */
export type PlainConfig = Omit<StackConfig, 'encrypted'>;

/** The stack's configuration as Pulumi's engine would compute it: the project's defaults, then `Pulumi.<stack>.yaml`. */
export async function readStackConfig(projectFolder: string, stack: string): Promise<StackConfig> {
  const file = join(projectFolder, `Pulumi.${stack}.yaml`);
  const stacks = await stacksIn(projectFolder);
  if (stacks.includes(stack)) return readConfigFile(projectFolder, stack, file);
  const advice = stacks.length === 0 ? 'there is none for any stack' : suggestion(stack, stacks);
  throw new UserError('StackConfigError', `there is no ${file}, the configuration of the stack "${stack}"; ${advice}`);
}

async function stacksIn(projectFolder: string): Promise<readonly string[]> {
  const files = await readdir(projectFolder).catch(() => []);
  return files.flatMap((file) => /^Pulumi\.(.+)\.yaml$/.exec(file)?.[1] ?? []).sort();
}

/** Like readStackConfig, from a file of another name, as `pulumi --config-file` takes it. */
export async function readConfigFile(projectFolder: string, stack: string, file: string): Promise<StackConfig> {
  const projectFile = await readYaml(join(projectFolder, 'Pulumi.yaml'));
  const stackFile = await readYaml(file);
  const project = projectFile['name'];
  if (typeof project !== 'string') throw new UserError('StackConfigError', 'Pulumi.yaml has no name');
  const set = qualifiedEntries(project, stackFile['config']);
  const plain = set.flatMap(([key, value]) => {
    const readable = withoutEncrypted(value);
    return readable === undefined ? [] : [[key, asConfigText(readable)]];
  });
  const values = { ...projectDefaults(project, projectFile['config']), ...Object.fromEntries(plain) };
  const encrypted = set.filter(([key, value]) => hasEncrypted(value) && !isForProviderAlone(key)).map(([key]) => key);
  return { project, stack, values, encrypted };
}

/** Replaces values, by keys with or without the project's name; a value that replaces an encrypted one makes it readable. */
export function overridden(config: StackConfig, changes: Readonly<Record<string, unknown>>): StackConfig {
  const entries = qualifiedEntries(config.project, changes);
  const texts = entries.map(([key, value]) => [key, asConfigText(value)]);
  const replaced = new Set(entries.map(([key]) => key));
  return {
    ...config,
    values: { ...config.values, ...Object.fromEntries(texts) },
    encrypted: config.encrypted.filter((key) => !replaced.has(key)),
  };
}

async function readYaml(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError('StackConfigError', `${path} cannot be read (${error.code})`, { cause: error });
  });
  try {
    const content: unknown = parseStackFile(text) ?? {};
    if (isRecord(content)) return content;
  } catch (cause) {
    throw new UserError('StackConfigError', `${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  throw new UserError('StackConfigError', `${path} is not a YAML mapping`);
}

/** `config:` of Pulumi.yaml maps a key to a value, or to a declaration with `value` (fixed) or `default`. */
function projectDefaults(project: string, config: unknown): Record<string, string> {
  const values = qualifiedEntries(project, config).map(([key, declared]) => {
    const value = isRecord(declared) ? (declared['value'] ?? declared['default']) : declared;
    return [key, value] as const;
  });
  const given = values.filter(([, value]) => value !== undefined && value !== null);
  return Object.fromEntries(given.map(([key, value]) => [key, asConfigText(value)]));
}

/** A key without a namespace is the project's own, whatever the project is called. */
function qualifiedEntries(project: string, config: unknown): (readonly [string, unknown])[] {
  const entries = Object.entries(isRecord(config) ? config : {});
  return entries.map(([key, value]) => [key.includes(':') ? key : `${project}:${key}`, value]);
}

/** As the engine hands it to a program: a key without a value is an empty text, and members are sorted. */
function asConfigText(value: unknown): string {
  return typeof value === 'object' && value !== null ? JSON.stringify(sorted(value)) : String(value ?? '');
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isRecord(value)) return value;
  const names = Object.keys(value).sort();
  return Object.fromEntries(names.map((name) => [name, sorted(value[name])]));
}

/** Credentials, for example, which nobody needs here: of the AWS provider's keys programs read the region. */
function isForProviderAlone(key: string): boolean {
  return key.startsWith('aws:') && key !== 'aws:region';
}

function isEncrypted(value: unknown): boolean {
  return isRecord(value) && typeof value['secure'] === 'string' && Object.keys(value).length === 1;
}

function hasEncrypted(value: unknown): boolean {
  if (isEncrypted(value)) return true;
  return typeof value === 'object' && value !== null && Object.values(value).some(hasEncrypted);
}

/** What of a value can be read; undefined where nothing can. */
function withoutEncrypted(value: unknown): unknown {
  if (isEncrypted(value)) return undefined;
  if (Array.isArray(value)) return value.map(withoutEncrypted).filter((item) => item !== undefined);
  if (!isRecord(value)) return value;
  const members = Object.entries(value).map(([key, member]) => [key, withoutEncrypted(member)]);
  return Object.fromEntries(members.filter(([, member]) => member !== undefined));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
