import type { AwsClients } from '../../core/aws-clients.ts';
import type { Json, Payload } from '../language/json.ts';
import type { ParameterShape } from './parameter-shape.ts';
import type { PendingTask } from './pending-tasks.ts';

/** What a state asks of a task. */
export interface TaskRequest {
  readonly parameters: Json;
  /** Aborted by StopExecution, a timeout or a failing sibling branch: end the work and reject with the signal's reason. */
  readonly signal: AbortSignal;
  /** Says that the task has begun elsewhere, for TaskSubmitted. */
  readonly submitted: (output: Json) => void;
  /** Says who has taken the task up, for ActivityStarted. */
  readonly started: (workerName: string | undefined) => void;
  /** Where the result of a task that waits for its token arrives. */
  readonly pending?: PendingTask;
  readonly heartbeatSeconds?: number;
  /** The role that the task acts for, where that is not the state machine's. */
  readonly actsFor?: string;
}

/** What a task works with. */
export interface TaskCall extends TaskRequest {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  /** Clients that act for the task's role or the state machine's; ask again before each call, since credentials are renewed. */
  readonly clients: () => Promise<AwsClients>;
  /** Work that goes on after the task has ended, such as stopping a job; closing waits for it. */
  readonly inBackground: (work: Promise<unknown>) => void;
}

/** One kind of Resource. */
export interface Integration {
  /** For the events: `lambda` and `invoke` of `arn:aws:states:::lambda:invoke`; absent for the ARN of a function or an activity. */
  readonly resourceType?: string;
  readonly resource: string;
  /** Members that Parameters may have; absent when it may be anything. */
  readonly parameters?: ParameterShape;
  /** False for what AWS runs and this emulator does not: definitions may name it, states that run it fail. */
  readonly isEmulated?: boolean;
  /** Whether somebody outside ends the task, by its token. */
  readonly waitsForToken?: boolean;
  /** Whether the resource is an activity, whose events are named after it. */
  readonly isActivity?: boolean;
  /** Throws what keeps the task from being scheduled. */
  readonly precondition?: () => void;
  /** A payload keeps the text that the worker sent. */
  readonly run: (call: TaskCall) => Promise<Json | Payload>;
}

/** Runs tasks for the states of one execution. */
export interface TaskRunner {
  readonly region: string;
  /** As the state sees it: a test case may mock it. */
  find(resource: string, stateName: string): Integration | undefined;
  /** A token for an attempt of a task that waits for it. */
  openToken(): PendingTask;
  call(request: TaskRequest): TaskCall;
}
