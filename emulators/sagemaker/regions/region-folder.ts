import { join } from 'node:path';
import type { Place } from '../../core/authorization/needed-permissions.ts';

/** Where the records of one account in one region lie. */
export function regionFolder(dataFolder: string, { region, accountId }: Place): string {
  return join(dataFolder, accountId, region);
}
