/** An object in a bucket: the data set's, or that of a written list of keys. */
export interface StoredPlace {
  readonly bucket: string;
  readonly key: string;
}

export function uriOf({ bucket, key }: StoredPlace): string {
  return `s3://${bucket}/${key}`;
}
