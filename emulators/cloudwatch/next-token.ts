import { AwsError } from '../core/wire/aws-error.ts';
import { offsetOf } from '../core/wire/offset-token.ts';

/** Where the page begins that a NextToken asks for; one that was not issued here is refused with the operation's code. */
export function startOf(token: string, code: 'InvalidNextToken' | 'InvalidParameterValue'): number {
  const start = offsetOf(token);
  if (start !== undefined) return start;
  throw new AwsError(code, 400, `[rehearsal] NextToken '${token.slice(0, 100)}' was not issued here`);
}
