import { optionalString } from '../core/validation/input-members.ts';
import type { Refusal } from '../core/validation/request-validation.ts';
import { validationMessage } from '../core/validation/violation.ts';
import { AwsError } from '../core/wire/aws-error.ts';
import type { JsonObject } from '../core/wire/wire-json.ts';

const GROUP_ARN = /^arn:[^:]+:logs:[^:]*:\d{12}:log-group:([^:]+)(?::\*)?$/;
/** Events in one page. */
export const MAX_EVENTS = 10_000;

export function invalidParameter(message: string): AwsError {
  return new AwsError('InvalidParameterException', 400, message);
}

const NAMES = ['logGroupName', 'logStreamName'];
const TOO_LONG = 'Member must have length less than or equal to 512';

/** What the API model forbids. ARNs to tag have an error of their own: https://github.com/boto/boto3/issues/4104; so have long names, as recorded. */
export const refusedByModel: Refusal = (violations) => {
  if (violations.every(({ path, constraint }) => NAMES.includes(path) && constraint === TOO_LONG)) {
    return invalidParameter('Invalid LogGroup or LogStream, both must have length less than or equal to 512.');
  }
  const isArn = violations.every(({ path, rule }) => path === 'resourceArn' && rule === 'pattern');
  return isArn
    ? new AwsError('ValidationException', 400, 'Invalid resourceArn')
    : invalidParameter(validationMessage(violations));
};

/** The group by `logGroupName` or by `logGroupIdentifier`, a name or an ARN; one of the two must be given. */
export function groupByNameOrIdentifier(input: JsonObject): string {
  const [name, identifier] = [optionalString(input, 'logGroupName'), optionalString(input, 'logGroupIdentifier')];
  if (name !== undefined && identifier !== undefined) {
    const message = 'LogGroup name and LogGroup ARN are mutually exclusive parameters.';
    throw new AwsError('ValidationException', 400, message);
  }
  if (name !== undefined) return name;
  if (identifier === undefined) throw invalidParameter('[rehearsal] give logGroupName or logGroupIdentifier');
  return groupNameOfArn(identifier) ?? identifier;
}

export function groupNameOfArn(arn: string): string | undefined {
  return GROUP_ARN.exec(arn)?.[1];
}
