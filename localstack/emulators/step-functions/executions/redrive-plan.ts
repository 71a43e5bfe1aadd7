import type { Definition, ParallelState, State } from '../definition/definition.ts';
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
 * machine, so that an event's name tells which list of states it is from.
 * https://docs.aws.amazon.com/step-functions/latest/dg/redrive-executions.html#redrive-behavior-states
 */
export function planRedrive(definition: Definition, events: readonly HistoryEvent[]): ResumedLine | undefined {
  return new History(events).progress(definition, 0);
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

class History {
  readonly #byId: ReadonlyMap<number, HistoryEvent>;
  readonly #steps: readonly Step[];
  readonly #error: unknown;

  constructor(events: readonly HistoryEvent[]) {
    this.#byId = new Map(events.map((event) => [event.id, event]));
    this.#steps = events.flatMap(stepOf);
    this.#error = errorOf(events.at(-1));
  }

  /** How far a line of control has come after an event. */
  progress(definition: Definition, afterId: number): ResumedLine | undefined {
    const own = this.#steps.filter(({ event, name }) => event.id > afterId && Object.hasOwn(definition.States, name));
    const last = own.at(-1);
    const state = last === undefined ? undefined : definition.States[last.name];
    if (last === undefined || state === undefined) return undefined;
    const variables = Object.assign({}, ...own.map(({ assigned }) => assigned)) as JsonRecord;
    if (!last.isExit) return { point: this.#pointAt(last, state, variables) };
    const output = Payload.parse(last.text);
    const next = this.#nextAfter(last, state);
    return next === undefined ? { output } : { point: { name: next, input: output, variables } };
  }

  #pointAt({ name, text, event }: Step, state: State, variables: JsonRecord): ResumePoint {
    const input = Payload.parse(text);
    // "Reenters the Fail state and fails again."
    if (state.Type === 'Fail') return { name, input, variables };
    const { id: eventId, previousEventId, timestamp } = event;
    const entry = { eventId, previousEventId, timeMs: Math.round(timestamp * 1000) };
    const lines = state.Type === 'Parallel' ? this.#branches(state, eventId) : undefined;
    return { name, input, entry, variables, ...(lines === undefined ? {} : { lines }) };
  }

  /** A Parallel state whose result was too large runs again as a whole. */
  #branches({ Branches }: ParallelState, enteredId: number): ReadonlyMap<number, ResumedLine> | undefined {
    if (this.#error === DATA_LIMIT_EXCEEDED) return undefined;
    const startedId = this.#lastStart(Branches, enteredId);
    const lines = Branches.map((branch, at): [number, ResumedLine | undefined] => [
      at,
      this.progress(branch, startedId),
    ]);
    return new Map(lines.filter((line): line is [number, ResumedLine] => line[1] !== undefined));
  }

  /** The start of the last attempt: that which the first state of a branch follows. */
  #lastStart(branches: readonly Definition[], enteredId: number): number {
    const first = new Set(branches.map(({ StartAt }) => StartAt));
    const starts = this.#steps
      .filter(({ event, name, isExit }) => !isExit && event.id > enteredId && first.has(name))
      .map(({ event }) => this.#byId.get(event.previousEventId))
      .filter((event) => event?.type === 'ParallelStateStarted')
      .map((event) => event?.id ?? 0);
    return Math.max(enteredId, ...starts);
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

/** The error that an event's details tell. */
function errorOf(event: HistoryEvent | undefined): unknown {
  if (event === undefined) return undefined;
  const { timestamp: _, type: __, id: ___, previousEventId: ____, ...rest } = event;
  const [details] = Object.values(rest) as readonly (Json | undefined)[];
  return isRecord(details) ? details['error'] : undefined;
}
