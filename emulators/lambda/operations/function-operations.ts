import { randomUUID } from 'node:crypto';
import { notImplemented } from '../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { functionNameOf } from '../api/function-name.ts';
import { invalidParameterValue, userError } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import { codeOf, unzipFiles } from '../store/code-package.ts';
import { configurationOf, type FunctionRecord } from '../store/function-record.ts';
import { zipFileOf } from './code-source.ts';
import { checkExecutionRole } from './execution-role.ts';
import { type FunctionSettings, RUNTIME, readArchitectures, readSettings } from './function-settings.ts';
import { checkTags } from './function-tags.ts';
import { checkTracing } from './trace-permissions.ts';

const DEFAULTS = {
  description: '',
  timeoutSeconds: 3,
  memoryMb: 128,
  tracingMode: 'PassThrough',
  ephemeralStorageMb: 512,
};

export async function createFunction(input: JsonObject, state: LambdaState): Promise<object> {
  const { arnPrefix, clients, functions, packages } = state;
  const functionName = functionNameOf(requiredText(input, 'FunctionName'), arnPrefix);
  const settings = readSettings(input, 'CreateFunction', true);
  const tags = checkTags(input['Tags']);
  const code = isJsonObject(input['Code']) ? input['Code'] : {};
  const zip = await zipFileOf(code, 'CreateFunction', clients.s3);
  const role = requiredText(input, 'Role');
  await checkExecutionRole(role, clients.iam);
  refuseTaken(functionName, state);
  const record: FunctionRecord = {
    ...DEFAULTS,
    functionName,
    functionArn: `${arnPrefix}:function:${functionName}`,
    architectures: readArchitectures(input) ?? ['x86_64'],
    logGroup: `/aws/lambda/${functionName}`,
    runtime: RUNTIME,
    handler: '',
    ...settings,
    role,
    tags,
    code: packages.add(zip),
    ...newRevision(),
  };
  checkTracing(record, state.permissions);
  functions.put(record);
  return configurationOf(record);
}

export async function updateFunctionCode(name: string, input: JsonObject, state: LambdaState): Promise<object> {
  const { clients, functions, packages } = state;
  const { DryRun: dryRun, Architectures: _architectures, RevisionId: _revision, ...code } = input;
  refuseUnknownCode(code);
  functions.required(name);
  const zip = await zipFileOf(code, 'UpdateFunctionCode', clients.s3);
  const record = functions.required(name);
  checkRevision(input, record);
  const architectures = readArchitectures(input) ?? record.architectures;
  if (dryRun === true) {
    unzipFiles(zip);
    return configurationOf({ ...record, architectures, code: codeOf(zip) });
  }
  return replace({ ...record, architectures, code: packages.add(zip), ...newRevision() }, state);
}

export async function updateFunctionConfiguration(
  name: string,
  input: JsonObject,
  state: LambdaState,
): Promise<object> {
  const settings: FunctionSettings = readSettings(input, 'UpdateFunctionConfiguration', false);
  state.functions.required(name);
  if (settings.role !== undefined) await checkExecutionRole(settings.role, state.clients.iam);
  const record = state.functions.required(name);
  checkRevision(input, record);
  const changed = { ...record, ...settings, ...newRevision() };
  checkTracing(changed, state.permissions);
  return replace(changed, state);
}

export function deleteFunction(name: string, state: LambdaState): void {
  state.functions.required(name);
  state.functions.delete(name);
  state.pool.retire(name);
}

function replace(record: FunctionRecord, { functions, pool }: LambdaState): object {
  functions.put(record);
  pool.retire(record.functionName);
  return configurationOf(record);
}

function newRevision(): Pick<FunctionRecord, 'lastModified' | 'revisionId'> {
  return { lastModified: new Date().toISOString().replace('Z', '+0000'), revisionId: randomUUID() };
}

function refuseTaken(name: string, { functions }: LambdaState): void {
  if (functions.find(name) === undefined) return;
  throw userError('ResourceConflictException', 409, `Function already exist: ${name}`);
}

function checkRevision(input: JsonObject, record: FunctionRecord): void {
  const expected = input['RevisionId'];
  if (expected === undefined || expected === record.revisionId) return;
  throw userError(
    'PreconditionFailedException',
    412,
    `[rehearsal] RevisionId ${expected} is not the latest of ${record.functionName}: get the function again`,
  );
}

const CODE_MEMBERS = new Set(['ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion', 'ImageUri', 'FunctionName']);

function refuseUnknownCode(code: JsonObject): void {
  const others = Object.keys(code).filter((member) => !CODE_MEMBERS.has(member) && code[member]);
  if (others.length > 0) throw notImplemented('lambda', `UpdateFunctionCode with ${others.join(', ')}`);
}

function requiredText(input: JsonObject, member: string): string {
  const value = input[member];
  if (typeof value === 'string') return value;
  throw invalidParameterValue(`[rehearsal] ${member} is required`);
}
