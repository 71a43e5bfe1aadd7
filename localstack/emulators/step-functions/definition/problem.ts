/** One finding of the validation, in the shape of ValidateStateMachineDefinition's diagnostics. */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** Such as `/States/Save Model/Next`. */
  readonly location?: string;
}

/** The finding as CreateStateMachine lists it. */
export function describeProblem({ code, message, location }: Problem): string {
  return location === undefined ? `${code}: ${message}` : `${code}: ${message} at ${location}`;
}

/** Collects all findings, so that a user sees them at once. */
export class Problems {
  readonly found: Problem[] = [];

  /** A breach of the language's rules for a member. */
  schema(location: string, message: string): void {
    this.add('SCHEMA_VALIDATION_FAILED', location, message);
  }

  /** What AWS runs but this emulator does not. */
  notEmulated(location: string, what: string): void {
    this.schema(location, `[rehearsal] ${what} is not emulated; docs/fidelity.md lists what is`);
  }

  add(code: string, location: string, message: string): void {
    this.found.push({ severity: 'ERROR', code, message, location });
  }
}
