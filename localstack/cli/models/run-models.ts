import { writeFile } from 'node:fs/promises';
import type { AwsClients } from '../../../emulators/core/aws-clients.ts';
import { buildWholeLater } from '../../../emulators/core/storage/whole-file.ts';
import { removeEarlierResult } from '../../rehearsal/run-result.ts';
import { decideVersion } from './decide-version.ts';
import { championAmong, describeVersion, listVersions, type ModelVersion } from './model-versions.ts';
import type { ModelsCommand } from './models-table.ts';
import { rehearsedGroup } from './rehearsed-group.ts';
import { versionLines } from './version-lines.ts';
import { withModels } from './with-models.ts';

/** Lists registered models or decides on one; gives the exit status. */
export async function runModels(command: ModelsCommand, print: (line: string) => void): Promise<number> {
  const { jsonFile, decision } = command;
  if (jsonFile !== undefined) await removeEarlierResult('--json', jsonFile);
  const { group, region } = await rehearsedGroup(command);
  await withModels({ ...command, region }, async (clients) => {
    if (decision !== undefined) for (const line of await decideVersion(clients, group, decision)) print(line);
    if (decision === undefined || jsonFile !== undefined) await list(clients, group, command, print);
  });
  return 0;
}

async function list(
  clients: AwsClients,
  group: string,
  { limit, jsonFile, decision }: ModelsCommand,
  print: (line: string) => void,
): Promise<void> {
  const found = await listVersions(clients, group);
  const champion = championAmong(found)?.ModelPackageArn;
  const versions: ModelVersion[] = [];
  for (const summary of found.slice(0, limit)) versions.push(await describeVersion(clients, summary, champion));
  if (decision === undefined) for (const line of versionLines(group, versions, found.length)) print(line);
  if (jsonFile === undefined) return;
  const text = `${JSON.stringify({ group, total: found.length, versions }, undefined, 2)}\n`;
  await buildWholeLater(jsonFile, (unfinished) => writeFile(unfinished, text));
}
