import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { rule } from '../../../../support/rule.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { FUNCTION_ARN, oneState } from '../step-functions-fixture.ts';

const CODES = 'https://docs.aws.amazon.com/step-functions/latest/apireference/API_ValidateStateMachineDefinition.html';
const WARNINGS: readonly [string, object, string][] = [
  [
    'NO_DOLLAR',
    { Type: 'Task', Resource: FUNCTION_ARN, Parameters: { a: { b: '$.x' } }, End: true },
    '/Parameters/a/b',
  ],
  ['NO_PATH', { Type: 'Fail', Cause: '$.x' }, '/Cause'],
  ['PASS_RESULT_IS_STATIC', { Type: 'Pass', Result: '$.x', End: true }, '/Result'],
];

describe('the warnings of a definition', () => {
  const integrations = integrationsWithoutActivities();
  for (const [expected, state, below] of WARNINGS) {
    rule(
      {
        table: 'step-functions-api',
        id: `definition.warning.${expected}`,
        aws: 'text that looks like a path is a warning only',
        here: 'same',
        wording: 'none',
        source: CODES,
      },
      () => {
        const found = validateDefinition(JSON.stringify(oneState(state)), integrations);
        expect(found.map(({ severity, code, location }) => [severity, code, location])).to.deep.equal([
          ['WARNING', expected, `/States/S${below}`],
        ]);
      },
    );
  }
});
