/** An object's place, or that of all keys with a beginning. */
export interface S3Place {
  readonly bucket: string;
  readonly key: string;
}

export function s3PlaceOf(uri: string): S3Place | undefined {
  const [, bucket, key] = /^s3:\/\/([^/]+)\/?(.*)$/s.exec(uri) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key };
}

/** Of a request: its slashes part the key, everything else is percent-encoded. See unreachable. */
export function s3PathOf({ bucket, key }: S3Place): string {
  return `/${[bucket, ...key.split('/')].map(encodeURIComponent).join('/')}`;
}

/** Why no browser can ask for the object: it takes `.` and `..` out of every address, and would ask for another one. */
export function unreachable({ bucket, key }: S3Place): string | undefined {
  const segment = [bucket, ...key.split('/')].find((one) => one === '.' || one === '..');
  if (segment === undefined) return undefined;
  return `a browser cannot ask for s3://${bucket}/${key}: it takes "${segment}" between slashes for a folder; use the AWS CLI`;
}
