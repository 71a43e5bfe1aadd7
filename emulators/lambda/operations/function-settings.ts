import { MemberConstraints } from '../../core/validation/member-constraints.ts';
import { notImplemented } from '../../core/wire/aws-error.ts';
import { isJsonObject, type JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameterValue } from '../api/lambda-errors.ts';
import type { FunctionRecord } from '../store/function-record.ts';
import { checkVariables } from './environment-variables.ts';

export const RUNTIME = 'nodejs24.x';
const ARCHITECTURES = ['x86_64', 'arm64'];
const ROLE_PATTERN = String.raw`arn:(aws[a-zA-Z-]*)?:iam::\d{12}:role/?[a-zA-Z_0-9+=,.@\-_/]+`;

/** Members of CreateFunction and UpdateFunctionConfiguration that have an effect here; another one is refused if it is set. */
const SETTINGS = new Set([
  ...['FunctionName', 'Role', 'Runtime', 'Handler', 'Description', 'Timeout', 'MemorySize', 'Environment'],
  ...[
    'LoggingConfig',
    'TracingConfig',
    'EphemeralStorage',
    'Architectures',
    'Code',
    'Tags',
    'RevisionId',
    'PackageType',
  ],
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
    | 'logGroup'
    | 'tracingMode'
    | 'ephemeralStorageMb'
  >
>;

export function readSettings(input: JsonObject, operation: string, required: boolean): FunctionSettings {
  refuseOthers(input, operation);
  const { LogFormat: logFormat, LogGroup: logGroup } = block(input, 'LoggingConfig');
  const { Mode: tracingMode } = block(input, 'TracingConfig');
  const { Size: ephemeralStorageMb } = block(input, 'EphemeralStorage');
  new MemberConstraints()
    .check('role', input['Role'], { required, pattern: ROLE_PATTERN })
    .check('handler', input['Handler'], { maxLength: 128, pattern: String.raw`[^\s]+` })
    .check('description', input['Description'], { maxLength: 256 })
    .check('timeout', input['Timeout'], { min: 1, max: 900 })
    .check('memorySize', input['MemorySize'], { min: 128, max: 10_240 })
    .check('ephemeralStorage.size', ephemeralStorageMb, { min: 512, max: 10_240 })
    .check('loggingConfig.logGroup', logGroup, {
      minLength: 1,
      maxLength: 512,
      pattern: String.raw`[\.\-_/#A-Za-z0-9]+`,
    })
    .throwAs('ValidationException');
  checkRuntime(input, required);
  if (logFormat === 'JSON') throw notImplemented('lambda', `${operation} with LoggingConfig.LogFormat JSON`);
  checkChoice('LoggingConfig.LogFormat', logFormat, ['Text']);
  checkChoice('TracingConfig.Mode', tracingMode, ['Active', 'PassThrough']);
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
  };
}

export function readArchitectures(input: JsonObject): readonly string[] | undefined {
  const value = input['Architectures'];
  if (value === undefined || value === null) return undefined;
  const [architecture] = Array.isArray(value) && value.length === 1 ? value : [];
  checkChoice('Architectures', architecture ?? 'not exactly one', ARCHITECTURES);
  return [String(architecture)];
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

function checkChoice(member: string, value: unknown, choices: readonly string[]): void {
  if (value === undefined || value === null || choices.includes(String(value))) return;
  throw invalidParameterValue(`[rehearsal] ${member} '${value}' must be ${choices.join(' or ')}`);
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
  if (value === undefined || value === null) return {};
  if (!Number.isInteger(value)) throw invalidParameterValue(`[rehearsal] ${name} must be a whole number, not ${value}`);
  return { [name]: value } as { [key in Name]: number };
}
