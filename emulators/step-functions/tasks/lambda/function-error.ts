import { isRecord, type Json, parseJson } from '../../language/json.ts';
import { StateError } from '../../language/state-error.ts';

/**
 * A function's own failure: its error type, with the payload it answered as the cause. A plain function ARN passes the payload's
 * text on as it is, `lambda:invoke` writes it again without spaces.
 */
export function functionError(payloadText: string, asWritten: boolean): StateError {
  const payload = parsedOrUndefined(payloadText);
  const compact = payload === undefined ? payloadText : JSON.stringify(payload);
  const errorType = isRecord(payload) ? payload['errorType'] : undefined;
  if (typeof errorType === 'string') return new StateError(errorType, asWritten ? payloadText : compact);
  return new StateError(
    'Lambda.Unknown',
    `The cause could not be determined because Lambda did not return an error type. Returned payload: ${compact}`,
  );
}

function parsedOrUndefined(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
