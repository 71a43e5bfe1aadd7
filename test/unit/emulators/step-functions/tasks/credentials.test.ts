import { CreateRoleCommand } from '@aws-sdk/client-iam';
import { TestStateCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { type Rule, rule } from '../../../../support/rule.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { FUNCTION_ARN, INVOKE, oneState, ROLE_ARN, StepFunctionsFixture } from '../step-functions-fixture.ts';

const TARGET = 'arn:aws:iam::000000000000:role/target';

function recorded(id: string, aws: string, test: string, wording: Rule['wording'] = 'none'): Rule {
  const source = `recording of AWS: credentials/test_credentials_base.snapshot.json ${test}`;
  return { table: 'step-functions-api', id: `Credentials.${id}`, aws, here: 'same', wording, source };
}

describe('Credentials of a task', () => {
  let fixture: StepFunctionsFixture;
  before(async () => {
    fixture = await StepFunctionsFixture.start();
    const Statement = [{ Effect: 'Allow', Principal: { AWS: ROLE_ARN }, Action: 'sts:AssumeRole' }];
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
    await fixture.clients.iam.send(new CreateRoleCommand({ RoleName: 'target', AssumeRolePolicyDocument }));
  });
  after(() => fixture.close());

  const problems = (state: object) =>
    validateDefinition(JSON.stringify(oneState({ ...state, End: true })), integrationsWithoutActivities())
      .filter(({ severity }) => severity === 'ERROR')
      .map(({ message, location }) => `${message} at ${location}`);

  rule(
    recorded(
      'members',
      'are refused without a RoleArn, and with another member',
      'test_invalid_credentials_field',
      'partly AWS',
    ),
    () => {
      const task = { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' } };
      const jsonata = { Type: 'Task', QueryLanguage: 'JSONata', Resource: INVOKE, Arguments: { FunctionName: 'f' } };
      const at = '/States/S/Credentials';
      expect(problems({ ...task, Credentials: {} })).to.deep.equal([`These fields are required: [RoleArn] at ${at}`]);
      expect(problems({ ...jsonata, Credentials: { InvalidField: 'invalid' } })).to.deep.equal([
        `Field 'InvalidField' is not supported at ${at}`,
        `These fields are required: [RoleArn] at ${at}`,
      ]);
      expect(problems({ ...jsonata, Credentials: { 'RoleArn.$': '$.role' } })).to.deep.equal([
        `Field 'RoleArn.$' is not supported at ${at}`,
        `These fields are required: [RoleArn] at ${at}`,
      ]);
      expect(problems({ ...task, Credentials: 'role' })).to.deep.equal([`[rehearsal] must be an object at ${at}`]);
      expect(problems({ ...task, Credentials: { RoleArn: 1 } })).to.deep.equal([
        `[rehearsal] must be the ARN of a role at ${at}/RoleArn`,
      ]);
      expect(problems({ Type: 'Pass', Credentials: { RoleArn: TARGET } })).to.deep.equal([
        "Field 'Credentials' is not supported at /States/S",
      ]);
      expect(problems({ ...task, Credentials: { RoleArn: TARGET } })).to.deep.equal([]);
    },
  );

  const forms: readonly [string, object, string][] = [
    ['PATH', { 'RoleArn.$': '$.CredentialsRoleArn' }, 'JSONPath'],
    ['PATH_CONTEXT', { 'RoleArn.$': '$$.Execution.Input.CredentialsRoleArn' }, 'JSONPath'],
    ['INTRINSIC', { 'RoleArn.$': "States.Format('{}', $.CredentialsRoleArn)" }, 'JSONPath'],
    ['JSONATA', { RoleArn: '{% $states.input.CredentialsRoleArn %}' }, 'JSONata'],
  ];
  for (const [form, Credentials, QueryLanguage] of forms) {
    rule(
      recorded(
        `taskCredentials: ${form}`,
        'name the role by a text, a path, a call or an expression; TaskScheduled has it, each attempt’s',
        `test_cross_account_states_start_sync_execution[SFN_START_EXECUTION_SYNC_ROLE_ARN_${form}]`,
      ),
      async () => {
        const request = QueryLanguage === 'JSONata' ? 'Arguments' : 'Parameters';
        const { status, events } = await fixture.run(
          oneState({
            ...{ Type: 'Task', QueryLanguage, Resource: 'arn:aws:states:::aws-sdk:sts:getCallerIdentity' },
            ...{ [request]: {}, Credentials, End: true },
          }),
          { CredentialsRoleArn: TARGET },
        );
        expect(status).to.equal('SUCCEEDED');
        expect(events[2]?.taskScheduledEventDetails?.taskCredentials).to.deep.equal({ roleArn: TARGET });
        expect(JSON.parse(events[4]?.taskSucceededEventDetails?.output ?? '')).to.include({
          Arn: 'arn:aws:sts::000000000000:assumed-role/target/step-functions',
        });
      },
    );
  }

  rule(
    recorded('lambdaTask', 'of a function ARN are in LambdaFunctionScheduled', 'test_cross_account_lambda_task'),
    async () => {
      const task = { Type: 'Task', Resource: FUNCTION_ARN, Credentials: { RoleArn: TARGET }, End: true };
      const { events, status } = await fixture.run(oneState(task));
      expect(status).to.equal('SUCCEEDED');
      expect(events[2]?.lambdaFunctionScheduledEventDetails?.taskCredentials).to.deep.equal({ roleArn: TARGET });
    },
  );

  it('fail a state whose path gives no text, before anything is called', async () => {
    const task = { Type: 'Task', Resource: INVOKE, Parameters: { FunctionName: 'f' }, End: true };
    const { error, cause, events } = await fixture.run(oneState({ ...task, Credentials: { 'RoleArn.$': '$.role' } }), {
      role: 7,
    });
    expect(error).to.equal('States.Runtime');
    expect(cause).to.contain('[rehearsal] The RoleArn of Credentials must be the ARN of a role but is 7');
    expect(events.map(({ type }) => type)).to.deep.equal(['ExecutionStarted', 'TaskStateEntered', 'ExecutionFailed']);
  });

  it('are used by TestState too', async () => {
    const definition = JSON.stringify({
      ...{ Type: 'Task', Resource: 'arn:aws:states:::aws-sdk:sts:getCallerIdentity', Parameters: {} },
      ...{ Credentials: { RoleArn: TARGET }, End: true },
    });
    const { output } = await fixture.clients.sfn.send(new TestStateCommand({ definition, roleArn: ROLE_ARN }));
    expect(JSON.parse(output ?? '')).to.include({
      Arn: 'arn:aws:sts::000000000000:assumed-role/target/step-functions',
    });
  });
});
