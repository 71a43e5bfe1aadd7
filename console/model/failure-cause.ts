import { isMembers, type Members, parsedJson, textIn } from './members.ts';

/** A failure as people read it. */
export interface ReadableFailure {
  readonly error: string;
  /** What went wrong, without the JSON around it. */
  readonly sentence: string;
  /** The whole cause, where it says more. */
  readonly details?: unknown;
}

/** Members of a cause that hold its sentence: of Lambda's errors, of a job's description, of other services' answers. */
const SENTENCES = ['errorMessage', 'FailureReason', 'Cause', 'StatusMessage', 'message', 'Message', 'cause'];

/** Error and cause in plain words. A cause is often JSON: a function's error, or the description of the job that failed. */
export function readableFailure(error: string, cause: string | undefined): ReadableFailure {
  const parsed = parsedJson(cause);
  if (!isMembers(parsed)) {
    return { error, sentence: cause === undefined || cause === '' ? withoutCause(error) : withoutRequestIds(cause) };
  }
  const named = textIn(parsed, 'errorType');
  return { error: named ?? error, sentence: sentenceIn(parsed) ?? withoutCause(error), details: parsed };
}

/** A cause may hold another one. */
function sentenceIn(cause: Members): string | undefined {
  const text = SENTENCES.map((name) => textIn(cause, name)).find((value) => value !== undefined && value !== '');
  const inner = parsedJson(text);
  return isMembers(inner) ? (sentenceIn(inner) ?? text) : text;
}

/** `… (Service: S3, Status Code: 404, Request ID: X, Extended Request ID: Y)`: what only AWS's support has a use for. */
function withoutRequestIds(cause: string): string {
  return cause.replaceAll(/, (?:Extended )?Request ID: [^,)]*/g, '');
}

function withoutCause(error: string): string {
  return error === 'States.Timeout' ? 'It took longer than it may.' : `It failed with ${error}, which says no more.`;
}
