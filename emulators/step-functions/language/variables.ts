import { type Json, type JsonRecord, ownMember } from './json.ts';
import { DATA_LIMIT_EXCEEDED, EvaluationError } from './state-error.ts';

/** https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html */
const MAX_ASSIGNED_BYTES = 262_144;
const MAX_TOTAL_BYTES = 10 * 1024 * 1024;

/**
 * Workflow variables (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html): a scope sees those of the scopes
 * around it and assigns its own only. The scope around does not change while an inner one runs.
 */
export class Variables {
  readonly #outer: Variables | undefined;
  #own: JsonRecord = {};
  readonly #bytes = new Map<string, number>();

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  get(name: string): Json | undefined {
    const own = ownMember(this.#own, name);
    // null is a value like any other.
    return own === undefined ? this.#outer?.get(name) : own;
  }

  /** Makes all assignments of a state at once. */
  assign(values: JsonRecord): void {
    let assignedBytes = 0;
    for (const [name, value] of Object.entries(values)) {
      if (this.#outer?.get(name) !== undefined) throw outerVariable(name);
      const bytes = Buffer.byteLength(JSON.stringify(value));
      this.#bytes.set(name, bytes);
      assignedBytes += bytes;
    }
    if (assignedBytes > MAX_ASSIGNED_BYTES) throw tooLarge('assigned by one state', assignedBytes, MAX_ASSIGNED_BYTES);
    const totalBytes = this.#totalBytes();
    if (totalBytes > MAX_TOTAL_BYTES) throw tooLarge('of the execution', totalBytes, MAX_TOTAL_BYTES);
    this.#own = { ...this.#own, ...values };
  }

  #totalBytes(): number {
    const own = [...this.#bytes.values()].reduce((sum, bytes) => sum + bytes, 0);
    return this.#outer === undefined ? own : own + this.#outer.#totalBytes();
  }
}

function outerVariable(name: string): EvaluationError {
  return new EvaluationError(
    `[rehearsal] The variable '${name}' belongs to the states around and cannot be assigned here; take another name`,
  );
}

function tooLarge(which: string, bytes: number, limit: number): EvaluationError {
  return new EvaluationError(
    `[rehearsal] The variables ${which} have ${bytes} bytes; at most ${limit} are allowed`,
    DATA_LIMIT_EXCEEDED,
  );
}
