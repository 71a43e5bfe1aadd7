import type { Json } from '../language/json.ts';
import type { ChoiceRule } from './choice-rule.ts';

/** A definition that validation has passed (https://states-language.net/spec.html). */
export interface Definition {
  readonly StartAt: string;
  readonly States: States;
  readonly TimeoutSeconds?: number;
}

export interface States {
  readonly [name: string]: State;
}

export type State = TaskState | PassState | ChoiceState | WaitState | SucceedState | FailState | ParallelState;
export type StateType = State['Type'];

interface Transition {
  readonly Next?: string;
  readonly End?: boolean;
}

interface InputOutput {
  readonly InputPath?: string | null;
  readonly OutputPath?: string | null;
}

interface ResultHandling {
  readonly Parameters?: Json;
  readonly ResultSelector?: Json;
  readonly ResultPath?: string | null;
}

export interface ErrorHandling {
  readonly Retry?: readonly Retrier[];
  readonly Catch?: readonly Catcher[];
}

export interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds?: number;
  readonly MaxAttempts?: number;
  readonly BackoffRate?: number;
  readonly MaxDelaySeconds?: number;
  readonly JitterStrategy?: 'FULL' | 'NONE';
}

export interface Catcher {
  readonly ErrorEquals: readonly string[];
  readonly Next: string;
  readonly ResultPath?: string | null;
}

export interface TaskState extends Transition, InputOutput, ResultHandling, ErrorHandling {
  readonly Type: 'Task';
  readonly Resource: string;
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly HeartbeatSeconds?: number;
  readonly HeartbeatSecondsPath?: string;
}

export interface PassState extends Transition, InputOutput {
  readonly Type: 'Pass';
  readonly Parameters?: Json;
  readonly Result?: Json;
  readonly ResultPath?: string | null;
}

export interface ChoiceState extends InputOutput {
  readonly Type: 'Choice';
  readonly Choices: readonly ChoiceRule[];
  readonly Default?: string;
}

export interface WaitState extends Transition, InputOutput {
  readonly Type: 'Wait';
  readonly Seconds?: number;
  readonly SecondsPath?: string;
  readonly Timestamp?: string;
  readonly TimestampPath?: string;
}

export interface SucceedState extends InputOutput {
  readonly Type: 'Succeed';
}

export interface FailState {
  readonly Type: 'Fail';
  readonly Error?: string;
  readonly ErrorPath?: string;
  readonly Cause?: string;
  readonly CausePath?: string;
}

export interface ParallelState extends Transition, InputOutput, ResultHandling, ErrorHandling {
  readonly Type: 'Parallel';
  readonly Branches: readonly Definition[];
}
