import { AwsError } from '../core/wire/aws-error.ts';

export function invalidParameter(what: string): AwsError {
  return new AwsError('InvalidParameter', 400, `Invalid parameter: ${what}`);
}

export const topicNotFound = (): AwsError => new AwsError('NotFound', 404, 'Topic does not exist');
