import { expect } from 'chai';
import { ProviderAnswers } from '../../../preview/provider-answers.ts';

const provider = new ProviderAnswers('cn-north-1');

describe('what stands for the AWS provider in a preview', () => {
  it('makes a policy of its description, as getPolicyDocument does', () => {
    const { json } = provider.answer('aws:iam/getPolicyDocument:getPolicyDocument', {
      statements: [
        {
          sid: 'Read',
          actions: ['s3:GetObject'],
          resources: ['arn:aws:s3:::a/*', 'arn:aws:s3:::b/*'],
          conditions: [
            { test: 'StringEquals', variable: 'aws:SourceAccount', values: ['123456789012'] },
            { test: 'StringEquals', variable: 'aws:PrincipalTag/team', values: ['a', 'b'] },
          ],
        },
        {
          effect: 'Deny',
          notActions: ['s3:ListBucket'],
          resources: ['*'],
          principals: [{ type: 'Service', identifiers: ['lambda.amazonaws.com'] }],
        },
        { actions: ['s3:*'], resources: ['*'], principals: [{ type: '*', identifiers: ['*'] }] },
      ],
    });
    // As the provider's page on aws_iam_policy_document has it.
    expect(JSON.parse(String(json))).to.deep.equal({
      Version: '2012-10-17',
      Statement: [
        {
          Sid: 'Read',
          Effect: 'Allow',
          Action: 's3:GetObject',
          Resource: ['arn:aws:s3:::b/*', 'arn:aws:s3:::a/*'],
          Condition: {
            StringEquals: { 'aws:SourceAccount': '123456789012', 'aws:PrincipalTag/team': ['a', 'b'] },
          },
        },
        { Effect: 'Deny', NotAction: 's3:ListBucket', Resource: '*', Principal: { Service: 'lambda.amazonaws.com' } },
        { Effect: 'Allow', Action: 's3:*', Resource: '*', Principal: '*' },
      ],
    });
  });

  it('knows its partition', () => {
    expect(provider.answer('aws:index/getPartition:getPartition', {})).to.deep.equal({
      id: 'aws-cn',
      partition: 'aws-cn',
      dnsSuffix: 'amazonaws.com.cn',
    });
  });

  it('says which function needs an account, which are answered, and what to do', () => {
    expect(() => provider.answer('aws:ec2/getVpc:getVpc', {})).to.throw(
      'the program calls aws:ec2/getVpc:getVpc: without an account only getCallerIdentity, getRegion, getPartition, getBucket, getPolicyDocument are answered; give the value by configuration',
    );
  });

  it('takes a name that the program gives by hand for the physical one', () => {
    const { name, arn } = provider.outputs('aws:cloudwatch/logGroup:LogGroup', '/own/group', { name: '/own/group' });
    expect([name, arn]).to.deep.equal(['/own/group', 'arn:aws-cn:logs:cn-north-1:123456789012:log-group:/own/group']);
  });
});
