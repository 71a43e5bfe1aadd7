import { optionalStrings } from '../../core/validation/input-members.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import type { FunctionRecord } from '../store/function-record.ts';
import { checkVariables } from './environment-variables.ts';

export const RUNTIME = 'nodejs24.x';
/** The API model allows more: functions on instances of one's own may take longer and be larger. */
const MAX_TIMEOUT_SECONDS = 900;
const MAX_SIZE_MB = 10_240;

/** Members of CreateFunction and UpdateFunctionConfiguration that have an effect here; another one is refused if it is set. */
const SETTINGS = new Set([
  ...['FunctionName', 'Role', 'Runtime', 'Handler', 'Description', 'Timeout', 'MemorySize', 'Environment'],
  ...['LoggingConfig', 'TracingConfig', 'EphemeralStorage', 'Architectures', 'Code', 'Tags', 'RevisionId'],
  ...['PackageType', 'Publish', 'KMSKeyArn'],
]);

/** The settings that a request changes; CreateFunction needs some of them. */
export type FunctionSettings = Partial<
  Pick<
    FunctionRecord,
    | 'role'
    | 'runtime'
    | 'handler'
    | 'description'
    | 'timeoutSeconds'
    | 'memoryMb'
    | 'variables'
    | 'kmsKeyArn'
    | 'logGroup'
    | 'tracingMode'
    | 'ephemeralStorageMb'
  >
>;

export function readSettings(input: JsonObject, operation: string, required: boolean): FunctionSettings {
  refuseOthers(input, operation);
  const { LogFormat: logFormat, LogGroup: logGroup, ...levels } = block(input, 'LoggingConfig');
  const { Mode: tracingMode } = block(input, 'TracingConfig');
  const { Size: ephemeralStorageMb } = block(input, 'EphemeralStorage');
  checkSizes(input['Timeout'], input['MemorySize'], ephemeralStorageMb);
  checkRuntime(input, required);
  if (isSet(levels)) throw notImplemented('lambda', `${operation} with ${Object.keys(levels).join(', ')}`);
  if (logFormat === 'JSON') throw notImplemented('lambda', `${operation} with LoggingConfig.LogFormat JSON`);
  const variables = input['Environment'] === undefined ? undefined : checkVariables(block(input, 'Environment'));
  return {
    ...text('role', input['Role']),
    ...text('runtime', input['Runtime']),
    ...text('handler', input['Handler']),
    ...text('description', input['Description']),
    ...wholeNumber('timeoutSeconds', input['Timeout']),
    ...wholeNumber('memoryMb', input['MemorySize']),
    ...text('logGroup', logGroup),
    ...text('tracingMode', tracingMode),
    ...wholeNumber('ephemeralStorageMb', ephemeralStorageMb),
    ...(variables === undefined ? {} : { variables }),
    ...text('kmsKeyArn', input['KMSKeyArn'] || undefined),
  };
}

export function readArchitectures(input: JsonObject): readonly string[] | undefined {
  return optionalStrings(input, 'Architectures');
}

function checkSizes(timeoutSeconds: unknown, memoryMb: unknown, ephemeralStorageMb: unknown): void {
  if (isAbove(memoryMb, MAX_SIZE_MB)) {
    throw invalidParameterValue(
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${MAX_SIZE_MB}`,
    );
  }
  if (isAbove(timeoutSeconds, MAX_TIMEOUT_SECONDS)) {
    throw invalidParameterValue(`[rehearsal] Timeout ${timeoutSeconds} must be at most ${MAX_TIMEOUT_SECONDS} seconds`);
  }
  if (isAbove(ephemeralStorageMb, MAX_SIZE_MB)) {
    throw invalidParameterValue(
      `[rehearsal] EphemeralStorage.Size ${ephemeralStorageMb} must be at most ${MAX_SIZE_MB} MB`,
    );
  }
}

function isAbove(value: unknown, max: number): boolean {
  return typeof value === 'number' && value > max;
}

function checkRuntime(input: JsonObject, required: boolean): void {
  const runtime = input['Runtime'];
  if (required && runtime === undefined) {
    throw invalidParameterValue('Runtime is mandatory for functions created with deployment packages.');
  }
  if (required && input['Handler'] === undefined) {
    throw invalidParameterValue('Handler is mandatory for functions created with deployment packages.');
  }
  if (runtime === undefined || runtime === RUNTIME) return;
  throw invalidParameterValue(`[rehearsal] runtime ${runtime} is not emulated: functions run as ${RUNTIME} only`);
}

function refuseOthers(input: JsonObject, operation: string): void {
  const others = Object.entries(input).filter(([member, value]) => !SETTINGS.has(member) && isSet(value));
  if (input['PackageType'] === 'Image') others.push(['PackageType Image', true]);
  if (others.length === 0) return;
  const names = others.map(([member]) => member).sort();
  throw notImplemented('lambda', `${operation} with ${names.join(', ')}`);
}

/** Clients send empty lists, objects and the default None for what they leave alone. */
function isSet(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0;
  if (isJsonObject(value)) return Object.values(value).some(isSet);
  return value !== undefined && value !== null && value !== '' && value !== false && value !== 'None';
}

function block(input: JsonObject, member: string): JsonObject {
  const value = input[member];
  return isJsonObject(value) ? value : {};
}

function text<Name extends string>(name: Name, value: unknown): { [key in Name]?: string } {
  return typeof value === 'string' ? ({ [name]: value } as { [key in Name]: string }) : {};
}

function wholeNumber<Name extends string>(name: Name, value: unknown): { [key in Name]?: number } {
  return typeof value === 'number' ? ({ [name]: value } as { [key in Name]: number }) : {};
}
