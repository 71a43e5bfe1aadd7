import { UserError } from '../../emulators/core/user-error.ts';
import { overridden, readStackConfig, type StackConfig } from '../deploy/config/stack-config.ts';

/** The stack's configuration with the rehearsal's own values in it. Encrypted values must be among these: Pulumi alone can read them. */
export async function rehearsedConfig(
  projectFolder: string,
  stack: string,
  ownValues: Readonly<Record<string, unknown>> = {},
): Promise<StackConfig> {
  const config = overridden(await readStackConfig(projectFolder, stack), ownValues);
  if (config.encrypted.length === 0) return config;
  const keys = config.encrypted.map((key) => key.replace(`${config.project}:`, ''));
  const [them, value] = keys.length === 1 ? ['is', 'a value'] : ['are', 'values'];
  const lines = keys.map((key) => `\n  ${key}: <value>`).join('');
  throw new UserError(
    'EncryptedConfigError',
    `Pulumi.${stack}.yaml: ${keys.join(', ')} ${them} encrypted, which Pulumi alone can read. Give the rehearsal ${value} of its own in rehearsal.yaml:\nconfig:${lines}`,
  );
}
