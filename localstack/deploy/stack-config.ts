import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { UserError } from '../../emulators/core/user-error.ts';

export interface StackConfig {
  readonly project: string;
  readonly stack: string;
  /** Fully qualified keys; objects and lists as JSON text, as Pulumi's engine hands them to a program. */
  readonly values: Readonly<Record<string, string>>;
}

/** The stack's configuration as Pulumi's engine would compute it: the project's defaults, then `Pulumi.<stack>.yaml`. */
export async function readStackConfig(projectFolder: string, stack: string): Promise<StackConfig> {
  const projectFile = await readYaml(join(projectFolder, 'Pulumi.yaml'));
  const stackFile = await readYaml(join(projectFolder, `Pulumi.${stack}.yaml`));
  const project = projectFile['name'];
  if (typeof project !== 'string') throw new Error('Pulumi.yaml has no name');
  const values = { ...projectDefaults(project, projectFile['config']), ...stackValues(project, stackFile['config']) };
  return { project, stack, values };
}

async function readYaml(path: string): Promise<Record<string, unknown>> {
  const text = await readFile(path, 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw new UserError('StackConfigError', `${path} cannot be read (${error.code})`, { cause: error });
  });
  try {
    const content: unknown = parse(text) ?? {};
    if (isRecord(content)) return content;
  } catch (cause) {
    throw new UserError('StackConfigError', `${path}: ${cause instanceof Error ? cause.message : cause}`, { cause });
  }
  throw new UserError('StackConfigError', `${path} is not a YAML mapping`);
}

/** `config:` of Pulumi.yaml maps a key to a value, or to a declaration with `value` (fixed) or `default`. */
function projectDefaults(project: string, config: unknown): Record<string, string> {
  const defaults: Record<string, string> = {};
  for (const [key, declaration] of Object.entries(isRecord(config) ? config : {})) {
    const value = isRecord(declaration) ? (declaration['value'] ?? declaration['default']) : declaration;
    if (value !== undefined && value !== null) defaults[qualified(project, key)] = asConfigText(value);
  }
  return defaults;
}

function stackValues(project: string, config: unknown): Record<string, string> {
  const entries = Object.entries(isRecord(config) ? config : {});
  return Object.fromEntries(entries.map(([key, value]) => [qualified(project, key), asConfigText(value)]));
}

function qualified(project: string, key: string): string {
  return key.includes(':') ? key : `${project}:${key}`;
}

function asConfigText(value: unknown): string {
  if (isRecord(value) && typeof value['secure'] === 'string') {
    throw new Error('an encrypted config value cannot be read without Pulumi; give the local stack a plain one');
  }
  return typeof value === 'object' ? JSON.stringify(value) : String(value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
