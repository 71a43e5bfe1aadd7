import type { QueryLanguage, State } from '../definition/definition.ts';
import type { Json, JsonRecord, Payload } from '../language/json.ts';
import type { JsonataScope } from '../language/jsonata/jsonata.ts';
import type { Scope } from '../language/scope.ts';
import type { InspectedStep, LineOfControl } from './line-of-control.ts';
import type { ResumedLine } from './resume.ts';

/** Where an execution goes after a state; without `next` the line of control ends with this output. */
export interface StateEnd {
  readonly output: Payload;
  readonly next?: string;
  /** Variables to assign on leaving the state. */
  readonly assigned?: JsonRecord;
}

interface Entry {
  readonly timeMs: number;
  readonly eventId: number;
  /** The event before the state's entry. */
  readonly previousEventId: number;
}

/** What `$states` has beside `input` and `context`. */
export interface StatesMembers {
  readonly result?: Json;
  readonly errorOutput?: Json;
}

/** Types that count retries in the context object. */
const RETRIED = new Set(['Task', 'Parallel', 'Map']);

/** One visit of one state. */
export class StateRun<S extends State = State> {
  readonly name: string;
  readonly state: S;
  readonly input: Payload;
  readonly line: LineOfControl;
  readonly enteredEventId: number;
  readonly previousEventId: number;
  readonly queryLanguage: QueryLanguage;
  readonly #enteredTime: string;
  /** How far a redriven state's branches or iterations have come; for its first attempt only. */
  resumedLines: ReadonlyMap<number, ResumedLine> | undefined;
  /** How often the state has been retried in this visit; `$$.State.RetryCount`. */
  retryCount = 0;
  /** `Task` of the context object, for callbacks. */
  task: JsonRecord | undefined;

  constructor(name: string, state: S, input: Payload, line: LineOfControl, entry: Entry) {
    this.name = name;
    this.state = state;
    this.input = input;
    this.line = line;
    this.#enteredTime = new Date(entry.timeMs).toISOString();
    this.enteredEventId = entry.eventId;
    this.previousEventId = entry.previousEventId;
    this.queryLanguage = state.QueryLanguage ?? line.queryLanguage;
  }

  /** Reports a step to TestState and returns the data. */
  inspect(step: InspectedStep, data: Payload): Payload {
    this.line.execution.inspect?.(step, data);
    return data;
  }

  get isJsonata(): boolean {
    return this.queryLanguage === 'JSONata';
  }

  /** What paths in this state see when they look at `input`. */
  scope(input: Payload, map?: JsonRecord): Scope {
    const { variables, execution } = this.line;
    return { input, context: this.#context(map), variables, random: execution.random };
  }

  /** What JSONata expressions in this state see; `map` is `Map` of the context object. */
  jsonata(members: StatesMembers = {}, map?: JsonRecord): JsonataScope {
    const { variables, execution } = this.line;
    const states = { input: this.input.value, context: this.#context(map), ...members };
    return { states, variables, random: execution.random };
  }

  #context(map: JsonRecord | undefined): JsonRecord {
    const { context, execution } = this.line;
    const state = {
      Name: this.name,
      EnteredTime: this.#enteredTime,
      ...(RETRIED.has(this.state.Type) ? { RetryCount: this.retryCount } : {}),
    };
    return {
      ...context,
      ...(execution.isWholeContext === true ? {} : { State: state }),
      ...(map === undefined ? {} : { Map: map }),
      ...(this.task === undefined || 'Task' in context ? {} : { Task: this.task }),
    };
  }

  /** The end of a state that has Next or End. */
  end(output: Payload, assigned?: JsonRecord): StateEnd {
    const next = 'Next' in this.state ? this.state.Next : undefined;
    return { output, ...(next === undefined ? {} : { next }), ...(assigned === undefined ? {} : { assigned }) };
  }
}
