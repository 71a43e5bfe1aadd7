/** Where the function has the keys from: it asks S3, or reads a list that was written before the run. */
export type KeySource = 'list' | 'inventory' | 'metadata';

export interface KeyListSettings {
  readonly keySource: KeySource;
  /** Of a manifest.json, or of a folder with its slash. */
  readonly inventoryUri: string | undefined;
  readonly inventoryMaximumDays: number;
}

/** Member of the function's payload; none where S3 is asked. */
export function keyListPayload({ keySource, inventoryUri, inventoryMaximumDays }: KeyListSettings): object {
  if (keySource === 'list') return {};
  return { keySource: { kind: keySource, uri: inventoryUri, maximumDays: inventoryMaximumDays } };
}

export interface KeyListPlace {
  readonly bucket: string;
  /** With its slash. Every list that a run may read is below it, with its files. */
  readonly folder: string;
}

/** A manifest is in the folder of its day, and the files that it names are beside that one. */
export function keyListPlace(uri: string): KeyListPlace {
  const [, bucket = '', key = ''] = /^s3:\/\/([^/]+)\/(.*)$/.exec(uri) ?? [];
  return { bucket, folder: key.replace(/[^/]+\/manifest\.json$/, '') };
}
