/**
 * What the service and a runtime process say to each other, one JSON text a line: invocations on the process's file descriptor
 * 3, messages on 4. One channel for logs and results keeps them in order, and what was written is not lost when the process ends.
 */
export interface InvocationMessage {
  readonly requestId: string;
  readonly invokedFunctionArn: string;
  readonly deadlineMs: number;
  /** JSON text. */
  readonly event: string;
  /** JSON text of the client context, if the caller gave one. */
  readonly clientContext?: string;
}

/** An error as Lambda answers it. */
export interface ErrorDocument {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

export type RuntimeMessage =
  | { readonly type: 'log'; readonly timestampMs: number; readonly text: string }
  /** The handler is loaded. Peak of the resident memory since the process began. */
  | { readonly type: 'ready'; readonly peakMemoryKb: number }
  | { readonly type: 'init-error'; readonly error: ErrorDocument }
  /** `body` is JSON text. */
  | { readonly type: 'result'; readonly body: string; readonly peakMemoryKb: number }
  /** `fatal`: the process ends itself after this. */
  | { readonly type: 'error'; readonly error: ErrorDocument; readonly peakMemoryKb: number; readonly fatal: boolean };

export const INVOCATIONS_FD = 3;
export const MESSAGES_FD = 4;
