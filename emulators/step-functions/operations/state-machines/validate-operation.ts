import type { JsonOperations } from '../../../core/wire/wire-json.ts';
import { validateInTurns } from '../../definition/validate-definition.ts';
import { RequestMembers } from '../request-members.ts';
import type { ServiceState } from '../service-state.ts';

const DEFAULT_MAX_RESULTS = 100;

export function validateOperation({ integrations }: ServiceState): JsonOperations {
  return {
    ValidateStateMachineDefinition: async (input) => {
      const members = new RequestMembers(input);
      const severity = members.choice('severity', ['ERROR', 'WARNING']) ?? 'ERROR';
      const maxResults = members.number('maxResults') || DEFAULT_MAX_RESULTS;
      const type = members.choice('type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
      const all = await validateInTurns(members.requiredText('definition'), integrations, type);
      const shown = all.filter((problem) => severity === 'WARNING' || problem.severity === 'ERROR');
      return {
        result: all.some((problem) => problem.severity === 'ERROR') ? 'FAIL' : 'OK',
        diagnostics: shown.slice(0, maxResults),
        truncated: shown.length > maxResults,
      };
    },
  };
}
