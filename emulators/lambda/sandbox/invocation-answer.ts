import type { ErrorDocument } from '../runtime/messages.ts';
import type { ExitReason, Outcome } from './runtime-process.ts';

/** https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html: 6 MB and a little more for the answer. */
const MAX_RESPONSE_BYTES = 6_291_556;

export interface Answer {
  /** JSON text. */
  readonly body: string;
  readonly error?: ErrorDocument;
  /** A line that the platform adds to the function's log. */
  readonly logLine?: string;
}

/** What the invoker gets for an outcome. */
export function answerOf(outcome: Outcome, requestId: string, timeoutSeconds: number): Answer {
  switch (outcome.type) {
    case 'result':
      return withinLimit(outcome.body);
    case 'error':
    case 'init-error':
      return failed(outcome.error);
    case 'timeout': {
      const text = `Task timed out after ${timeoutSeconds.toFixed(2)} seconds`;
      const error = { errorType: 'Sandbox.Timedout', errorMessage: `RequestId: ${requestId} Error: ${text}` };
      return { ...failed(error), logLine: `${new Date().toISOString()} ${requestId} ${text}\n` };
    }
    case 'exit':
      return exited(outcome.reason, requestId);
    case 'ready':
      throw new Error('a loaded function is no answer');
  }
}

function withinLimit(body: string): Answer {
  const bytes = Buffer.byteLength(body);
  if (bytes <= MAX_RESPONSE_BYTES) return { body };
  return failed({
    errorType: 'Function.ResponseSizeTooLarge',
    errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${MAX_RESPONSE_BYTES} bytes).`,
  });
}

function exited(reason: ExitReason, requestId: string): Answer {
  if (reason.status === 13) {
    const errorMessage =
      '[rehearsal] the process ended by itself: nothing was left to do, so a Promise that the handler waits for was never settled';
    return failed({ errorType: 'Runtime.NodeJsExit', errorMessage });
  }
  const errorMessage = `RequestId: ${requestId} Error: ${exitText(reason)}`;
  return {
    ...failed({ errorType: 'Runtime.ExitError', errorMessage }),
    logLine: `${errorMessage}\nRuntime.ExitError\n`,
  };
}

function exitText({ status, signal }: ExitReason): string {
  if (signal === 'SIGKILL') return 'Runtime exited with error: signal: killed';
  if (signal === 'SIGABRT') return 'Runtime exited with error: signal: aborted';
  if (signal !== null) return `Runtime exited with error: signal: ${signal}`;
  if (status === 0 || status === null) return 'Runtime exited without providing a reason';
  return `Runtime exited with error: exit status ${status}`;
}

function failed(error: ErrorDocument): Answer {
  return { body: JSON.stringify(error), error };
}
