import { expect } from 'chai';
import { denialText } from '../../../../emulators/iam/denial-text.ts';

const USER = 'arn:aws:sts::123456789012:assumed-role/reader/session';

// IAM User Guide, "Access denied error messages"; S3 User Guide, "Troubleshoot access denied (403 Forbidden) errors in Amazon S3".
describe('the text of a denial', () => {
  const rows: readonly [action: string, resource: string, shown: string][] = [
    [
      'sagemaker:CreateModel',
      'arn:aws:sagemaker:us-east-1:1:model/m',
      ' on resource: arn:aws:sagemaker:us-east-1:1:model/m',
    ],
    ['s3:GetObject', 'arn:aws:s3:::b/k', ' on resource: "arn:aws:s3:::b/k"'],
    ['states:ListActivities', '*', ''],
    ['s3:ListAllMyBuckets', '*', ''],
    ['ecr:GetAuthorizationToken', '*', ' on resource: *'],
    ['lambda:ListFunctions', '*', ' on resource: *'],
  ];
  for (const [action, resource, shown] of rows) {
    it(`names ${shown === '' ? 'no resource' : 'the resource'} for ${action} on ${resource}`, () => {
      expect(denialText(USER, { action, resource }, 'implicit')).to.equal(
        `User: ${USER} is not authorized to perform: ${action}${shown} because no identity-based policy allows the ${action} action`,
      );
    });
  }

  it('calls a resource by the name that its service gives it', () => {
    const permission = { action: 'iam:GetRole', resource: 'arn:aws:iam::1:role/r', shown: 'role r' };
    expect(denialText(USER, permission, 'implicit')).to.equal(
      `User: ${USER} is not authorized to perform: iam:GetRole on resource: role r because no identity-based policy allows the iam:GetRole action`,
    );
  });

  it('says which kind of policy denies', () => {
    const permission = { action: 'logs:PutLogEvents', resource: '*' };
    const denied = `User: ${USER} is not authorized to perform: logs:PutLogEvents with an explicit deny in`;
    expect(denialText(USER, permission, 'identity-based policy')).to.equal(`${denied} an identity-based policy`);
    expect(denialText(USER, permission, 'resource-based policy')).to.equal(`${denied} a resource-based policy`);
  });
});
