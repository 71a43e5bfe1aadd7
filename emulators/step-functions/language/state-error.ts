/**
 * What ends a state, by the names that Retry and Catch match (https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html).
 * A Fail state may leave out either part, hence both are optional.
 */
export class StateError extends Error {
  readonly errorName: string | undefined;
  readonly causeText: string | undefined;
  /** Ends the execution whatever wildcards its Catch has. */
  readonly terminal: boolean;

  constructor(errorName: string | undefined, causeText: string | undefined, terminal = false) {
    super(`${errorName ?? ''}: ${causeText ?? ''}`);
    this.name = 'StateError';
    this.errorName = errorName;
    this.causeText = causeText;
    this.terminal = terminal;
  }
}

export const RUNTIME = 'States.Runtime';
export const TIMEOUT = 'States.Timeout';
export const TASK_FAILED = 'States.TaskFailed';
/** What the role may not do; AWS's reference names it, and no public source which of its own calls it comes from. */
export const PERMISSIONS = 'States.Permissions';
export const DATA_LIMIT_EXCEEDED = 'States.DataLimitExceeded';

/** Trouble found while a state is worked out. The state adds AWS's words about where it was. */
export class EvaluationError extends Error {
  readonly errorName: string;

  constructor(message: string, errorName: string = RUNTIME) {
    super(message);
    this.name = 'EvaluationError';
    this.errorName = errorName;
  }
}

export const QUERY_EVALUATION = 'States.QueryEvaluationError';

/** Trouble in a state whose query language is JSONata; AWS records it with the place in the state, such as `Output/total`. */
export class QueryEvaluationError extends EvaluationError {
  readonly location: string | undefined;

  constructor(message: string, location?: string) {
    super(message, QUERY_EVALUATION);
    this.name = 'QueryEvaluationError';
    this.location = location;
  }
}
