import { randomUUID } from 'node:crypto';
import { requiredString, stringMap } from '../../core/validation/input-members.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { checkNewName, referenceIn } from '../api/function-name.ts';
import { answering, type LambdaOperations } from '../api/lambda-api.ts';
import { invalidParameterValue, userError } from '../api/lambda-errors.ts';
import type { LambdaState } from '../api/lambda-state.ts';
import { configurationOf, type FunctionRecord, LATEST, listedConfigurationOf } from '../store/function-record.ts';
import { zipFileOf } from './code-source.ts';
import { checkExecutionRole } from './execution-role.ts';
import { RUNTIME, readArchitectures, readSettings } from './function-settings.ts';
import { checkTagCount } from './function-tags.ts';
import { publishedVersion } from './function-versions.ts';
import { pageOf } from './marker-list.ts';
import { checkRevision } from './revision.ts';
import { checkTracing } from './trace-permissions.ts';

const DEFAULTS = {
  description: '',
  timeoutSeconds: 3,
  memoryMb: 128,
  tracingMode: 'PassThrough',
  ephemeralStorageMb: 512,
};

export function functionOperations(state: LambdaState): LambdaOperations {
  const record = (input: JsonObject) => state.functions.resolved(referenceIn(input, state.arnPrefix));
  return {
    CreateFunction: answering(201, (input) => createFunction(input, state)),
    GetFunction: answering(200, (input) => getFunction(record(input))),
    GetFunctionConfiguration: answering(200, (input) => configurationOf(record(input))),
    GetFunctionCodeSigningConfig: answering(200, (input) => nothingOf(record(input))),
    GetFunctionConcurrency: answering(200, (input) => nothingOf(record(input))),
    ListFunctions: answering(200, (input) => listFunctions(input, state)),
    UpdateFunctionCode: answering(200, (input) => updateFunctionCode(input, state)),
    UpdateFunctionConfiguration: answering(200, (input) => updateFunctionConfiguration(input, state)),
    DeleteFunction: answering(204, (input) => deleteFunction(input, state)),
  };
}

async function createFunction(input: JsonObject, state: LambdaState): Promise<object> {
  const { arnPrefix, clients, functions, packages } = state;
  const { name: functionName } = referenceIn(input, arnPrefix);
  checkNewName(functionName);
  const settings = readSettings(input, 'CreateFunction', true);
  const tags = stringMap(input, 'Tags');
  checkTagCount(tags);
  const code = isJsonObject(input['Code']) ? input['Code'] : {};
  refuseUnknownCode(code, 'CreateFunction');
  const zip = await zipFileOf(code, 'CreateFunction', clients.s3);
  const role = requiredString(input, 'Role');
  await checkExecutionRole(role, clients.iam);
  refuseTaken(functionName, state);
  const unpacked = await packages.add(zip);
  // Another request may have made it meanwhile.
  refuseTaken(functionName, state);
  const record: FunctionRecord = {
    ...DEFAULTS,
    functionName,
    functionArn: functions.arnOf({ name: functionName }),
    architectures: readArchitectures(input) ?? ['x86_64'],
    logGroup: `/aws/lambda/${functionName}`,
    runtime: RUNTIME,
    handler: '',
    ...settings,
    role,
    tags,
    code: unpacked,
    ...newRevision(),
  };
  checkTracing(record, state.permissions);
  functions.put(record);
  sayThatNothingIsEncrypted(record);
  return configurationOf(input['Publish'] === true ? publishedVersion(record, state) : record);
}

function sayThatNothingIsEncrypted({ functionName, kmsKeyArn }: FunctionRecord): void {
  if (kmsKeyArn === undefined) return;
  process.emitWarning(
    `KMSKeyArn of the function ${functionName} is kept and shown; its variables are not encrypted here`,
  );
}

/** AWS adds a presigned Location of the code; there is none here, rather than one that cannot be fetched. */
function getFunction(record: FunctionRecord): object {
  const shownTags = Object.keys(record.tags).length === 0 ? {} : { Tags: record.tags };
  return { Configuration: configurationOf(record), Code: { RepositoryType: 'S3' }, ...shownTags };
}

/** What a function has none of here, such as reserved concurrency; it must be there all the same. */
function nothingOf(_record: FunctionRecord): object {
  return {};
}

