import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { FUNCTION_ARN, oneState } from '../step-functions-fixture.ts';

const integrations = integrationsWithoutActivities();
const schemaProblems = (text: string) =>
  validateDefinition(text, integrations).filter(({ code }) => code === 'SCHEMA_VALIDATION_FAILED');
const task = (fields: object) => ({ Type: 'Task', Resource: FUNCTION_ARN, End: true, ...fields });

describe('a definition from a stranger', () => {
  it('may have members that every object has, which are as unknown as others', () => {
    for (const name of ['constructor', '__proto__', 'toString']) {
      const field = { [name]: {} };
      const states = [
        { Type: 'Pass', End: true, ...field },
        task({ Retry: [{ ErrorEquals: ['E'], ...field }] }),
        task({ Catch: [{ ErrorEquals: ['E'], Next: 'S', ...field }] }),
      ];
      for (const state of states) {
        const messages = schemaProblems(JSON.stringify(oneState(state))).map(({ message }) => message);
        expect(messages).to.deep.equal([`Field '${name}' is not supported`]);
      }
    }
  });

  it('may be nested deeper than programs can follow', () => {
    const nots = 5_000;
    const rule = `${'{"Not":'.repeat(nots)}{"Variable":"$.x","IsNull":true}${'}'.repeat(nots)}`;
    const found = schemaProblems(`{"StartAt":"S","States":{"S":{"Type":"Choice","Choices":[${rule}]}}}`);
    expect(found.map(({ message, location }) => [location, message])).to.deep.equal([
      ['/States/S/Choices', '[rehearsal] objects and lists may lie in each other at most 1000 levels deep'],
    ]);
  });
});
