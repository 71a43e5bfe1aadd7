import { AttachRolePolicyCommand, CreatePolicyCommand, PutRolePermissionsBoundaryCommand } from '@aws-sdk/client-iam';
import { ListObjectsV2Command, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../support/rule.ts';
import { ACCOUNT, BUCKET, CallingRole, refusal, TROUBLESHOOTING, USER } from './support/calling-role.ts';

const OBJECT = `arn:aws:s3:::${BUCKET}/new`;

describe('managed policies of a role', () => {
  let role: CallingRole;
  beforeEach(async () => {
    role = await CallingRole.start();
    await role.grant();
  });
  afterEach(() => role.close());

  const iam = () => role.cloud.clients.iam;
  const list = () => role.clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET }));
  const put = () => role.clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key: 'new', Body: 'x' }));
  const attach = (PolicyArn: string) => iam().send(new AttachRolePolicyCommand({ RoleName: 'caller', PolicyArn }));

  rule(
    {
      table: 'iam',
      id: 'access.managedPolicies',
      aws: 'what a role has attached allows and denies as its inline policies do',
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      expect((await refusal(list())).name).to.equal('AccessDenied');
      await attach('arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess');
      expect((await list()).KeyCount).to.equal(1);
      expect((await refusal(put())).message).to.equal(
        `${USER} is not authorized to perform: s3:PutObject on resource: "${OBJECT}" because no identity-based policy allows the s3:PutObject action`,
      );
      const Statement = [{ Effect: 'Deny', Action: 's3:ListBucket', Resource: '*' }];
      const PolicyDocument = JSON.stringify({ Version: '2012-10-17', Statement });
      await iam().send(new CreatePolicyCommand({ PolicyName: 'no-lists', PolicyDocument }));
      await attach(`arn:aws:iam::${ACCOUNT}:policy/no-lists`);
      expect((await refusal(list())).message).to.match(/with an explicit deny in an identity-based policy$/);
    },
  );

  rule(
    {
      table: 'iam',
      id: 'access.permissionsBoundary',
      aws: 'a role may do only what its boundary allows, too, and a refusal says that it is the boundary’s',
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      await role.grant({ Action: 's3:*' });
      await put();
      const boundary = 'arn:aws:iam::aws:policy/AmazonS3ReadOnlyAccess';
      await iam().send(new PutRolePermissionsBoundaryCommand({ RoleName: 'caller', PermissionsBoundary: boundary }));
      expect((await list()).KeyCount).to.equal(2);
      expect((await refusal(put())).message).to.equal(
        `${USER} is not authorized to perform: s3:PutObject on resource: "${OBJECT}" because no permissions boundary allows the s3:PutObject action`,
      );
    },
  );
});
