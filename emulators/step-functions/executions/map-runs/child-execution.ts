import type { ItemProcessor, QueryLanguage } from '../../definition/definition.ts';
import {
  detailsOf,
  type EventDetails,
  type History,
  type HistoryEvent,
  MAX_EVENTS,
  NOT_TRUNCATED,
} from '../../engine/history.ts';
import { LineOfControl } from '../../engine/line-of-control.ts';
import type { MapRunner } from '../../engine/map-runner.ts';
import { runStates } from '../../engine/run-states.ts';
import type { JsonRecord, Payload } from '../../language/json.ts';
import { RUNTIME, StateError } from '../../language/state-error.ts';
import type { TaskRunner } from '../../tasks/task.ts';
import type { Outcome } from '../execution-record.ts';
import { ChildStopped } from '../stop-reason.ts';
import type { ChildRecord } from './child-executions.ts';

export interface ChildParts {
  readonly processor: ItemProcessor;
  readonly queryLanguage: QueryLanguage;
  readonly tasks: TaskRunner;
  readonly maps: MapRunner;
  readonly context: JsonRecord;
  readonly random: () => number;
  readonly signal: AbortSignal;
}

/** How children end with their map run, or with the whole execution. */
const ABORTED: Outcome = { status: 'ABORTED' };

export type ChildOutcome = Outcome & { readonly payload?: Payload };

/** One child execution from ExecutionStarted to its last event; its history is in memory until it ends. */
export class ChildExecution implements History {
  readonly events: HistoryEvent[] = [];

  append(type: string, previousEventId: number, details?: EventDetails): number {
    if (this.events.length >= MAX_EVENTS - 1) {
      const cause = `The execution reached the maximum number of history events (${MAX_EVENTS}).`;
      throw new StateError(RUNTIME, cause, true);
    }
    return this.#add(type, previousEventId, details);
  }

  /** Runs all states; never rejects. */
  async run({ input, roleArn }: ChildRecord, payload: Payload, parts: ChildParts): Promise<ChildOutcome> {
    const { processor, queryLanguage, signal, context, tasks, maps, random } = parts;
    const scope = { history: this, context, tasks, maps, random, runLine: runStates };
    const line = new LineOfControl(scope, { definition: processor, signal, lastEventId: 0, queryLanguage });
    this.#add('ExecutionStarted', 0, detailsOf('ExecutionStarted', { input, inputDetails: NOT_TRUNCATED, roleArn }));
    try {
      const output = await runStates(line, payload);
      const details = { output: output.text, outputDetails: NOT_TRUNCATED };
      this.#add('ExecutionSucceeded', line.lastEventId, detailsOf('ExecutionSucceeded', details));
      return { status: 'SUCCEEDED', output: output.text, payload: output };
    } catch (error) {
      return this.#failed(error, line);
    }
  }

  #failed(error: unknown, line: LineOfControl): ChildOutcome {
    if (line.signal.aborted) {
      const { reason } = line.signal;
      const { status: _, ...details } = reason instanceof ChildStopped ? reason.outcome : ABORTED;
      this.#add('ExecutionAborted', 0, detailsOf('ExecutionAborted', details));
      return { status: 'ABORTED', ...details };
    }
    const { errorName, causeText } =
      error instanceof StateError
        ? error
        : new StateError(RUNTIME, `[rehearsal] unexpected error in the emulator: ${String(error)}`);
    const details = {
      ...(errorName === undefined ? {} : { error: errorName }),
      ...(causeText === undefined ? {} : { cause: causeText }),
    };
    this.#add('ExecutionFailed', line.lastEventId, detailsOf('ExecutionFailed', details));
    return { status: 'FAILED', ...details };
  }

  #add(type: string, previousEventId: number, details?: EventDetails): number {
    const base = { timestamp: Date.now() / 1000, type, id: this.events.length + 1, previousEventId };
    this.events.push(details === undefined ? base : { ...base, [details.member]: details.content });
    return this.events.length;
  }
}
