import { join } from 'node:path';
import { stringify } from 'yaml';
import type { StartedCloud } from '../../emulators/cloud/started-cloud.ts';
import { writeWhole } from '../../emulators/core/storage/whole-file.ts';
import type { AwsProxy } from '../clouds/aws-proxy/aws-proxy.ts';

/**
 * What the SageMaker Python SDK needs beside AWS_ENDPOINT_URL, as environment variables. It asks STS at AWS's own address
 * whatever the endpoint is, and reports its use to AWS unless its defaults say otherwise.
 */
export function notebookEnvironment(
  dataFolder: string,
  { region, accountId }: StartedCloud,
  proxy: AwsProxy,
): Readonly<Record<string, string>> {
  const defaults = join(dataFolder, 'sagemaker-sdk.yaml');
  const authority = join(dataFolder, 'aws-proxy-ca.pem');
  const modules = { TelemetryOptOut: true, Session: { DefaultS3Bucket: `sagemaker-${region}-${accountId}` } };
  writeWhole(defaults, stringify({ SchemaVersion: '1.0', SageMaker: { PythonSDK: { Modules: modules } } }));
  writeWhole(authority, proxy.authorityPem);
  return { HTTPS_PROXY: proxy.url, AWS_CA_BUNDLE: authority, SAGEMAKER_USER_CONFIG_OVERRIDE: defaults };
}
