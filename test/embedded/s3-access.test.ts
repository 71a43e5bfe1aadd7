import {
  CopyObjectCommand,
  CreateMultipartUploadCommand,
  DeleteObjectsCommand,
  GetObjectCommand,
  HeadBucketCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutBucketPolicyCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rule } from '../support/rule.ts';
import { BUCKET, CALLER, CallingRole, missing, refusal, TROUBLESHOOTING, USER } from './support/calling-role.ts';

const S3_ACTIONS = 'S3 User Guide, "Required permissions for Amazon S3 API operations"';

describe('a call of S3 that a role is denied', () => {
  let role: CallingRole;

  before(async () => {
    role = await CallingRole.start();
  });

  after(() => role.close());

  rule(
    {
      table: 'iam',
      id: 's3.denied',
      aws: 'AccessDenied with 403, naming caller, action and the resource in quotes',
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      await role.grant();
      expect(
        await refusal(role.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'cats/1.jpg' }))),
      ).to.deep.equal({
        name: 'AccessDenied',
        status: 403,
        message: missing('s3:GetObject', '"arn:aws:s3:::photos/cats/1.jpg"'),
      });
      const head = await refusal(role.clients.s3.send(new HeadBucketCommand({ Bucket: BUCKET })));
      expect(head.status).to.equal(403);
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.actions',
      aws: 'HeadObject needs GetObject, CopyObject GetObject on its source and PutObject, CreateMultipartUpload PutObject, tags PutObjectTagging',
      here: 'same',
      wording: 'AWS',
      source: S3_ACTIONS,
    },
    async () => {
      const Key = 'dogs/1.jpg';
      const CopySource = `${BUCKET}/cats/1.jpg`;
      const denied = async (call: Promise<unknown>) => /perform: (\S+)/.exec((await refusal(call)).message)?.[1];
      await role.grant();
      expect(await denied(role.clients.s3.send(new PutObjectCommand({ Bucket: BUCKET, Key, Body: '' })))).to.equal(
        's3:PutObject',
      );
      expect(await denied(role.clients.s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key, CopySource })))).to.equal(
        's3:GetObject',
      );
      expect(await denied(role.clients.s3.send(new CreateMultipartUploadCommand({ Bucket: BUCKET, Key })))).to.equal(
        's3:PutObject',
      );
      await role.grant({ Action: ['s3:GetObject', 's3:PutObject'] });
      await role.clients.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'cats/1.jpg' }));
      await role.clients.s3.send(new CopyObjectCommand({ Bucket: BUCKET, Key, CopySource }));
      const tagged = new PutObjectCommand({ Bucket: BUCKET, Key, Body: '', Tagging: 'a=b' });
      expect(await denied(role.clients.s3.send(tagged))).to.equal('s3:PutObjectTagging');
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.listPrefix',
      aws: 'ListObjectsV2 needs ListBucket on the bucket, narrowed by s3:prefix',
      here: 'same',
      wording: 'AWS',
      source: S3_ACTIONS,
    },
    async () => {
      await role.grant({ Action: 's3:ListBucket', Condition: { StringLike: { 's3:prefix': 'cats/*' } } });
      const { KeyCount } = await role.clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET, Prefix: 'cats/' }));
      expect(KeyCount).to.equal(1);
      const others = await refusal(role.clients.s3.send(new ListObjectsV2Command({ Bucket: BUCKET })));
      expect(others.message).to.equal(missing('s3:ListBucket', '"arn:aws:s3:::photos"'));
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.hiddenKey',
      aws: 'a caller who may read but not list gets 403 for a key that does not exist; with ListBucket 404',
      here: 'same',
      wording: 'AWS',
      source: 'S3 API Reference, "GetObject" and "HeadObject", Permissions',
    },
    async () => {
      const get = () => role.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'none' }));
      await role.grant({ Action: 's3:GetObject' });
      expect(await refusal(get())).to.include({
        status: 403,
        message: missing('s3:ListBucket', '"arn:aws:s3:::photos"'),
      });
      const head = await refusal(role.clients.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'none' })));
      expect(head.status).to.equal(403);
      await role.grant({ Action: ['s3:GetObject', 's3:ListBucket'] });
      expect((await refusal(get())).name).to.equal('NoSuchKey');
      expect(
        (await refusal(role.clients.s3.send(new GetObjectCommand({ Bucket: 'no-such-bucket', Key: 'none' })))).name,
      ).to.equal('NoSuchBucket');
    },
  );

  rule(
    {
      table: 'iam',
      id: 's3.deleteObjects',
      aws: 'DeleteObjects needs DeleteObject on each key, DeleteObjectVersion where a version is named, and answers AccessDenied for those that lack it',
      here: 'differs',
      note: 'one key that lacks it refuses the whole request',
      wording: 'AWS',
      source: S3_ACTIONS,
    },
    async () => {
      await role.grant({ Action: 's3:DeleteObject', Resource: 'arn:aws:s3:::photos/dogs/*' });
      const deletion = (...keys: string[]) =>
        role.clients.s3.send(
          new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects: keys.map((Key) => ({ Key })) } }),
        );
      await deletion('dogs/2.jpg', 'dogs/3.jpg');
      const denied = await refusal(deletion('dogs/2.jpg', 'cats/1.jpg'));
      expect(denied.message).to.equal(missing('s3:DeleteObject', '"arn:aws:s3:::photos/cats/1.jpg"'));
      await role.cloud.clients.s3.send(new HeadObjectCommand({ Bucket: BUCKET, Key: 'cats/1.jpg' }));
      const Objects = [{ Key: 'dogs/2.jpg', VersionId: 'null' }];
      const version = role.clients.s3.send(new DeleteObjectsCommand({ Bucket: BUCKET, Delete: { Objects } }));
      expect((await refusal(version)).message).to.equal(
        missing('s3:DeleteObjectVersion', '"arn:aws:s3:::photos/dogs/2.jpg"'),
      );
    },
  );

  rule(
    {
      table: 'iam',
      id: 'explicitDeny',
      aws: 'an explicit deny says of which kind of policy it is; a bucket policy may allow by itself',
      here: 'same',
      wording: 'AWS',
      source: TROUBLESHOOTING,
    },
    async () => {
      const putPolicy = async (Effect: string) => {
        const Principal = { AWS: CALLER };
        const Statement = { Effect, Principal, Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' };
        const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [Statement] });
        await role.cloud.clients.s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
      };
      const get = () => role.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'cats/1.jpg' }));
      const text = `${USER} is not authorized to perform: s3:GetObject on resource: "arn:aws:s3:::photos/cats/1.jpg" with an explicit deny in`;
      await role.grant({ Action: '*' });
      await putPolicy('Deny');
      expect((await refusal(get())).message).to.equal(`${text} a resource-based policy`);
      await role.grant();
      await putPolicy('Allow');
      expect(await (await get()).Body?.transformToString()).to.equal('cat');
      await role.grant({ Effect: 'Deny', Action: 's3:*' });
      expect((await refusal(get())).message).to.equal(`${text} an identity-based policy`);
    },
  );

  rule(
    {
      table: 'iam',
      id: 'root',
      aws: 'the account’s root needs no identity policy, yet a bucket policy may deny it',
      here: 'differs',
      note: 'root, which is every key that STS did not issue, may do everything: it stands for whoever deploys, and for AWS’s own services',
      wording: 'none',
      source: 'IAM User Guide, "AWS account root user"',
    },
    async () => {
      const Statement = [{ Effect: 'Deny', Principal: '*', Action: 's3:GetObject', Resource: 'arn:aws:s3:::photos/*' }];
      const Policy = JSON.stringify({ Version: '2012-10-17', Statement });
      await role.cloud.clients.s3.send(new PutBucketPolicyCommand({ Bucket: BUCKET, Policy }));
      await role.cloud.clients.s3.send(new GetObjectCommand({ Bucket: BUCKET, Key: 'cats/1.jpg' }));
    },
  );
});
