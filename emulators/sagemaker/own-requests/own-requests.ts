import type { WireRequest, WireResponse } from '../../core/http/http-exchange.ts';
import { OWN_PATH, ownProblem } from './own-answers.ts';

export type OwnAnswers = ReadonlyMap<string, (request: WireRequest) => Promise<WireResponse>>;

export function isOwnRequest({ target }: Pick<WireRequest, 'target'>): boolean {
  return target.startsWith(OWN_PATH);
}

/** What is at the request's path among `answers`, which are by path; `others` are paths of other services. */
export async function answerOwnRequest(
  request: WireRequest,
  answers: OwnAnswers,
  others: readonly string[],
): Promise<WireResponse> {
  const path = request.target.split('?')[0] ?? '';
  const answer = answers.get(path);
  if (answer !== undefined) return await answer(request);
  request.body.resume();
  return ownProblem(404, [`there is nothing at ${path}; there are ${[...answers.keys(), ...others].join(', ')}`]);
}
