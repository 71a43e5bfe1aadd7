import { DEFAULT_OPERATION, type Fault, type FaultKind, faultText, targetOf } from './fault.ts';
import { matchesPattern } from './fault-members.ts';
import { JobFaults } from './job-faults.ts';

/** A fault on the menu and what became of it so far. */
export interface MenuEntry {
  readonly fault: Fault;
  readonly text: string;
  /** Jobs or calls that its patterns selected. */
  readonly seen: number;
  readonly fired: number;
}

export interface NamedCall {
  readonly operation: string;
  /** Of the job or model that the call names; empty where it names none. */
  readonly name: string;
  /** The same for every try of one call by its SDK; a call without one stands for itself. */
  readonly invocationId?: string;
}

interface Entry {
  readonly fault: Fault;
  seen: number;
  fired: number;
}

/** So many calls are remembered for the tries that an SDK may still make. */
const REMEMBERED_CALLS = 1_000;

/** The faults that are to happen. Each counts the jobs or calls that it selects from the moment it was added. */
export class FaultMenu {
  #entries: Entry[] = [];
  /** The fault of a call by the call's id, for the further tries of the same call. */
  readonly #calls = new Map<string, Fault | undefined>();

  constructor(faults: readonly Fault[] = []) {
    this.add(faults);
  }

  add(faults: readonly Fault[]): void {
    this.#entries.push(...faults.map((fault) => ({ fault, seen: 0, fired: 0 })));
  }

  /** A call refused once may be tried again with success. */
  clear(): void {
    this.#entries = [];
    this.#calls.clear();
  }

  /** Takes those off that are written so; gives whether there was one. */
  remove(text: string): boolean {
    const before = this.#entries.length;
    this.#entries = this.#entries.filter(({ fault }) => faultText(fault) !== text);
    if (this.#entries.length === before) return false;
    this.#calls.clear();
    return true;
  }

  list(): readonly MenuEntry[] {
    return this.#entries.map(({ fault, seen, fired }) => ({ fault, text: faultText(fault), seen, fired }));
  }

  /** The faults that are chosen for a new training job. */
  forJob(name: string, isSpot: boolean): JobFaults {
    const chosen = this.#entries.filter((entry) => isForJob(entry.fault, name, isSpot) && countsNow(entry));
    const fired = (entry: Entry) => {
      entry.fired += 1;
    };
    return new JobFaults(chosen.map((entry) => ({ fault: entry.fault, fire: () => fired(entry) })));
  }

  /** The fault with which a call is answered in the service's place. */
  forCall(call: NamedCall): Fault | undefined {
    const { invocationId } = call;
    if (invocationId === undefined) return this.#choose(call);
    if (this.#calls.has(invocationId)) return this.#calls.get(invocationId);
    const fault = this.#choose(call);
    this.#remember(invocationId, fault);
    return fault;
  }

  get hasCallFaults(): boolean {
    return this.#entries.some(({ fault }) => targetOf(fault.kind) === 'call');
  }

  #choose(call: NamedCall): Fault | undefined {
    const chosen = this.#entries.filter((entry) => isForCall(entry.fault, call) && countsNow(entry));
    const [first] = chosen;
    if (first !== undefined) first.fired += 1;
    return first?.fault;
  }

  #remember(invocationId: string, fault: Fault | undefined): void {
    this.#calls.set(invocationId, fault);
    const [oldest] = this.#calls.keys();
    if (this.#calls.size > REMEMBERED_CALLS && oldest !== undefined) this.#calls.delete(oldest);
  }
}

function isForJob(fault: Fault, name: string, isSpot: boolean): boolean {
  if (targetOf(fault.kind) !== 'job' || !matchesPattern(fault.name ?? '*', name)) return false;
  const needsSpot: FaultKind = 'spot-interruption';
  return isSpot || fault.kind !== needsSpot;
}

function isForCall(fault: Fault, { operation, name }: NamedCall): boolean {
  return (
    targetOf(fault.kind) === 'call' &&
    matchesPattern(fault.operation ?? DEFAULT_OPERATION, operation) &&
    matchesPattern(fault.name ?? '*', name)
  );
}

/** Counts a job or call that the fault selects, and returns whether it is one of those that it hits. */
function countsNow(entry: Entry): boolean {
  entry.seen += 1;
  const { first, last } = entry.fault.which ?? { first: 1, last: Number.POSITIVE_INFINITY };
  return entry.seen >= first && entry.seen <= last;
}
