import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import type { MachineType } from '../../../../../emulators/step-functions/executions/state-machine-record.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { oneState } from '../step-functions-fixture.ts';

export const SCHEMA = 'SCHEMA_VALIDATION_FAILED';
/** `FIELD is not supported` at a place. */
export const unsupported = (field: string, location: string) => wrong(location, `Field '${field}' is not supported`);

/** A finding as `problemsOf` writes it. */
export function wrong(location: string, message: string): string {
  return `${SCHEMA}: ${message} at ${location}`;
}

/** Everything said of a definition: `CODE: message at place`. */
export function problemsOf(definition: object, machineType: MachineType = 'STANDARD'): readonly string[] {
  const found = validateDefinition(JSON.stringify(definition), integrationsWithoutActivities(), machineType);
  return found.map(({ code, message, location }) => `${code}: ${message} at ${location}`);
}

/** What is said of the only state of a machine, at places below it; what has no end here is let be. */
export function problemsOfState(state: object, language = 'JSONPath'): readonly string[] {
  return problemsOf({ QueryLanguage: language, ...oneState(state) })
    .filter((text) => !text.startsWith('MISSING_END_STATE') && !text.startsWith('MISSING_TRANSITION_TARGET'))
    .map((text) => text.replace(/ at \/States\/S/, ' at '));
}
