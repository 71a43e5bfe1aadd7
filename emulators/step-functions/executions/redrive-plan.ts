import type { Definition, MapState, ParallelState, State } from '../definition/definition.ts';
import { matchesError } from '../engine/error-matching.ts';
import type { HistoryEvent } from '../engine/history.ts';
import type { ResumedLine, ResumePoint } from '../engine/resume.ts';
import { isRecord, type Json, type JsonRecord, Payload, parseJson } from '../language/json.ts';
import { DATA_LIMIT_EXCEEDED, StateError } from '../language/state-error.ts';

const ENTERED = 'StateEntered';
const EXITED = 'StateExited';
const FAILURE = /(Failed|TimedOut)$/;

/**
 * Where a redriven execution goes on, read off its history; undefined when no state was entered. Names are unique in a state
 * machine, so that an event's name says which list of states it is from.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-behavior-states
 */
export function planRedrive(definition: Definition, events: readonly HistoryEvent[]): ResumedLine | undefined {
  return new History(events).progress(definition, { afterId: 0, holds: () => true });
}

/** A state's entry or exit. */
interface Step {
  readonly event: HistoryEvent;
  readonly name: string;
  readonly isExit: boolean;
  /** Input or output. */
  readonly text: string;
  readonly assigned: JsonRecord;
}

/** The part of a history that a line of control has made. */
interface Part {
  readonly afterId: number;
  readonly holds: (event: HistoryEvent) => boolean;
}

class History {
  readonly #byId: ReadonlyMap<number, HistoryEvent>;
  readonly #steps: readonly Step[];
  readonly #error: unknown;

  constructor(events: readonly HistoryEvent[]) {
    this.#byId = new Map(events.map((event) => [event.id, event]));
    this.#steps = events.flatMap(stepOf);
    this.#error = errorOf(events.at(-1));
  }

  /** How far a line of control has come. */
  progress(definition: Definition, part: Part): ResumedLine | undefined {
    const own = this.#stepsIn(part).filter(({ name }) => Object.hasOwn(definition.States, name));
    const last = own.at(-1);
    const state = last === undefined ? undefined : definition.States[last.name];
    if (last === undefined || state === undefined) return undefined;
    const variables = Object.assign({}, ...own.map(({ assigned }) => assigned)) as JsonRecord;
    if (!last.isExit) return { point: this.#pointAt(last, state, variables, part) };
    const output = Payload.parse(last.text);
    const next = this.#nextAfter(last, state);
    return next === undefined ? { output } : { point: { name: next, input: output, variables } };
  }

  #pointAt({ name, text, event }: Step, state: State, variables: JsonRecord, part: Part): ResumePoint {
    const input = Payload.parse(text);
    // "Reenters the Fail state and fails again."
    if (state.Type === 'Fail') return { name, input, variables };
    const { id: eventId, previousEventId, timestamp } = event;
    const entry = { eventId, previousEventId, timeMs: Math.round(timestamp * 1000) };
    const lines = this.#lines(name, state, { ...part, afterId: eventId });
    return { name, input, entry, variables, ...(lines === undefined ? {} : { lines }) };
  }

  /** A state whose result was too large runs again as a whole, and so does a distributed Map state. */
  #lines(name: string, state: State, part: Part): ReadonlyMap<number, ResumedLine> | undefined {
    if (this.#error === DATA_LIMIT_EXCEEDED) return undefined;
    if (state.Type === 'Parallel') return this.#branches(state, part);
    return state.Type === 'Map' ? this.#iterations(name, state, part) : undefined;
  }

