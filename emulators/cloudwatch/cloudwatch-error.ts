import { ownEntry } from '../core/own-entry.ts';
import type { AwsError } from '../core/wire/aws-error.ts';

/** Shapes of the API model whose code on the query protocol differs from their name. */
const SHAPE_NAMES: Readonly<Record<string, string>> = {
  InvalidParameterValue: 'InvalidParameterValueException',
  InvalidParameterCombination: 'InvalidParameterCombinationException',
  MissingParameter: 'MissingRequiredParameterException',
  ValidationError: 'ValidationException',
};

/** The error's shape: what JSON and CBOR name in `__type`. */
export function shapeName({ code }: AwsError): string {
  return ownEntry(SHAPE_NAMES, code) ?? code;
}

/** The header by which clients of the newer protocols learn the older code (smithy's awsQueryCompatible trait). */
export function queryErrorHeader({ code, httpStatus }: AwsError): Readonly<Record<string, string>> {
  return { 'x-amzn-query-error': `${code};${httpStatus >= 500 ? 'Receiver' : 'Sender'}` };
}
