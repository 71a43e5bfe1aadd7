import type { Definition, QueryLanguage } from '../definition/definition.ts';
import type { JsonRecord, Payload } from '../language/json.ts';
import { Variables } from '../language/variables.ts';
import type { TaskRunner } from '../tasks/task.ts';
import { detailsOf, type EventDetails, type History } from './history.ts';
import type { MapRunner } from './map-runner.ts';
import type { ResumePoint } from './resume.ts';

/** Members of TestState's inspection data. */
export type InspectedStep =
  | 'afterInputPath'
  | 'afterParameters'
  | 'afterArguments'
  | 'afterItemsPath'
  | 'afterItemSelector'
  | 'afterItemBatcher'
  | 'result'
  | 'afterResultSelector'
  | 'afterResultPath';

/** Runs a line of control, from where it is redriven or from StartAt, and gives its output. */
export type LineRunner = (line: LineOfControl, input: Payload, resumed?: ResumePoint) => Promise<Payload>;

/** What all lines of control of one execution share. */
export interface ExecutionScope {
  readonly history: History;
  /** `Execution` and `StateMachine` of the context object. */
  readonly context: JsonRecord;
  /** Whether `context` is all of the context object, as the caller of TestState may give it. */
  readonly isWholeContext?: boolean;
  readonly tasks: TaskRunner;
  /** Runs Map states whose items are executions of their own. */
  readonly maps: MapRunner;
  /** Runs a line of control to its end: for states that begin lines of their own. */
  readonly runLine: LineRunner;
  readonly random: () => number;
  /** Called with a state's data after each step, for TestState. */
  readonly inspect?: (step: InspectedStep, data: Payload) => void;
}

interface LineStart {
  readonly definition: Definition;
  readonly signal: AbortSignal;
  /** The event that its first one follows. */
  readonly lastEventId: number;
  /** The context object without `State`; absent: that of the whole execution. */
  readonly context?: JsonRecord;
  /** The language of states that name none, unless the definition does. */
  readonly queryLanguage?: QueryLanguage;
  /** The line that this one is inside of, whose variables it sees. */
  readonly outer?: LineOfControl;
}

/** One line of control: the execution's own, or that of a branch or an iteration. Its events are chained by previousEventId. */
export class LineOfControl {
  readonly execution: ExecutionScope;
  readonly definition: Definition;
  readonly signal: AbortSignal;
  readonly variables: Variables;
  readonly context: JsonRecord;
  readonly queryLanguage: QueryLanguage;
  #lastEventId: number;

  constructor(
    execution: ExecutionScope,
    { definition, signal, lastEventId, context, queryLanguage, outer }: LineStart,
  ) {
    this.execution = execution;
    this.definition = definition;
    this.signal = signal;
    this.#lastEventId = lastEventId;
    this.variables = new Variables(outer?.variables);
    this.context = context ?? outer?.context ?? execution.context;
    this.queryLanguage = definition.QueryLanguage ?? queryLanguage ?? 'JSONPath';
  }

  /** The event that the next one follows. */
  get lastEventId(): number {
    return this.#lastEventId;
  }

  /** Appends an event whose details are named after its type. */
  append(type: string, content?: object): number {
    return this.appendDetails(type, content === undefined ? undefined : detailsOf(type, content));
  }

  appendDetails(type: string, details?: EventDetails): number {
    this.#lastEventId = this.execution.history.append(type, this.#lastEventId, details);
    return this.#lastEventId;
  }

  /** Appends an event that the following ones do not refer to, as AWS does with ParallelStateSucceeded; gives its id. */
  appendAside(type: string, previousEventId: number = this.#lastEventId, details?: EventDetails): number {
    return this.execution.history.append(type, previousEventId, details);
  }

  /** Goes on after another line's event: that of the branch which ended a Parallel state. */
  continueAfter(eventId: number): void {
    this.#lastEventId = eventId;
  }
}
