import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { INVOKE, StepFunctionsFixture } from '../step-functions-fixture.ts';

const TASK_PAGE = 'https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html';

describe('a number field with a JSONata expression', () => {
  let fixture: StepFunctionsFixture;
  before(async () => {
    fixture = await StepFunctionsFixture.start();
    fixture.lambda.answer = () => ({ payload: '{}' });
  });
  after(() => fixture.close());

  /** Runs a task whose time limit is the expression's value. */
  const limited = (seconds: string) =>
    fixture.run({
      QueryLanguage: 'JSONata',
      StartAt: 'S',
      States: {
        S: {
          Type: 'Task',
          Resource: INVOKE,
          Arguments: { FunctionName: 'f' },
          TimeoutSeconds: `{% ${seconds} %}`,
          End: true,
        },
      },
    });

  rule(
    {
      table: 'states-language',
      id: 'jsonata.TimeoutSeconds',
      aws: 'what the expression gives must be an integer from 1 to 99,999,999',
      here: 'same',
      wording: 'ours',
      source: TASK_PAGE,
    },
    async () => {
      for (const seconds of ['1', '99999999']) {
        const { status, events } = await limited(seconds);
        expect(status, seconds).to.equal('SUCCEEDED');
        const scheduled = events.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
        expect(scheduled?.timeoutInSeconds).to.equal(Number(seconds));
      }
      for (const seconds of ['0', '-1', '1.5', '100000000']) {
        const { error, cause } = await limited(seconds);
        expect(error, seconds).to.equal('States.QueryEvaluationError');
        expect(cause).to.contain(
          `[rehearsal] The JSONata expression '${seconds}' specified for the field 'TimeoutSeconds' must give an integer from 1 to 99999999 but gives ${seconds}`,
        );
      }
    },
  );
});
