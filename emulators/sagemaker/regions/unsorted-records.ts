import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Tag } from '@aws-sdk/client-sagemaker';
import { hasDamage, isDamagedFolder } from '../../core/storage/damage.ts';
import type { RecordKind } from '../../core/storage/record-file.ts';
import { isText, record } from '../../core/storage/record-shape.ts';
import { RecordStore } from '../../core/storage/record-store.ts';
import { TAGS } from '../tag-store.ts';
import { regionFolder } from './region-folder.ts';

const RESOURCES = ['training-jobs', 'models'] as const;
const TAGS_FOLDER = 'tags';
const WORK = 'work';

interface NamedResource {
  readonly name: string;
  readonly arn: string;
}

const NAMED: RecordKind<NamedResource> = {
  noun: 'SageMaker resource',
  isRecord: record<NamedResource>({ name: isText, arn: isText }),
};

/** Data folders once held the records of all regions side by side: each goes to the folder of the region in its ARN. */
export function sortByRegion(dataFolder: string): void {
  if (![...RESOURCES, TAGS_FOLDER].some((kind) => holdsRecords(join(dataFolder, kind)))) return;
  const tags = new RecordStore(join(dataFolder, TAGS_FOLDER), TAGS);
  for (const kind of RESOURCES) {
    const unsorted = new RecordStore(join(dataFolder, kind), NAMED);
    for (const resource of unsorted.values()) moveResource(dataFolder, kind, resource, tags.get(resource.arn));
    removeSorted(join(dataFolder, kind));
  }
  removeSorted(join(dataFolder, TAGS_FOLDER));
  rmSync(join(dataFolder, WORK), { recursive: true, force: true });
}

function holdsRecords(folder: string): boolean {
  return existsSync(folder) && readdirSync(folder).some((name) => !isDamagedFolder(name));
}

/** What was set aside as damaged stays where it is said to be. */
function removeSorted(folder: string): void {
  for (const name of readdirSync(folder)) if (!isDamagedFolder(name)) rmSync(join(folder, name), { recursive: true });
  if (!hasDamage(folder)) rmSync(folder, { recursive: true });
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
  if (tags !== undefined) new RecordStore(join(folder, TAGS_FOLDER), TAGS).put(resource.arn, tags);
  new RecordStore(join(folder, kind), NAMED).put(resource.name, resource);
}
