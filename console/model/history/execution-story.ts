import { membersIn, numberIn, textIn } from '../members.ts';
import { failureIn, takeAttemptEvent } from './attempt-events.ts';
import { inputOf, resumedVisit, variablesOf } from './resumed-visit.ts';
import type { HistoryEvent } from './story-event.ts';
import { closeVisit, containersOf, type Failure, failVisit, isOpen, type Place, type Visit } from './visit.ts';

const ENTERED = /^(\w+)StateEntered$/;
const EXITED = /^\w+StateExited$/;
const CONTAINER_EVENT = /^(Parallel|Map)State(?:Started|Succeeded|Failed)$/;
const MAP_RUN_EVENT = /^MapRun/;
const ITERATION_EVENT = /^MapIteration(?:Started|Succeeded|Failed|Aborted)$/;
const EXECUTION_END = /^Execution(?:Succeeded|Failed|TimedOut|Aborted)$/;

const CONTAINERS = new Set(['Map', 'Parallel']);

/** Where an event belongs: what follows it by previousEventId goes on from there. */
interface Spot {
  readonly visit?: Visit;
  /** Set by the start of an iteration or of branches: a state that follows is inside of the visit's state. */
  readonly inside?: Place;
}

/**
 * The states of an execution as its history tells them. Events may come in parts, in their order; each names the event before
 * it in its own line of control, which is how branches and iterations are told apart.
 */
export class ExecutionStory {
  readonly visits: Visit[] = [];
  readonly events: HistoryEvent[] = [];
  readonly #spots = new Map<number, Spot>();
  /** What the end of the execution, or of a container, has cut off: a redrive goes on with it. */
  readonly #cutOff = new Set<Visit>();
  #failure: Failure | undefined;

  static of(events: readonly HistoryEvent[]): ExecutionStory {
    const story = new ExecutionStory();
    story.take(events);
    return story;
  }

  /** Why the execution has not succeeded, where it has not. */
  get failure(): Failure | undefined {
    return this.#failure;
  }

  /** Whether its last event is an end. */
  get hasEnded(): boolean {
    return EXECUTION_END.test(this.events.at(-1)?.type ?? '');
  }

  get lastEventId(): number {
    return this.events.at(-1)?.id ?? 0;
  }

  /** The visit that an event belongs to. */
  visitOf(eventId: number): Visit | undefined {
    return this.#spots.get(eventId)?.visit;
  }

  take(events: readonly HistoryEvent[]): void {
    for (const event of events) {
      if (event.id <= this.lastEventId) continue;
      this.events.push(event);
      const spot = this.#take(event);
      this.#spots.set(event.id, spot);
      spot.visit?.eventIds.push(event.id);
    }
  }

  #take(event: HistoryEvent): Spot {
    const before = this.#spots.get(event.previousId) ?? {};
    const { type, details } = event;
    const [, entered] = ENTERED.exec(type) ?? [];
    if (entered !== undefined) return { visit: this.#enter(entered, event, before) };
    if (EXITED.test(type)) return this.#exit(event, this.#named(before.visit, textIn(details, 'name')));
    if (EXECUTION_END.test(type)) return this.#end(event, before);
    if (type === 'ExecutionRedriven') return this.#redrive(before);
    if (ITERATION_EVENT.test(type)) return this.#iteration(event, before);
    const [, container] = CONTAINER_EVENT.exec(type) ?? [];
    if (container !== undefined) return this.#container(event, before, nearest(before.visit, container));
    if (MAP_RUN_EVENT.test(type)) return mapRunEvent(event, nearest(before.visit, 'Map'));
    const visit = resumedVisit(this.visits, event, before.visit, before.inside?.iteration);
    if (visit === undefined) return before;
    takeAttemptEvent(visit, event);
    return { visit };
  }

