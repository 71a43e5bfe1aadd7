import { CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { CreateStateMachineCommand, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { useConsoleLab } from './support/use-console-lab.ts';

describe('permissions in the console', () => {
  const lab = useConsoleLab();

  it('show of each role which statements a run used, and the calls that they allowed', async () => {
    const page = await lab().open('#/permissions');
    const run = page.getByRole('combobox', { name: 'What was called in the time of' });
    await run.waitFor();
    expect(await run.locator('option:checked').textContent()).to.match(/^rehearsal-/);
    // The role of the workflow is the one that Step Functions takes.
    const role = page.getByRole('region').filter({ hasText: 'Taken by states.amazonaws.com' });
    const statement = role.getByRole('listitem').filter({ hasText: 'sagemaker:CreateTrainingJob' });
    await statement.getByText(/^Used /).waitFor();
    await statement.getByRole('button').click();
    const inspector = page.getByRole('complementary', { name: /^Statement / });
    await inspector.getByText('sagemaker:CreateTrainingJob').first().waitFor();
    await inspector
      .getByText(/^by retraining-/)
      .first()
      .waitFor();
    await page.reload();
    await inspector
      .getByText(/^by retraining-/)
      .first()
      .waitFor();
    expect(await page.getByRole('region', { name: 'Denied' }).count()).to.equal(0);
  });

  it('show a denial in AWS’s words', async () => {
    const { iam, sfn } = lab().clients;
    const trust = { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const { Role } = await iam.send(
      new CreateRoleCommand({
        RoleName: 'may-not-publish',
        AssumeRolePolicyDocument: JSON.stringify({ Version: '2012-10-17', Statement: [trust] }),
      }),
    );
    const other = { Sid: 'Other', Effect: 'Allow', Action: 's3:GetObject', Resource: '*' };
    const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [other] });
    await iam.send(new PutRolePolicyCommand({ RoleName: 'may-not-publish', PolicyName: 'own', PolicyDocument }));
    const Parameters = { TopicArn: 'arn:aws:sns:us-east-1:000000000000:t', Message: 'm' };
    const task = { Type: 'Task', Resource: 'arn:aws:states:::sns:publish', Parameters, End: true };
    const definition = JSON.stringify({ StartAt: 'Tell', States: { Tell: task } });
    const created = await sfn.send(new CreateStateMachineCommand({ name: 'denied', roleArn: Role?.Arn, definition }));
    await sfn.send(new StartExecutionCommand({ stateMachineArn: created.stateMachineArn }));
    const page = await lab().open(`#/permissions?machine=${encodeURIComponent(created.stateMachineArn ?? '')}`);
    const denied = page.getByRole('region', { name: 'Denied' });
    await denied
      .getByText(
        /^User: arn:aws:sts::000000000000:assumed-role\/may-not-publish\/\S+ is not authorized to perform: SNS:Publish on resource: arn:aws:sns:us-east-1:000000000000:t because no identity-based policy allows the SNS:Publish action$/,
      )
      .waitFor();
    const role = page.getByRole('region', { name: 'Role may-not-publish' });
    await role.getByText('0 of 1 statements used').waitFor();
    await role.getByText('Not used').waitFor();
  });
});
