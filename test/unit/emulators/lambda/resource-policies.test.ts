import {
  AddPermissionCommand,
  type AddPermissionCommandInput,
  GetPolicyCommand,
  PublishVersionCommand,
  RemovePermissionCommand,
} from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { type Rule, rule } from '../../../support/rule.ts';
import { LambdaFixture, refusal } from './lambda-fixture.ts';

const ARN = 'arn:aws:lambda:us-east-1:000000000000:function:f';
const RECORDING =
  'https://github.com/localstack/localstack/blob/v4.14.0/tests/aws/services/lambda_/test_lambda_api.snapshot.json';
const same = (id: string, aws: string, wording: Rule['wording'] = 'none'): Rule => ({
  table: 'lambda',
  id,
  aws,
  here: 'same',
  wording,
  source: `${RECORDING} TestLambdaPermissions`,
});

describe('resource policies of functions', () => {
  let fixture: LambdaFixture;
  beforeEach(async () => {
    fixture = await LambdaFixture.start();
    await fixture.create('f', 'export const handler = async () => 1;');
  });
  afterEach(() => fixture.stop());

  const add = async (more: Partial<AddPermissionCommandInput> = {}): Promise<unknown> => {
    const permission = {
      FunctionName: 'f',
      StatementId: 's',
      Action: 'lambda:InvokeFunction',
      Principal: 's3.amazonaws.com',
    };
    const { Statement = '' } = await fixture.lambda.send(new AddPermissionCommand({ ...permission, ...more }));
    return JSON.parse(Statement);
  };
  const policy = async (Qualifier?: string): Promise<unknown> => {
    const { Policy = '' } = await fixture.lambda.send(new GetPolicyCommand({ FunctionName: 'f', Qualifier }));
    return JSON.parse(Policy);
  };
  const remove = (StatementId: string, more: { readonly FunctionName?: string; readonly RevisionId?: string } = {}) =>
    fixture.lambda.send(new RemovePermissionCommand({ FunctionName: 'f', StatementId, ...more }));

  rule(same('policies.statement', 'a permission is a statement of the function’s policy'), async () => {
    const statement = {
      Sid: 's',
      Effect: 'Allow',
      Principal: { Service: 's3.amazonaws.com' },
      Action: 'lambda:InvokeFunction',
      Resource: ARN,
      Condition: {
        StringEquals: { 'AWS:SourceAccount': '123456789012' },
        ArnLike: { 'AWS:SourceArn': 'arn:aws:s3:::bucket' },
      },
    };
    expect(await add({ SourceArn: 'arn:aws:s3:::bucket', SourceAccount: '123456789012' })).to.deep.equal(statement);
    expect(await policy()).to.deep.equal({ Version: '2012-10-17', Id: 'default', Statement: [statement] });
    await fixture.restart();
    expect(await policy()).to.deep.include({ Id: 'default' });
    await remove('s');
    expect(await refusal(policy())).to.equal(
      'ResourceNotFoundException: The resource you requested does not exist. (404)',
    );
  });

  rule(same('policies.principals', 'an account stands for its root, and everybody for itself'), async () => {
    const principals = await Promise.all(
      ['123456789012', '*', 'arn:aws:iam::123456789012:role/r'].map(async (Principal, index) => {
        const statement = await add({ Principal, StatementId: `s${index}` });
        return typeof statement === 'object' && statement !== null && 'Principal' in statement && statement.Principal;
      }),
    );
    expect(principals).to.deep.equal([
      { AWS: 'arn:aws:iam::123456789012:root' },
      '*',
      { AWS: 'arn:aws:iam::123456789012:role/r' },
    ]);
    expect(await refusal(add({ Principal: 'nobody', StatementId: 'n' }))).to.equal(
      'InvalidParameterValueException: The provided principal was invalid. Please check the principal and try again. (400)',
    );
  });

  rule(same('policies.qualifier', 'a version and an alias have policies of their own'), async () => {
    await fixture.lambda.send(new PublishVersionCommand({ FunctionName: 'f' }));
    expect(await add({ Qualifier: '1' })).to.deep.include({ Resource: `${ARN}:1` });
    expect(await refusal(policy())).to.match(/^ResourceNotFoundException/);
    expect(await policy('1')).to.deep.include({ Id: 'default' });
    expect(await refusal(add({ Qualifier: '$LATEST' }))).to.equal(
      'InvalidParameterValueException: We currently do not support adding policies for $LATEST. (400)',
    );
  });

  rule(
    same('policies.refused', 'a taken statement id, another revision and a statement that is not there', 'AWS'),
    async () => {
      await add();
      expect(await refusal(add())).to.equal(
        'ResourceConflictException: The statement id (s) provided already exists. Please provide a new statement id, or remove the existing statement. (409)',
      );
      expect(await refusal(add({ StatementId: 't', RevisionId: 'other' }))).to.equal(
        'PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetPolicy API to retrieve the latest Revision Id (412)',
      );
      expect(await refusal(remove('t'))).to.equal(
        'ResourceNotFoundException: Statement t is not found in resource policy. (404)',
      );
      expect(await refusal(remove('s', { RevisionId: 'other' }))).to.equal(
        'PreconditionFailedException: The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id (412)',
      );
      expect(await refusal(remove('s', { FunctionName: 'none' }))).to.equal(
        'ResourceNotFoundException: No policy found for: arn:aws:lambda:us-east-1:000000000000:function:none (404)',
      );
    },
  );
});
