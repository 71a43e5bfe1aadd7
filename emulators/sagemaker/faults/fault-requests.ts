import { BodyTooLargeError, readBody, type WireRequest, type WireResponse } from '../../core/http/http-exchange.ts';
import { ownJson, ownProblem, refusalOfPages } from '../own-requests/own-answers.ts';
import { checkFaults } from './fault-entry.ts';
import type { FaultMenu } from './fault-menu.ts';

/** Where a running emulator takes, lists and forgets faults. */
export const FAULTS_PATH = '/_rehearsal/faults';
const MAX_BODY_BYTES = 256 * 1024;

/** GET lists, POST adds one fault or a list of them, DELETE clears, or takes off the one in `fault`; answers are JSON. */
export async function answerFaultRequest(menu: FaultMenu, request: WireRequest): Promise<WireResponse> {
  const refusal = refusalOfPages(request, 'change what is rehearsed');
  if (refusal !== undefined) return refusal;
  if (request.method === 'GET') return ownJson(200, { faults: listed(menu) });
  if (request.method === 'POST') return addFaults(menu, request);
  if (request.method === 'DELETE') return removeFaults(menu, request);
  return ownProblem(405, [`${request.method} is not known here; GET lists, POST adds, DELETE clears the faults`]);
}

async function addFaults(menu: FaultMenu, request: WireRequest): Promise<WireResponse> {
  const entries = await entriesIn(request);
  if (entries === undefined) {
    return ownProblem(400, ['the body is no JSON; send one fault or a list, such as {"kind":"capacity","which":1}']);
  }
  const { faults, problems } = checkFaults(entries, (index) => `fault ${index + 1}`);
  if (problems.length > 0) return ownProblem(400, problems);
  menu.add(faults);
  return ownJson(200, { faults: listed(menu) });
}

function removeFaults(menu: FaultMenu, { target }: WireRequest): WireResponse {
  const text = new URLSearchParams(target.split('?')[1]).get('fault');
  if (text === null) menu.clear();
  else if (!menu.remove(text)) {
    const known = menu.list().map((entry) => entry.text);
    const advice = known.length === 0 ? 'there is none' : `there are ${known.join(' ')}`;
    return ownProblem(404, [`no fault is written ${JSON.stringify(text)}: ${advice}`]);
  }
  return ownJson(200, { faults: listed(menu) });
}

async function entriesIn(request: WireRequest): Promise<readonly unknown[] | undefined> {
  try {
    const body: unknown = JSON.parse((await readBody(request.body, MAX_BODY_BYTES)).toString('utf8'));
    return Array.isArray(body) ? body : [body];
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof BodyTooLargeError) return undefined;
    throw error;
  }
}

function listed(menu: FaultMenu): readonly object[] {
  return menu.list().map(({ text, seen, fired }) => ({ fault: text, seen, fired }));
}
