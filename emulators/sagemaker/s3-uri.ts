export interface S3Location {
  readonly bucket: string;
  readonly key: string;
}

/** Bucket and key (or prefix) of an `s3://` address; undefined for any other text. */
export function parseS3Uri(uri: string): S3Location | undefined {
  const match = /^s3:\/\/([^/]+)(?:\/(.*))?$/su.exec(uri);
  const bucket = match?.[1];
  return bucket === undefined ? undefined : { bucket, key: match?.[2] ?? '' };
}
