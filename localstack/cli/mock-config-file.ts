import { readFile } from 'node:fs/promises';
import { UserError } from '../../emulators/core/user-error.ts';
import { MockConfig, MockConfigError } from '../../emulators/step-functions/mocks/mock-config.ts';

/** Reads a MockConfigFile.json of Step Functions Local; what does not fit is a UserError that says all of it. */
export async function readMockConfig(file: string): Promise<MockConfig> {
  const text = await readFile(file, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new UserError('MockConfigError', `--mock-config ${file} cannot be read (${cause.code})`, { cause });
  });
  try {
    return MockConfig.parse(text);
  } catch (cause) {
    if (!(cause instanceof MockConfigError)) throw cause;
    throw new UserError('MockConfigError', `--mock-config ${file} cannot be used:${cause.message}`, { cause });
  }
}
