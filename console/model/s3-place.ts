/** An object's place, or that of all keys with a beginning. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

export function s3PlaceOf(uri: string): S3Place | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}

/** Of a request: its slashes part the key, everything else is percent-encoded. */
export function s3PathOf({ bucket, key }: S3Place): string {
  return `/${bucket}/${key.split('/').map(encodeURIComponent).join('/')}`;
}
