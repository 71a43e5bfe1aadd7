import { createHash } from 'node:crypto';
import type { S3Sender } from '../listing/fetch-page.ts';
import { type StoredPlace, uriOf } from '../storage/stored-place.ts';
import { readStored } from '../storage/stored-text.ts';
import { listFolder } from './list-folder.ts';
import { KeySourceError } from './source-errors.ts';

/** Folders of reports are named by the moment that they were begun, as in `2026-11-06T21-32Z/`. */
const REPORT_FOLDER = /\/\d{4}-\d\d-\d\dT\d\d-\d\dZ\/$/;
/** The newest report may still be under way: its manifest is written when it is complete. */
const REPORTS_LOOKED_AT = 5;

export interface FoundManifest {
  readonly uri: string;
  readonly text: string;
}

/** The manifest that a place names, or that of the newest report in a folder. @throws {KeySourceError} */
export async function findManifest(s3: S3Sender, place: StoredPlace): Promise<FoundManifest> {
  if (!place.key.endsWith('/') && place.key !== '') {
    const found = await readManifest(s3, place);
    if (found === undefined) throw new KeySourceError(uriOf(place), 'is not there');
    return found;
  }
  const { folders } = await listFolder(s3, place);
  const reports = folders.filter((folder) => REPORT_FOLDER.test(`/${folder}`)).sort();
  for (const folder of reports.reverse().slice(0, REPORTS_LOOKED_AT)) {
    const found = await readManifest(s3, { ...place, key: `${folder}manifest.json` });
    if (found !== undefined) return found;
  }
  throw new KeySourceError(
    uriOf(place),
    'has no report of S3 Inventory (a folder such as 2026-11-06T21-32Z/ with a manifest.json); give the folder of the inventory configuration, which is named by its ID. The first report comes within 48 hours',
  );
}

async function readManifest(s3: S3Sender, place: StoredPlace): Promise<FoundManifest | undefined> {
  const stored = await readStored(s3, place);
  if (stored === undefined) return undefined;
  const uri = uriOf(place);
  const checksum = await readStored(s3, { ...place, key: place.key.replace(/\.json$/, '.checksum') });
  const md5 = createHash('md5').update(stored.text).digest('hex');
  if (checksum !== undefined && checksum.text.trim().toLowerCase() !== md5) {
    throw new KeySourceError(uri, `has MD5 ${md5}, and manifest.checksum says ${checksum.text.trim()}`);
  }
  return { uri, text: stored.text };
}
