import { expect } from 'chai';
import { rulesThatStart } from '../../../../console/aws/event-rules.ts';

const TARGET = 'arn:aws:states:us-east-1:000000000000:stateMachine:retraining';

/** EventBridge with a page for each rule and each target, as AWS has one for each hundred. */
function answerOf(operation: string, input: { readonly Rule?: string; readonly NextToken?: string }): object {
  if (operation === 'ListRules') {
    return input.NextToken === undefined
      ? { Rules: [{ Name: 'other', EventPattern: '{}' }], NextToken: '1' }
      : { Rules: [{ Name: 'nightly', ScheduleExpression: 'rate(1 day)', State: 'ENABLED' }] };
  }
  if (input.NextToken === undefined) return { Targets: [{ Id: '1', Arn: 'arn:of:another' }], NextToken: '1' };
  return { Targets: input.Rule === 'nightly' ? [{ Id: '2', Arn: TARGET }] : [] };
}

describe('the rules that start a workflow', () => {
  const { fetch } = globalThis;
  before(() => {
    globalThis.fetch = async (_, init) => {
      const operation = new Headers(init?.headers).get('x-amz-target')?.split('.')[1] ?? '';
      return Response.json(answerOf(operation, JSON.parse(String(init?.body))));
    };
  });
  after(() => {
    globalThis.fetch = fetch;
  });

  it('are found on all pages of rules and targets', async () => {
    expect(await rulesThatStart(TARGET)).to.deep.equal([
      { name: 'nightly', when: 'rate(1 day)', isEnabled: true, description: '' },
    ]);
  });
});
