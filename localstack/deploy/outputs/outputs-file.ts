import { mkdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PRIVATE_FOLDER } from '../../../emulators/core/storage/private-files.ts';
import { writeWhole } from '../../../emulators/core/storage/whole-file.ts';

/** All outputs of the deployed program, for other programs and for the console. */
export function writeOutputs(dataFolder: string, outputs: Readonly<Record<string, unknown>>): void {
  mkdirSync(dataFolder, { recursive: true, mode: PRIVATE_FOLDER });
  writeWhole(join(dataFolder, 'outputs.json'), `${JSON.stringify(outputs, undefined, 2)}\n`);
}

/** What was written at the deployment. */
export async function readOutputs(dataFolder: string): Promise<Readonly<Record<string, unknown>>> {
  const outputs: Record<string, unknown> = JSON.parse(await readFile(join(dataFolder, 'outputs.json'), 'utf8'));
  return outputs;
}
