import { fileURLToPath } from 'node:url';
import type { AwsAccess } from '../../core/aws-clients.ts';
import { type FunctionRecord, versionOf } from '../store/function-record.ts';

export interface ProcessFolders {
  readonly taskRoot: string;
  readonly compileCache: string;
  readonly temporaryFolder: string;
  readonly logStream: string;
}

/** What AWS's runtime has in PATH. */
const PATH = '/var/lang/bin:/usr/local/bin:/usr/bin/:/bin:/opt/bin';

/**
 * The whole environment of a runtime process: as on AWS, with the endpoint, a temporary folder of its own and the folders of
 * Node's code cache (which the runtime takes away before it loads the function) added. Nothing of the host's comes along.
 * https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function processEnvironment(
  record: FunctionRecord,
  folders: ProcessFolders,
  access: AwsAccess,
): Record<string, string> {
  const { accessKeyId, secretAccessKey, sessionToken } = access.credentials;
  return {
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    PATH,
    ...record.variables,
    AWS_LAMBDA_FUNCTION_NAME: record.functionName,
    AWS_LAMBDA_FUNCTION_VERSION: versionOf(record),
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(record.memoryMb),
    AWS_LAMBDA_LOG_GROUP_NAME: record.logGroup,
    AWS_LAMBDA_LOG_STREAM_NAME: folders.logStream,
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_REGION: access.region,
    AWS_DEFAULT_REGION: access.region,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    ...(sessionToken === undefined ? {} : { AWS_SESSION_TOKEN: sessionToken }),
    AWS_EXECUTION_ENV: `AWS_Lambda_${record.runtime}`,
    AWS_ENDPOINT_URL: access.endpointUrl,
    LAMBDA_TASK_ROOT: folders.taskRoot,
    LAMBDA_RUNTIME_DIR: fileURLToPath(new URL('../runtime', import.meta.url)),
    _HANDLER: record.handler,
    TMPDIR: folders.temporaryFolder,
    NODE_COMPILE_CACHE: folders.compileCache,
  };
}
