/** `[/]bucket/key[?versionId=id]` of `x-amz-copy-source`, each part as it was sent; undefined where it is not of that form. */
export function copySourceParts(
  header: string,
): { readonly bucket: string; readonly key: string; readonly versionId: string | undefined } | undefined {
  const [path = '', query = ''] = header.split('?', 2);
  const [, versionId] = /(?:^|&)versionId=([^&]*)/.exec(query) ?? [];
  const [, bucket, key] = /^\/?([^/]+)\/(.+)$/s.exec(path) ?? [];
  return bucket === undefined || key === undefined ? undefined : { bucket, key, versionId };
}
