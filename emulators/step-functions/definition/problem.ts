import type { QueryLanguage } from './definition.ts';

/** One finding of the validation, in the shape of ValidateStateMachineDefinition's diagnostics. */
export interface Problem {
  readonly severity: 'ERROR' | 'WARNING';
  readonly code: string;
  readonly message: string;
  /** Such as `/States/Save Model/Next`. */
  readonly location?: string;
}

/** The finding as CreateStateMachine lists it; AWS writes `null` for a place that there is not. */
export function describeProblem({ code, message, location }: Problem): string {
  return `${code}: ${message} at ${location ?? null}`;
}

/** Collects all findings, so that a user sees them at once. */
export class Problems {
  readonly found: Problem[] = [];

  /** A breach of the language's rules for a member. */
  schema(location: string, message: string): void {
    this.add('SCHEMA_VALIDATION_FAILED', location, message);
  }

  /** A member that does not belong there; AWS names the object that it is in. */
  unsupported(location: string, field: string): void {
    this.schema(location || '/', `Field '${field}' is not supported`);
  }

  /** A member of the other query language. */
  otherLanguage(location: string, field: string, language: QueryLanguage): void {
    const other = language === 'JSONata' ? 'JSONPath' : 'JSONata';
    this.schema(
      location,
      `The QueryLanguage is set to '${language}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
    );
  }

  missing(location: string, fields: readonly string[]): void {
    if (fields.length > 0) this.schema(location || '/', `These fields are required: [${fields.join(', ')}]`);
  }

  add(code: string, location: string | undefined, message: string): void {
    this.found.push({ severity: 'ERROR', code, message, ...(location === undefined ? {} : { location }) });
  }

  /** What AWS takes but thinks a mistake. */
  warn(code: string, location: string, message: string): void {
    this.found.push({ severity: 'WARNING', code, message, location });
  }
}
