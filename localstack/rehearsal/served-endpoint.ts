import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { isAlive } from '../../emulators/core/process/is-alive.ts';
import { writeWhole } from '../../emulators/core/storage/whole-file.ts';
import { jsonRecord, number } from './json-values.ts';

/** In the data folder, as long as a process serves what is in it: for commands that are clients of that process. */
const NOTE = 'served.json';

export function noteServed(dataFolder: string, endpointUrl: string): void {
  writeWhole(join(dataFolder, NOTE), `${JSON.stringify({ pid: process.pid, endpointUrl })}\n`);
}

export function forgetServed(dataFolder: string): Promise<void> {
  return rm(join(dataFolder, NOTE), { force: true });
}

/** Where the data folder is served; undefined where it is not, also where its process was killed. */
export async function servedEndpoint(dataFolder: string): Promise<string | undefined> {
  const text = await readFile(join(dataFolder, NOTE), 'utf8').catch(() => '');
  const { pid, endpointUrl } = jsonRecord(text);
  return typeof endpointUrl === 'string' && isAlive(number(pid)) ? endpointUrl : undefined;
}
