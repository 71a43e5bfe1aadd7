import { AttachRolePolicyCommand, CreateRoleCommand, PutRolePolicyCommand } from '@aws-sdk/client-iam';
import { AddPermissionCommand, CreateFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { TestStateCommand } from '@aws-sdk/client-sfn';
import { expect } from 'chai';
import { rule } from '../support/rule.ts';
import { zipOf } from '../unit/emulators/lambda/lambda-fixture.ts';
import { ACCOUNT, CALLER, CallingRole, refusal } from './support/calling-role.ts';

const DRY_RUN = { FunctionName: 'f', InvocationType: 'DryRun' } as const;
const POLICIES = 'https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html';

describe('the policy of a function', () => {
  let role: CallingRole;

  beforeEach(async () => {
    role = await CallingRole.start();
    const { iam, lambda } = role.cloud.clients;
    const statement = { Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const AssumeRolePolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new CreateRoleCommand({ RoleName: 'function', AssumeRolePolicyDocument }));
    const PolicyArn = 'arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole';
    await iam.send(new AttachRolePolicyCommand({ RoleName: 'function', PolicyArn }));
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'f',
        Role: `arn:aws:iam::${ACCOUNT}:role/function`,
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Code: { ZipFile: zipOf({ 'index.mjs': 'export const handler = () => 1;' }) },
        Publish: true,
      }),
    );
  });
  afterEach(() => role.close());

  const invoke = async (Qualifier?: string): Promise<number | string | undefined> => {
    const call = role.clients.lambda.send(new InvokeCommand({ ...DRY_RUN, Qualifier }));
    return call.then(({ StatusCode }) => StatusCode).catch((error: Error) => error.name);
  };
  const permit = (Principal: string, Qualifier?: string) =>
    role.cloud.clients.lambda.send(
      new AddPermissionCommand({
        FunctionName: 'f',
        StatementId: 's',
        Action: 'lambda:InvokeFunction',
        Principal,
        Qualifier,
      }),
    );

  rule(
    {
      table: 'iam',
      id: 'lambda.resourcePolicy',
      aws: 'lets in a role that it names, without any policy of its own, unless one of those denies it',
      here: 'same',
      wording: 'none',
      source: POLICIES,
    },
    async () => {
      await role.grant();
      expect(await invoke()).to.equal('AccessDeniedException');
      await permit(CALLER);
      expect(await invoke()).to.equal(204);
      expect(await invoke('1')).to.equal('AccessDeniedException');
      await role.grant({ Effect: 'Deny', Action: 'lambda:*' });
      expect(await invoke()).to.equal('AccessDeniedException');
    },
  );

  rule(
    {
      table: 'iam',
      id: 'lambda.qualified',
      aws: 'who invokes a version or an alias needs the permission for that, not for the function alone',
      here: 'same',
      wording: 'AWS',
      source: 'https://docs.aws.amazon.com/lambda/latest/dg/configuration-aliases.html',
    },
    async () => {
      const Resource = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
      await role.grant({ Action: 'lambda:InvokeFunction', Resource });
      expect(await invoke()).to.equal(204);
      const refused = await refusal(role.clients.lambda.send(new InvokeCommand({ ...DRY_RUN, Qualifier: '1' })));
      expect(refused.message).to.match(
        /is not authorized to perform: lambda:InvokeFunction on resource: .*:function:f:1 because no identity-based policy allows the lambda:InvokeFunction action$/,
      );
      await role.grant({ Action: 'lambda:InvokeFunction', Resource: `${Resource}:*` });
      expect(await invoke('1')).to.equal(204);
    },
  );

  it('is asked for the version or alias that a task of Step Functions names, by ARN or by Qualifier', async () => {
    const { iam, sfn } = role.cloud.clients;
    const RoleName = 'machine';
    const trust = { Effect: 'Allow', Principal: { Service: 'states.amazonaws.com' }, Action: 'sts:AssumeRole' };
    const documentOf = (statement: object) => JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await iam.send(new CreateRoleCommand({ RoleName, AssumeRolePolicyDocument: documentOf(trust) }));
    const arn = `arn:aws:lambda:us-east-1:${ACCOUNT}:function:f`;
    const allowed = { Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: `${arn}:1` };
    await iam.send(new PutRolePolicyCommand({ RoleName, PolicyName: 'invoke', PolicyDocument: documentOf(allowed) }));
    const run = async (Parameters: object) => {
      const state = { Type: 'Task', Resource: 'arn:aws:states:::lambda:invoke', Parameters, End: true };
      const roleArn = `arn:aws:iam::${ACCOUNT}:role/${RoleName}`;
      const { output, error } = await sfn.send(new TestStateCommand({ definition: JSON.stringify(state), roleArn }));
      return error ?? JSON.parse(output ?? '{}').ExecutedVersion;
    };
    expect(await run({ FunctionName: `${arn}:1` })).to.equal('1');
    expect(await run({ FunctionName: 'f', Qualifier: '1' })).to.equal('1');
    expect(await run({ FunctionName: 'f' })).to.equal('Lambda.AWSLambdaException');
  });
});
