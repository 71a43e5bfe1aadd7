import { DataDownloadError } from './data-download-error.ts';

/**
 * A manifest: `[{"prefix": "s3://bucket/folder/"}, "a.csv", "b/c.csv"]`, see ManifestFile at
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_S3DataSource.html.
 */
export function manifestLocations(uri: string, text: string): { prefix: string; paths: readonly string[] } {
  const [first, ...paths] = parsed(uri, text);
  const prefix = typeof first === 'object' && first !== null && 'prefix' in first ? first.prefix : undefined;
  if (typeof prefix !== 'string' || !paths.every((path) => typeof path === 'string')) {
    throw new DataDownloadError(
      `[rehearsal] the manifest ${uri} is not a list of {"prefix": "s3://..."} and paths below that prefix`,
    );
  }
  return { prefix, paths };
}

function parsed(uri: string, text: string): readonly unknown[] {
  try {
    const value: unknown = JSON.parse(text);
    return Array.isArray(value) ? value : [];
  } catch (cause) {
    throw new DataDownloadError(`[rehearsal] the manifest ${uri} is not JSON`, { cause });
  }
}