  #branches({ Branches }: ParallelState, part: Part): ReadonlyMap<number, ResumedLine> {
    const first = new Set(Branches.map(({ StartAt }) => StartAt));
    const begun = this.#stepsIn(part).filter(({ name, isExit }) => !isExit && first.has(name));
    const attempt = {
      ...part,
      afterId: this.#lastStart(
        begun.map(({ event }) => event),
        'ParallelStateStarted',
        part,
      ),
    };
    return known(Branches.map((branch) => this.progress(branch, attempt)));
  }

  #iterations(
    map: string,
    { ItemProcessor, Iterator }: MapState,
    part: Part,
  ): ReadonlyMap<number, ResumedLine> | undefined {
    const processor = ItemProcessor ?? Iterator;
    if (processor === undefined || processor.ProcessorConfig?.Mode === 'DISTRIBUTED') return undefined;
    const begun = [...this.#byId.values()].filter(
      (event) => event.id > part.afterId && part.holds(event) && iterationStart(event, map) !== undefined,
    );
    const afterId = this.#lastStart(begun, 'MapStateStarted', part);
    const indexes = begun.filter(({ id }) => id > afterId).map((event) => iterationStart(event, map) ?? 0);
    const lines: (ResumedLine | undefined)[] = [];
    for (const index of new Set(indexes)) {
      const holds = (event: HistoryEvent) => this.#iterationOf(event, map) === index;
      lines[index] = this.progress(processor, { afterId, holds });
    }
    return known(Array.from(lines));
  }

  /** The start of the state's last attempt: the latest that a line of control follows. */
  #lastStart(begun: readonly HistoryEvent[], type: string, { afterId }: Part): number {
    const starts = begun
      .map(({ previousEventId }) => this.#byId.get(previousEventId))
      .filter((event) => event?.type === type)
      .map((event) => event?.id ?? 0);
    return Math.max(afterId, ...starts);
  }

  /** The iteration of a Map state that an event belongs to. */
  #iterationOf(event: HistoryEvent, map: string): number | undefined {
    let at: HistoryEvent | undefined = event;
    while (at !== undefined) {
      const index = iterationStart(at, map);
      if (index !== undefined) return index;
      at = this.#byId.get(at.previousEventId);
    }
    return undefined;
  }

  #stepsIn({ afterId, holds }: Part): readonly Step[] {
    return this.#steps.filter(({ event }) => event.id > afterId && holds(event));
  }

  /** The state after an exit: by its catcher when a failure came right before. */
  #nextAfter({ event }: Step, state: State): string | undefined {
    const before = this.#byId.get(event.previousEventId);
    const error = before !== undefined && FAILURE.test(before.type) ? errorOf(before) : undefined;
    if (typeof error === 'string' && 'Catch' in state) {
      const failure = new StateError(error, undefined);
      const catcher = state.Catch?.find(({ ErrorEquals }) => matchesError(ErrorEquals, failure));
      if (catcher !== undefined) return catcher.Next;
    }
    return 'Next' in state ? state.Next : undefined;
  }
}

/** The index of the iteration that an event says has started. */
function iterationStart(event: HistoryEvent, map: string): number | undefined {
  if (event.type !== 'MapIterationStarted') return undefined;
  const details = event['mapIterationStartedEventDetails'] as Json | undefined;
  return isRecord(details) && details['name'] === map ? Number(details['index']) : undefined;
}

function known(lines: readonly (ResumedLine | undefined)[]): ReadonlyMap<number, ResumedLine> {
  const begun = lines.map((line, at): [number, ResumedLine | undefined] => [at, line]);
  return new Map(begun.filter((line): line is [number, ResumedLine] => line[1] !== undefined));
}

function stepOf(event: HistoryEvent): readonly Step[] {
  const isExit = event.type.endsWith(EXITED);
  if (!isExit && !event.type.endsWith(ENTERED)) return [];
  const details = event[isExit ? 'stateExitedEventDetails' : 'stateEnteredEventDetails'] as Json | undefined;
  if (!isRecord(details)) return [];
  const { name, assignedVariables } = details;
  const text = details[isExit ? 'output' : 'input'];
  const assigned = isRecord(assignedVariables)
    ? Object.fromEntries(
        Object.entries(assignedVariables).map(([variable, value]) => [variable, parseJson(String(value))]),
      )
    : {};
  return [{ event, name: String(name), isExit, text: typeof text === 'string' ? text : 'null', assigned }];
}

/** The error in an event's details. */
function errorOf(event: HistoryEvent | undefined): unknown {
  if (event === undefined) return undefined;
  const { timestamp: _, type: __, id: ___, previousEventId: ____, ...rest } = event;
  const [details] = Object.values(rest) as readonly (Json | undefined)[];
  return isRecord(details) ? details['error'] : undefined;
}
