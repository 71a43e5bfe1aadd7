import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { pythonWith } from '../python-environment.ts';

const CACHE_FOLDER = join(import.meta.dirname, '..', '..', 'node_modules', '.cache', 'botocore');
const PRINT_PLACE = 'import botocore; print(botocore.__version__); print(botocore.__path__[0])';

/** The folder of botocore's API models, installed for this when it is not there yet, and botocore's version. */
export async function botocoreData(): Promise<{ readonly folder: string; readonly version: string }> {
  const requirements = join(import.meta.dirname, 'botocore-requirements.txt');
  const python = await pythonWith(requirements, CACHE_FOLDER, (text) => process.stderr.write(`${text}\n`));
  const [version = '', path = ''] = execFileSync(python, ['-c', PRINT_PLACE], { encoding: 'utf8' }).split('\n');
  return { folder: join(path, 'data'), version };
}
