import { DEFAULT_EPOCHS, type Fault, type FaultKind } from './fault.ts';

export interface ChosenFault {
  readonly fault: Fault;
  /** Counts it as having happened. */
  readonly fire: () => void;
}

/** The faults of one training job. Each happens once: taking it counts it. */
export class JobFaults {
  readonly #waiting: ChosenFault[];

  constructor(chosen: readonly ChosenFault[] = []) {
    this.#waiting = [...chosen];
  }

  /** The next fault of the kind, if it is to happen after no more than so many epochs. */
  takeAfter(kind: FaultKind, epochs: number): Fault | undefined {
    const next = this.#waiting.find(({ fault }) => fault.kind === kind)?.fault;
    return next !== undefined && epochs >= (next.epochs ?? DEFAULT_EPOCHS) ? this.take(kind) : undefined;
  }

  take(kind: FaultKind): Fault | undefined {
    const at = this.#waiting.findIndex(({ fault }) => fault.kind === kind);
    const [chosen] = at < 0 ? [] : this.#waiting.splice(at, 1);
    chosen?.fire();
    return chosen?.fault;
  }
}
