import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Tag } from '@aws-sdk/client-sagemaker';
import { RecordStore } from '../../core/storage/record-store.ts';
import { regionFolder } from './region-folder.ts';

const RESOURCES = ['training-jobs', 'models'] as const;
const TAGS = 'tags';
const WORK = 'work';

interface NamedResource {
  readonly name: string;
  readonly arn: string;
}

/** Data folders once held the records of all regions side by side: each goes to the folder of the region in its ARN. */
export function sortByRegion(dataFolder: string): void {
  if (![...RESOURCES, TAGS].some((kind) => existsSync(join(dataFolder, kind)))) return;
  const tags = new RecordStore<readonly Tag[]>(join(dataFolder, TAGS));
  for (const kind of RESOURCES) {
    const unsorted = new RecordStore<NamedResource>(join(dataFolder, kind));
    for (const resource of unsorted.values()) moveResource(dataFolder, kind, resource, tags.get(resource.arn));
    rmSync(join(dataFolder, kind), { recursive: true });
  }
  rmSync(join(dataFolder, TAGS), { recursive: true });
  rmSync(join(dataFolder, WORK), { recursive: true, force: true });
}

/** The old record goes last, with its folder: a move that is interrupted is done again. */
function moveResource(
  dataFolder: string,
  kind: (typeof RESOURCES)[number],
  resource: NamedResource,
  tags: readonly Tag[] | undefined,
): void {
  const [, , , region = '', accountId = ''] = resource.arn.split(':');
  const folder = regionFolder(dataFolder, { region, accountId });
  if (tags !== undefined) new RecordStore<readonly Tag[]>(join(folder, TAGS)).put(resource.arn, tags);
  new RecordStore<NamedResource>(join(folder, kind)).put(resource.name, resource);
}
