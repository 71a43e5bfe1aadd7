import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';

/** What AWS has no operation for is asked below this path, and answered in JSON. */
export const OWN_PATH = '/_rehearsal/';
const MARK = '[rehearsal] ';

export function ownJson(status: number, body: object): WireResponse {
  return { status, headers: { 'content-type': 'application/json' }, body: `${JSON.stringify(body)}\n` };
}

export function ownProblem(status: number, problems: readonly string[]): WireResponse {
  return ownJson(status, { problems: problems.map(ownText) });
}

/** An error's own text may already say whose it is. */
export function ownText(text: string): string {
  return text.startsWith(MARK) ? text : `${MARK}${text}`;
}

/** Any page that the user visits could ask; `what` is what it would do. Undefined for a program's request. */
export function refusalOfPages({ headers }: WireRequest, what: string): WireResponse | undefined {
  const site = headers['sec-fetch-site'];
  // A browser says by these headers that a page asks; what the user typed into it has Sec-Fetch-Site `none`.
  const isFromPage = headers.origin !== undefined || (site !== undefined && site !== 'none');
  if (!isFromPage) return undefined;
  const advice = 'call it from a program, such as curl, that sends no Origin and no Sec-Fetch-Site';
  return ownProblem(403, [`a page in a browser may not ${what}: ${advice}`]);
}
