import { isMembers, membersIn, textIn } from '../model/members.ts';
import { callRest, isMissing } from './aws-call.ts';

/** Where a function writes: a group of its own, or the one by its name. */
export async function logGroupOfFunction(functionName: string, signal?: AbortSignal): Promise<string> {
  const byName = `/aws/lambda/${functionName}`;
  try {
    const response = await callRest({
      service: 'lambda',
      operation: 'GetFunctionConfiguration',
      path: `/2015-03-31/functions/${encodeURIComponent(functionName)}/configuration`,
      ...(signal === undefined ? {} : { signal }),
    });
    const answer: unknown = await response.json();
    return textIn(membersIn(isMembers(answer) ? answer : {}, 'LoggingConfig'), 'LogGroup') ?? byName;
  } catch (error) {
    // A function that is gone may have left its lines.
    if (isMissing(error)) return byName;
    throw error;
  }
}