  #enter(type: string, event: HistoryEvent, { visit: before, inside }: Spot): Visit {
    // A caught failure may lead on without the state's exit.
    if (inside === undefined && before?.failure !== undefined && isOpen(before)) {
      closeVisit(before, event.timeMs, 'caught');
    }
    const visit: Visit = {
      id: event.id,
      name: textIn(event.details, 'name') ?? '',
      type,
      place: inside ?? before?.place ?? {},
      ...(inside !== undefined || before === undefined ? {} : { from: before.name }),
      enteredMs: event.timeMs,
      status: 'running',
      ...inputOf(event),
      variables: {},
      attempts: [],
      iterations: new Map(),
      items: 0,
      eventIds: [],
    };
    this.visits.push(visit);
    return visit;
  }

  #exit({ details, timeMs }: HistoryEvent, visit: Visit | undefined): Spot {
    if (visit === undefined) return {};
    const output = textIn(details, 'output');
    if (output !== undefined) visit.output = output;
    visit.variables = variablesOf(membersIn(details, 'assignedVariables'));
    // Looked for in a Map or Parallel state alone: of thousands of iterations each exit would look through all visits.
    if (CONTAINERS.has(visit.type)) this.#cutOffInside(visit, timeMs);
    closeVisit(visit, timeMs, visit.failure === undefined ? 'succeeded' : 'caught');
    return { visit };
  }

  #container(event: HistoryEvent, { visit: line }: Spot, visit: Visit | undefined): Spot {
    if (visit === undefined) return {};
    if (event.type.endsWith('Started')) {
      // One that is tried again begins again.
      delete visit.failure;
      this.#cutOffInside(visit, event.timeMs);
      visit.items = numberIn(event.details, 'length') ?? 0;
      return { visit, inside: { container: visit } };
    }
    if (event.type.endsWith('Failed')) {
      const failure = this.#failLine(event, line, visit);
      if (failure !== undefined) visit.failure = failure;
      this.#cutOffInside(visit, event.timeMs);
    }
    return { visit };
  }

  #iteration(event: HistoryEvent, { visit: line }: Spot): Spot {
    const visit = this.#named(line, textIn(event.details, 'name'));
    if (visit === undefined) return {};
    const iteration = numberIn(event.details, 'index') ?? 0;
    if (event.type === 'MapIterationStarted') {
      visit.iterations.set(iteration, 'running');
      return { visit, inside: { container: visit, iteration } };
    }
    if (event.type === 'MapIterationFailed') this.#failLine(event, line, visit);
    const status = event.type.slice('MapIteration'.length).toLowerCase();
    visit.iterations.set(iteration, status === 'succeeded' || status === 'failed' ? status : 'aborted');
    return { visit };
  }

  /** The state at the end of a line of control fails with the container around it, for the reason that one of them has. */
  #failLine(event: HistoryEvent, line: Visit | undefined, container: Visit): Failure | undefined {
    const own = textIn(event.details, 'error') === undefined ? undefined : failureIn(event);
    const failure = own ?? line?.failure;
    if (line === undefined || line === container || !isOpen(line)) return failure;
    closeVisit(line, event.timeMs, 'failed');
    this.#cutOff.add(line);
    return failure;
  }

  #cutOffInside(container: Visit, timeMs: number): void {
    const inside = this.visits.filter((visit) => isOpen(visit) && containersOf(visit).includes(container));
    this.#cut(inside, timeMs);
    for (const [iteration, status] of container.iterations) {
      if (status === 'running') container.iterations.set(iteration, 'aborted');
    }
  }

  #cut(visits: readonly Visit[], timeMs: number): void {
    for (const visit of visits) {
      closeVisit(visit, timeMs, visit.failure === undefined ? 'aborted' : 'failed');
      this.#cutOff.add(visit);
    }
  }

  #end(event: HistoryEvent, spot: Spot): Spot {
    const { type, timeMs } = event;
    this.#failure = type === 'ExecutionSucceeded' ? undefined : failureIn(event);
    this.#cut(this.visits.filter(isOpen), timeMs);
    const isFailure = type === 'ExecutionFailed' || type === 'ExecutionTimedOut';
    // Where no failure was written for the state itself, such as in a Fail state or at a wrong path, it is the execution's.
    if (isFailure && this.#failure !== undefined && spot.visit !== undefined)
      failVisit(spot.visit, this.#failure, timeMs);
    return spot;
  }

  #redrive(spot: Spot): Spot {
    this.#failure = undefined;
    for (const visit of this.#cutOff) {
      delete visit.endedMs;
      delete visit.failure;
      // A Fail state is entered again.
      if (visit.type === 'Fail') visit.endedMs = visit.enteredMs;
      else visit.status = 'running';
    }
    this.#cutOff.clear();
    return spot.visit === undefined ? {} : { visit: spot.visit };
  }

  /** The visit, the one around it, or another one that goes on: of the state that an event names. */
  #named(visit: Visit | undefined, name: string | undefined): Visit | undefined {
    const line = visit === undefined ? [] : [visit, ...containersOf(visit)];
    const isNamed = (one: Visit) => one.name === name;
    return (
      line.find((one) => isNamed(one) && isOpen(one)) ?? this.visits.findLast((one) => isNamed(one) && isOpen(one))
    );
  }
}

function mapRunEvent(event: HistoryEvent, visit: Visit | undefined): Spot {
  if (visit === undefined) return {};
  const mapRunArn = textIn(event.details, 'mapRunArn');
  if (mapRunArn !== undefined) visit.mapRunArn = mapRunArn;
  if (event.type === 'MapRunFailed') visit.failure = failureIn(event);
  return { visit };
}

/** The innermost visit of that type that has not ended. */
function nearest(visit: Visit | undefined, type: string): Visit | undefined {
  const line = visit === undefined ? [] : [visit, ...containersOf(visit)];
  return line.find((one) => one.type === type && isOpen(one));
}
