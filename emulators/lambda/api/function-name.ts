import { optionalString } from '../../core/validation/input-members.ts';
import { validationMessage } from '../../core/validation/violation.ts';
import { AwsError } from '../../core/wire/aws-error.ts';
import type { JsonObject } from '../../core/wire/wire-json.ts';
import { invalidParameterValue, userError } from './lambda-errors.ts';

/** A name, a partial or a whole ARN, with or without a version or an alias behind it. */
const REFERENCE =
  /^(?:arn:[a-zA-Z-]*:lambda:)?(?:(?<region>[a-z-]+-[a-z]+-\d):)?(?:\d{12}:)?(?:function:)?(?<name>[a-zA-Z0-9-_.]+)(?::(?<qualifier>[a-zA-Z0-9-_$.]+))?$/;
const MAX_NAME_LENGTH = 64;

/** A function, and the version or alias of it that a request names. */
export interface FunctionReference {
  readonly name: string;
  readonly qualifier?: string;
}

/** What is in a name, a partial or a whole ARN; undefined for what is none of them. */
export function parsedReference(reference: string): (FunctionReference & { readonly region?: string }) | undefined {
  const { name, qualifier, region } = REFERENCE.exec(reference)?.groups ?? {};
  if (name === undefined) return undefined;
  return { name, ...(qualifier === undefined ? {} : { qualifier }), ...(region === undefined ? {} : { region }) };
}

/** The function that a validated request names, by FunctionName and Qualifier. Functions of other regions are refused. */
export function referenceIn(input: JsonObject, arnPrefix: string): FunctionReference {
  const reference = optionalString(input, 'FunctionName') ?? '';
  const { name, qualifier: inName, region } = parsedReference(reference) ?? { name: reference };
  checkRegion(region, arnPrefix);
  const qualifier = optionalString(input, 'Qualifier');
  if (inName !== undefined && qualifier !== undefined && inName !== qualifier) {
    throw invalidParameterValue('The derived qualifier from the function name does not match the specified qualifier.');
  }
  const named = qualifier ?? inName;
  return named === undefined ? { name } : { name, qualifier: named };
}

function checkRegion(region: string | undefined, arnPrefix: string): void {
  const here = arnPrefix.split(':')[3] ?? '';
  if (region === undefined || region === here) return;
  const text = `Functions from '${region}' are not reachable in this region ('${here}')`;
  throw userError('ResourceNotFoundException', 404, text);
}

/** The model allows for the length of an ARN; a name alone may be shorter only. */
export function checkNewName(name: string): void {
  if (name.length <= MAX_NAME_LENGTH) return;
  const constraint = `Member must have length less than or equal to ${MAX_NAME_LENGTH}`;
  const violation = { path: 'functionName', value: name, rule: 'length' as const, constraint };
  throw new AwsError('ValidationException', 400, validationMessage([violation]));
}
