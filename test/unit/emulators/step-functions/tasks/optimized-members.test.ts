import { expect } from 'chai';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const MISSPELT: readonly (readonly [resource: string, parameters: object, field: string])[] = [
  ['events:putEvents', { Entries: [{ Sorce: 'a', DetailType: 'b', Detail: { Any: 1 } }] }, 'Sorce'],
  [
    'sns:publish',
    { Message: { Any: 1 }, MessageAttributes: { a: { DataTyp: 'String', StringValue: 'x' } } },
    'DataTyp',
  ],
];

describe('an optimized integration', () => {
  let fixture: StepFunctionsFixture;
  before(async () => {
    fixture = await StepFunctionsFixture.start();
  });
  after(() => fixture.close());

  for (const [resource, Parameters, field] of MISSPELT) {
    it(`refuses ${field} in the middle of ${resource}`, async () => {
      const state = { Type: 'Task', Resource: `arn:aws:states:::${resource}`, Parameters, End: true };
      const failure = await fixture.create(oneState(state)).catch(String);
      expect(failure).to.include(
        `SCHEMA_VALIDATION_FAILED: The field "${field}" is not supported by Step Functions at /States/S/Parameters'`,
      );
    });
  }
});
