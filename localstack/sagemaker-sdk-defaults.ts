import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stringify } from 'yaml';

const FILE = 'sagemaker-sdk.yaml';

/**
 * Writes the defaults that the SageMaker Python SDK needs to stay on this machine (its SAGEMAKER_USER_CONFIG_OVERRIDE), and
 * gives the file's path. The SDK asks STS at a fixed address for the account when it names its default bucket, and reports
 * its use to AWS, unless it is told the bucket and not to.
 */
export async function writeSageMakerSdkDefaults(
  dataFolder: string,
  { region, accountId }: { readonly region: string; readonly accountId: string },
): Promise<string> {
  const path = join(dataFolder, FILE);
  const modules = { TelemetryOptOut: true, Session: { DefaultS3Bucket: `sagemaker-${region}-${accountId}` } };
  await writeFile(path, stringify({ SchemaVersion: '1.0', SageMaker: { PythonSDK: { Modules: modules } } }));
  return path;
}
