import { isMembers, numberIn, parsedJson } from '../model/members.ts';
import { decisionsIn } from '../model/permissions/access-decision.ts';
import type { DecisionRecord } from '../model/permissions/decision-record.ts';
import { AwsProblem, callRest } from './aws-call.ts';

/** What roles were allowed and denied from then on; undefined where nobody decides, so that every call is allowed. */
export async function readDecisions(sinceMs: number, signal?: AbortSignal): Promise<DecisionRecord | undefined> {
  const call = { service: 'iam', operation: 'ListDecisions', path: `/_rehearsal/decisions?since=${sinceMs}` };
  try {
    const response = await callRest({ ...call, ...(signal === undefined ? {} : { signal }) });
    const answer = parsedJson(await response.text());
    if (!isMembers(answer) || answer['decisions'] === undefined) return undefined;
    return { decisions: decisionsIn(answer), forgotten: numberIn(answer, 'forgotten') ?? 0 };
  } catch (error) {
    // Another IAM does not know the path, whatever it says of it.
    if (error instanceof AwsProblem && error.code !== 'NoAnswer') return undefined;
    throw error;
  }
}
