import { AwsError } from '../core/wire/aws-error.ts';

export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', 400, `Invalid parameter: ${what}`);
}

export const topicNotFound = (): AwsError => new AwsError('NotFound', 404, 'Topic does not exist');

export const subscriptionNotFound = (): AwsError => new AwsError('NotFound', 404, 'Subscription does not exist');

const ARN_ELEMENTS = 6;

/** Refuses what has not the form of an ARN. */
export function checkArn(member: string, arn: string): void {
  const elements = arn.split(':').length;
  if (elements >= ARN_ELEMENTS) return;
  throw invalidParameter(`${member} Reason: An ARN must have at least ${ARN_ELEMENTS} elements, not ${elements}`);
}
