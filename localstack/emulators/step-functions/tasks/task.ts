import type { AwsClients } from '../../../aws-clients.ts';
import type { Json } from '../language/json.ts';

/** What a task works with. */
export interface TaskCall {
  readonly parameters: Json;
  readonly executionArn: string;
  /** Clients that act for the state machine's role; ask again before each call, since credentials are renewed. */
  readonly clients: () => Promise<AwsClients>;
  /** Aborted by StopExecution, a timeout or a failing sibling branch: end the work and reject with the signal's reason. */
  readonly signal: AbortSignal;
  /** Says that a job has been started, for TaskSubmitted. */
  readonly submitted: (output: Json) => void;
  /** Work that goes on after the task has ended, such as stopping a job; closing waits for it. */
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** One kind of Resource. */
export interface Integration {
  /** For the events: `lambda` and `invoke` of `arn:aws:states:::lambda:invoke`; absent for a plain function ARN. */
  readonly resourceType?: string;
  readonly resource: string;
  /** Members that Parameters may have; absent when it may be anything. */
  readonly parameters?: { readonly required: readonly string[]; readonly optional: readonly string[] };
  readonly run: (call: TaskCall) => Promise<Json>;
}

/** Runs tasks for the states of one execution. */
export interface TaskRunner {
  readonly region: string;
  /** As the state sees it: a test case may mock it. */
  find(resource: string, stateName: string): Integration | undefined;
  call(parameters: Json, signal: AbortSignal, submitted: (output: Json) => void): TaskCall;
}
