import { expect } from 'chai';
import { policyDocumentAnswer } from '../../../../preview/policy-document/policy-document-answer.ts';
import { errorOf } from '../../../support/error-of.ts';

const json = (inputs: Readonly<Record<string, unknown>>) => String(policyDocumentAnswer(inputs)['json']);
const statementsOf = (inputs: Readonly<Record<string, unknown>>): unknown => JSON.parse(json(inputs)).Statement;
const allow = (action: string, sid?: string) => ({ actions: [action], resources: ['*'], ...(sid ? { sid } : {}) });
const written = (Action: string, Sid?: string) => ({ ...(Sid ? { Sid } : {}), Effect: 'Allow', Action, Resource: '*' });

// Expected values: the examples of https://registry.terraform.io/providers/hashicorp/aws/latest/docs/data-sources/iam_policy_document,
// and what https://github.com/hashicorp/terraform-provider-aws/blob/main/internal/service/iam/policy_model.go writes.
describe('the document that getPolicyDocument makes', () => {
  it('is written as the provider writes it, member by member', () => {
    const conditions = [
      { test: 'ForAnyValue:StringEquals', variable: 'kms:EncryptionContext:service', values: ['pi'] },
      { test: 'ForAnyValue:StringEquals', variable: 'kms:EncryptionContext:aws:pi:service', values: ['rds'] },
    ];
    const statements = [{ actions: ['kms:Decrypt', 'kms:GenerateDataKey'], resources: ['*'], conditions }];
    expect(json({ statements })).to.equal(`{
  "Version": "2012-10-17",
  "Statement": [
    {
      "Effect": "Allow",
      "Action": [
        "kms:GenerateDataKey",
        "kms:Decrypt"
      ],
      "Resource": "*",
      "Condition": {
        "ForAnyValue:StringEquals": {
          "kms:EncryptionContext:aws:pi:service": "rds",
          "kms:EncryptionContext:service": "pi"
        }
      }
    }
  ]
}`);
    expect(policyDocumentAnswer({ policyId: 'p', version: '2008-10-17' })['minifiedJson']).to.equal(
      '{"Version":"2008-10-17","Id":"p"}',
    );
  });

  it('joins conditions of one test and variable, and principals of one type', () => {
    const condition = (values: readonly string[]) => ({ test: 'StringLike', variable: 's3:prefix', values });
    const service = (...identifiers: readonly string[]) => ({ type: 'Service', identifiers });
    const conditions = [condition(['home/']), condition(['', 'work/'])];
    const principals = [service('a.amazonaws.com'), service('b.amazonaws.com', 'c.amazonaws.com')];
    expect(statementsOf({ statements: [{ actions: ['s3:*'], conditions, principals }] })).to.deep.equal([
      {
        Effect: 'Allow',
        Action: 's3:*',
        Principal: { Service: ['a.amazonaws.com', 'c.amazonaws.com', 'b.amazonaws.com'] },
        Condition: { StringLike: { 's3:prefix': ['home/', '', 'work/'] } },
      },
    ]);
    const same = [service('a.amazonaws.com'), service('a.amazonaws.com')];
    expect(statementsOf({ statements: [{ notPrincipals: same }] })).to.deep.equal([
      { Effect: 'Allow', NotPrincipal: { Service: 'a.amazonaws.com' } },
    ]);
  });

  it('names everybody by "*" only where nobody else is named', () => {
    const everybody = { type: '*', identifiers: ['*'] };
    const account = { type: 'AWS', identifiers: ['123456789012'] };
    const principalOf = (...principals: readonly object[]) => statementsOf({ statements: [{ principals }] });
    expect(principalOf(everybody)).to.deep.equal([{ Effect: 'Allow', Principal: '*' }]);
    expect(principalOf({ type: 'AWS', identifiers: ['*'] })).to.deep.equal([
      { Effect: 'Allow', Principal: { AWS: '*' } },
    ]);
    expect(principalOf(everybody, account)).to.deep.equal([
      { Effect: 'Allow', Principal: { '*': '*', AWS: '123456789012' } },
    ]);
  });

  it('has variables of policies where the program writes &{}, and characters escaped as in Go', () => {
    const statements = [{ actions: ['s3:*'], resources: ['arn:aws:s3:::b/home/&{aws:username}/*', 'a&b<c>'] }];
    expect(json({ statements })).to.contain('"a\\u0026b\\u003cc\\u003e"');
    expect(statementsOf({ statements })).to.deep.equal([
      // biome-ignore lint/suspicious/noTemplateCurlyInString: a policy's own variable
      { Effect: 'Allow', Action: 's3:*', Resource: ['arn:aws:s3:::b/home/${aws:username}/*', 'a&b<c>'] },
    ]);
  });

  it('begins with its source documents and ends with those that override statements of the same Sid', () => {
    const source = json({ statements: [allow('ec2:*'), allow('s3:*', 'SidToOverride')] });
    const resources = ['arn:aws:s3:::somebucket', 'arn:aws:s3:::somebucket/*'];
    const own = { sid: 'SidToOverride', actions: ['s3:*'], resources };
    const buckets = { ...written('s3:*', 'SidToOverride'), Resource: resources.toReversed() };
    expect(statementsOf({ sourcePolicyDocuments: [source], statements: [own] })).to.deep.equal([
      written('ec2:*'),
      buckets,
    ]);

    const override = json({ statements: [allow('s3:*', 'SidToOverride')] });
    expect(statementsOf({ overridePolicyDocuments: [override], statements: [allow('ec2:*'), own] })).to.deep.equal([
      written('ec2:*'),
      written('s3:*', 'SidToOverride'),
    ]);

    const one = json({ statements: [allow('s3:*', 'One')] });
    const two = json({ statements: [allow('ec2:*'), allow('iam:*', 'Two')] });
    const three = json({ statements: [{ ...allow('logs:*', 'One'), effect: 'Deny' }] });
    const statements = [{ ...allow('*', 'Two'), effect: 'Deny' }];
    expect(statementsOf({ overridePolicyDocuments: [one, two, three], statements })).to.deep.equal([
      written('iam:*', 'Two'),
      { ...written('logs:*', 'One'), Effect: 'Deny' },
      written('ec2:*'),
    ]);
  });

  it('takes source documents of any origin, their lists and principals normalized', () => {
    const document = {
      Version: '2008-10-17',
      Id: 'given',
      Statement: [
        {
          Effect: 'Allow',
          Principal: { Service: ['a', 'b'], AWS: '123456789012' },
          Action: ['s3:b', 's3:a'],
          Condition: { Bool: { 'aws:SecureTransport': true } },
        },
        { Effect: 'Deny', Principal: '*', NotAction: 's3:*', Resource: '*' },
      ],
    };
    const made = JSON.parse(json({ sourcePolicyDocuments: [JSON.stringify(document), null] }));
    expect(made).to.deep.equal({
      Version: '2012-10-17',
      Id: 'given',
      Statement: [
        {
          Effect: 'Allow',
          Action: ['s3:b', 's3:a'],
          Principal: { AWS: '123456789012', Service: ['b', 'a'] },
          Condition: { Bool: { 'aws:SecureTransport': 'true' } },
        },
        { Effect: 'Deny', NotAction: 's3:*', Resource: '*', Principal: '*' },
      ],
    });
  });

  for (const [why, inputs, text] of [
    [
      'a Sid twice',
      { statements: [allow('s3:*', 'A'), allow('ec2:*', 'A')] },
      'statements: duplicate Sid (A); remove it or make Sids unique',
    ],
    [
      'a Sid in two source documents',
      { sourcePolicyDocuments: [json({ statements: [allow('a', 'A')] }), json({ statements: [allow('b', 'A')] })] },
      'sourcePolicyDocuments: duplicate Sid (A); remove it or make Sids unique',
    ],
    [
      'a document that is no JSON',
      { overridePolicyDocuments: ['{'] },
      'overridePolicyDocuments[0] is no policy in JSON: {',
    ],
    [
      'one statement that is no list',
      { sourcePolicyDocuments: ['{"Statement": {"Effect": "Allow"}}'] },
      'sourcePolicyDocuments[0]: Statement must be a list',
    ],
    [
      'a variable in the old version',
      { version: '2008-10-17', statements: [{ resources: ['&{aws:username}'] }] },
      'found &{ in &{aws:username}, which version 2008-10-17 does not have',
    ],
  ] as const) {
    it(`is refused for ${why}, as by the provider`, async () => {
      const error = await errorOf(Promise.resolve().then(() => policyDocumentAnswer(inputs)));
      expect(error.message).to.equal(`aws.iam.getPolicyDocument: ${text}`);
    });
  }
});