function listFunctions(input: JsonObject, { functions }: LambdaState): object {
  const latest = functions.all;
  const all = input['FunctionVersion'] === 'ALL' ? latest.flatMap((one) => withVersions(one)) : latest;
  const { shown, next } = pageOf(input, all, ({ functionArn }) => functionArn);
  return { Functions: shown.map(listedConfigurationOf), ...next };

  function withVersions(one: FunctionRecord): readonly FunctionRecord[] {
    const qualified = { ...one, functionArn: functions.arnOf({ name: one.functionName, qualifier: LATEST }) };
    return [qualified, ...functions.versionsOf(one.functionName)];
  }
}

async function updateFunctionCode(input: JsonObject, state: LambdaState): Promise<object> {
  const { arnPrefix, clients, functions, packages } = state;
  const { name } = referenceIn(input, arnPrefix);
  refuseUnknownCode(input, 'UpdateFunctionCode');
  functions.required(name);
  const zip = await zipFileOf(input, 'UpdateFunctionCode', clients.s3);
  const record = functions.required(name);
  checkRevision(input, record);
  const architectures = readArchitectures(input) ?? record.architectures;
  if (input['DryRun'] === true) {
    return configurationOf({ ...record, architectures, code: await packages.check(zip) });
  }
  const unpacked = await packages.add(zip);
  const present = functions.required(name);
  checkRevision(input, present);
  const changed = replace({ ...present, architectures, code: unpacked, ...newRevision() }, state);
  return configurationOf(input['Publish'] === true ? publishedVersion(changed, state) : changed);
}

async function updateFunctionConfiguration(input: JsonObject, state: LambdaState): Promise<object> {
  const { name } = referenceIn(input, state.arnPrefix);
  const settings = readSettings(input, 'UpdateFunctionConfiguration', false);
  state.functions.required(name);
  if (settings.role !== undefined) await checkExecutionRole(settings.role, state.clients.iam);
  const record = state.functions.required(name);
  checkRevision(input, record);
  const changed = { ...record, ...settings, ...newRevision() };
  checkTracing(changed, state.permissions);
  if (settings.kmsKeyArn !== undefined) sayThatNothingIsEncrypted(changed);
  return configurationOf(replace(changed, state));
}

/** The whole function, or the version that Qualifier names. */
function deleteFunction(input: JsonObject, { functions, pool, arnPrefix }: LambdaState): undefined {
  const { name, qualifier } = referenceIn(input, arnPrefix);
  functions.required(name);
  if (qualifier === LATEST) {
    throw invalidParameterValue('$LATEST version cannot be deleted without deleting the function.');
  }
  if (qualifier === undefined) {
    functions.delete(name);
    pool.retire(name);
    return;
  }
  const alias = functions.aliasesOf(name).find((one) => isBehind(qualifier, one));
  if (alias !== undefined) {
    const text = `[rehearsal] the alias ${alias.name} of ${name} leads to version ${qualifier}: delete or change the alias first`;
    throw userError('ResourceConflictException', 409, text);
  }
  functions.deleteVersion(name, qualifier);
}

function isBehind(version: string, alias: { readonly functionVersion: string; readonly weights?: object }): boolean {
  return alias.functionVersion === version || Object.hasOwn(alias.weights ?? {}, version);
}

function replace(record: FunctionRecord, { functions, pool }: LambdaState): FunctionRecord {
  functions.put(record);
  pool.retire(record.functionName);
  return record;
}

function newRevision(): Pick<FunctionRecord, 'lastModified' | 'revisionId'> {
  return { lastModified: new Date().toISOString().replace('Z', '+0000'), revisionId: randomUUID() };
}

function refuseTaken(name: string, { functions }: LambdaState): void {
  if (functions.find(name) === undefined) return;
  throw userError('ResourceConflictException', 409, `Function already exist: ${name}`);
}

const CODE_MEMBERS = new Set([
  ...['FunctionName', 'ZipFile', 'S3Bucket', 'S3Key', 'S3ObjectVersion', 'ImageUri'],
  ...['Architectures', 'Publish', 'DryRun', 'RevisionId'],
]);

function refuseUnknownCode(code: JsonObject, operation: string): void {
  const others = Object.keys(code).filter((member) => !CODE_MEMBERS.has(member) && code[member]);
  if (others.length > 0) throw notImplemented('lambda', `${operation} with ${others.join(', ')}`);
}
