import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import type { RecentDecisions } from './recent-decisions.ts';

/** Where a running cloud lists what roles were allowed and denied. */
export const DECISIONS_PATH = '/_rehearsal/decisions';

export function isDecisionRequest({ target }: Pick<WireRequest, 'target'>): boolean {
  return target.split('?')[0] === DECISIONS_PATH;
}

/** GET lists, with `since` (milliseconds since 1970) what has been decided from then on; the answer is JSON. */
export function answerDecisionRequest(decisions: RecentDecisions, { method, target }: WireRequest): WireResponse {
  if (method !== 'GET')
    return json(405, { problems: [`[rehearsal] ${method} is not known here; GET lists decisions`] });
  const since = new URLSearchParams(target.split('?')[1]).get('since') ?? '0';
  const sinceMs = Number(since);
  if (since.trim() === '' || !Number.isFinite(sinceMs)) {
    return json(400, {
      problems: [`[rehearsal] since=${since} is no time; write milliseconds since 1970, such as 1700000000000`],
    });
  }
  return json(200, { decisions: decisions.since(sinceMs), forgotten: decisions.forgotten });
}

function json(status: number, body: object): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(body)}\n` };
}
