import type { StackConfig } from '../localstack/deploy/config/stack-config.ts';
import type { ProgramConfig } from './program-recording.ts';

/** What a program gets in place of an encrypted value for which Pulumi.yaml has no default: right by the program's rules. */
const STAND_INS: Readonly<Record<string, string>> = {
  region: 'us-east-1',
  alertEmail: 'encrypted@example.com',
  bucketName: 'encrypted-bucket-name',
  encryptionKeyArn: 'arn:aws:kms:us-east-1:123456789012:key/00000000-0000-0000-0000-000000000000',
  trainingRoleArn: 'arn:aws:iam::123456789012:role/encrypted',
  modelRoleArn: 'arn:aws:iam::123456789012:role/encrypted',
  functionRoleArn: 'arn:aws:iam::123456789012:role/encrypted',
  stateMachineRoleArn: 'arn:aws:iam::123456789012:role/encrypted',
};
const OTHER = 'encrypted';

/**
 * The configuration as a program can be run with it where nobody can decrypt: encrypted values have stand-ins, and stay secrets.
 */
export function withStandIns({ encrypted, ...config }: StackConfig): ProgramConfig {
  const standIns = encrypted.map((key) => [key, standInFor(key, config.values[key])]);
  return { ...config, values: { ...config.values, ...Object.fromEntries(standIns) }, secrets: encrypted };
}

function standInFor(key: string, readable: string | undefined): string {
  if (readable !== undefined && readable !== '') return readable;
  return STAND_INS[key.slice(key.indexOf(':') + 1)] ?? OTHER;
}
