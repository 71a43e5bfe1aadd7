import { type Json, type JsonRecord, member } from './json.ts';
import { EvaluationError } from './state-error.ts';

/**
 * Workflow variables (https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html): a scope sees those of the scopes
 * around it and assigns its own only. The scope around does not change while an inner one runs.
 */
export class Variables {
  readonly #outer: Variables | undefined;
  #own: JsonRecord = {};

  constructor(outer?: Variables) {
    this.#outer = outer;
  }

  get(name: string): Json | undefined {
    return member(this.#own, name) ?? this.#outer?.get(name);
  }

  /** Every variable that is seen here. */
  all(): JsonRecord {
    return this.#outer === undefined ? this.#own : { ...this.#outer.all(), ...this.#own };
  }

  assign(values: JsonRecord): void {
    for (const name of Object.keys(values)) {
      if (this.#outer?.get(name) === undefined) continue;
      throw new EvaluationError(
        `[rehearsal] The variable '${name}' belongs to the states around and cannot be assigned here; take another name`,
      );
    }
    this.#own = { ...this.#own, ...values };
  }
}
