import type { JsonObject } from '../../core/wire/wire-json.ts';
import { userError } from '../api/lambda-errors.ts';

/** Refuses a change that was meant for another revision. `call` is what gives the latest one. */
export function checkRevision(
  input: JsonObject,
  { revisionId }: { readonly revisionId: string },
  call = 'GetFunction/GetAlias',
): void {
  const expected = input['RevisionId'];
  if (expected === undefined || expected === revisionId) return;
  const advice = `Call the ${call} API to retrieve the latest Revision Id`;
  const text = `The Revision Id provided does not match the latest Revision Id. ${advice}`;
  throw userError('PreconditionFailedException', 412, text);
}
