import type { Outcome } from './execution-record.ts';

/** Why a whole execution is cut short: StopExecution, its own time limit, or the end of the emulator. */
export class ExecutionStopped extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(`the execution is ${outcome.status}`);
    this.name = 'ExecutionStopped';
    this.outcome = outcome;
  }
}

/** StopExecution for a child execution alone. */
export class ChildStopped extends Error {
  readonly outcome: Outcome;

  constructor(outcome: Outcome) {
    super(`the child execution is ${outcome.status}`);
    this.name = 'ChildStopped';
    this.outcome = outcome;
  }
}

/** Error and cause of executions that this emulator did not bring to an end. */
export const EMULATOR_ENDED: Outcome = {
  status: 'ABORTED',
  error: 'Rehearsal.EmulatorEnded',
  cause: '[rehearsal] the emulator ended while the execution was running; start it again',
};
