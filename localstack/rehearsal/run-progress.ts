/** What a run reports to its view, in the order in which it happens. */
export interface RunProgress {
  /** A step of the preparation has ended, such as `Deployed` with `19 resources`. */
  prepared(step: string, detail: string): void;
  /** A step of the preparation goes on. */
  preparing(step: string, detail: string): void;
  /** The execution was started; its states are shown from now on. */
  started(states: readonly PlannedState[], executionArn: string): void;
  /** A state began, ended or is tried again. */
  stateChanged(state: StateProgress): void;
  /** The training job is in a new phase, such as `Downloading`. */
  trainingPhase(secondaryStatus: string): void;
  /** An epoch of the training job has ended. */
  epoch(epoch: EpochMetrics, epochs: number | undefined): void;
  /** Something to know that belongs to no step. */
  note(text: string): void;
  /** Nothing more will come; leaves the terminal as it found it. */
  finished(): void;
}

/** A state that an execution is expected to come through. */
export interface PlannedState {
  readonly name: string;
  /** It makes a training job. */
  readonly isTraining: boolean;
}

export interface StateProgress {
  readonly name: string;
  /** `caught`: it failed, and another state goes on from there. */
  readonly status: 'running' | 'retrying' | 'succeeded' | 'failed' | 'caught' | 'aborted';
  /** Since the state was entered. */
  readonly durationMs: number;
  /** Error name, where the state failed. */
  readonly error?: string;
}

/** Accuracies are shares from 0 to 1. */
export interface EpochMetrics {
  /** Counts from 0, as the algorithm's log does. */
  readonly epoch: number;
  readonly trainAccuracy: number;
  readonly validationAccuracy: number;
}
