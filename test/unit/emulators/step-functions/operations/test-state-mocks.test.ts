import { TestStateCommand, type TestStateCommandInput } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { type Rule, rule } from '../../../../support/rule.ts';
import { FUNCTION_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

function recorded(id: string, aws: string, fields: Partial<Rule> = {}): Rule {
  const source = 'recording of AWS: test_state/test_state_configuration.snapshot.json';
  const rest = { table: 'step-functions-api', here: 'same', wording: 'none', source } as const;
  return { id: `TestState.${id}`, aws, ...rest, ...fields };
}

const task = (fields: object = {}) => ({ Type: 'Task', Resource: FUNCTION_ARN, Next: 'Then', ...fields });
const BRANCH = { StartAt: 'B', States: { B: { Type: 'Succeed' } } };
const ERROR = { errorOutput: { error: 'Boom', cause: 'why' } };

describe('mocks of TestState', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const test = async (definition: object, fields: Omit<TestStateCommandInput, 'definition'>) =>
    bench.clients.sfn.send(new TestStateCommand({ definition: JSON.stringify(definition), ...fields }));

  rule(recorded('debug.parallel', 'shows no afterParameters of a Parallel state without Parameters'), async () => {
    const parallel = { Type: 'Parallel', Branches: [BRANCH], End: true };
    const { inspectionData } = await test(parallel, { mock: { result: '[7]' }, inspectionLevel: 'DEBUG' });
    expect(inspectionData).to.not.have.property('afterParameters');
  });

  rule(recorded('mock.text', 'a mocked result is shown as it was written', { wording: 'none' }), async () => {
    const answer = await test(task(), { mock: { result: '[1, 4,  9]' }, inspectionLevel: 'DEBUG' });
    expect(answer.output).to.equal('[1, 4,  9]');
    expect(answer.inspectionData?.result).to.equal('[1, 4,  9]');
  });

  rule(
    recorded('mock.exhausted', 'an error whose retrier has no attempt left is FAILED', { wording: 'none' }),
    async () => {
      const state = task({ Retry: [{ ErrorEquals: ['Boom'], MaxAttempts: 5, IntervalSeconds: 1, BackoffRate: 2 }] });
      const told = { mock: ERROR, inspectionLevel: 'TRACE' } as const;
      const fourth = await test(state, { ...told, stateConfiguration: { retrierRetryCount: 4 } });
      expect(fourth.status).to.equal('RETRIABLE');
      expect(fourth.inspectionData?.errorDetails).to.deep.equal({ retryIndex: 0, retryBackoffIntervalSeconds: 16 });
      const fifth = await test(state, { ...told, stateConfiguration: { retrierRetryCount: 5 } });
      expect(fifth.status).to.equal('FAILED');
      expect(fifth.inspectionData?.errorDetails).to.deep.equal({ retryIndex: 0 });
    },
  );
});
