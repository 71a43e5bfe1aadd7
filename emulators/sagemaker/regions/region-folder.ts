import { join } from 'node:path';
import type { AccountRegion } from '../../core/regional-arn.ts';

/** Where the records of one account in one region are. */
export function regionFolder(dataFolder: string, { region, accountId }: AccountRegion): string {
  return join(dataFolder, accountId, region);
}
