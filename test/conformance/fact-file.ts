import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const FOLDER = join(import.meta.dirname, '..', '..', '..', 'shared', 'data', 'sagemaker');

/** What a file of collected facts says; where the facts are not beside the project, a printed line tells so. */
export function factFile<T>(name: string): T | undefined {
  const path = join(FOLDER, name);
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8')) as T;
  process.stderr.write(`\nNOT COMPARED: ${path} is not there, so nothing is compared with ${name}.\n`);
  return undefined;
}
