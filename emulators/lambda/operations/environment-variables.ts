import { MemberConstraints } from '../../core/validation/member-constraints.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';

const MAX_BYTES = 4096;
/** https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime */
const RESERVED = new Set([
  ...['_HANDLER', '_X_AMZN_TRACE_ID', 'AWS_DEFAULT_REGION', 'AWS_REGION', 'AWS_EXECUTION_ENV'],
  ...['AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_VERSION'],
  ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME'],
  ...['AWS_ACCESS_KEY', 'AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN'],
  ...['AWS_LAMBDA_RUNTIME_API', 'LAMBDA_TASK_ROOT', 'LAMBDA_RUNTIME_DIR'],
]);

/** The function's own variables out of `Environment`, refused as Lambda refuses them. */
export function checkVariables(environment: JsonObject): Readonly<Record<string, string>> {
  const value = environment['Variables'] ?? {};
  if (!isJsonObject(value)) throw invalidParameterValue('[rehearsal] Environment.Variables must be a map of strings');
  const entries = Object.entries(value).map(([key, text]): [string, string] => [key, String(text)]);
  const constraints = new MemberConstraints();
  for (const [key] of entries)
    constraints.check('environment.variables.key', key, { pattern: '[a-zA-Z]([a-zA-Z0-9_])+' });
  constraints.throwAs('ValidationException');
  const reserved = entries.map(([key]) => key).filter((key) => RESERVED.has(key));
  if (reserved.length > 0) {
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    );
  }
  const measured = JSON.stringify(Object.fromEntries(entries));
  if (entries.reduce((sum, [key, text]) => sum + Buffer.byteLength(key + text), 0) > MAX_BYTES) {
    throw invalidParameterValue(
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    );
  }
  return Object.fromEntries(entries);
}
