import {
  CreateBucketCommand,
  DeleteBucketEncryptionCommand,
  DeleteBucketLifecycleCommand,
  DeleteBucketOwnershipControlsCommand,
  DeleteBucketPolicyCommand,
  DeleteBucketTaggingCommand,
  DeletePublicAccessBlockCommand,
  GetBucketAclCommand,
  GetBucketCorsCommand,
  GetBucketEncryptionCommand,
  GetBucketLifecycleConfigurationCommand,
  GetBucketLoggingCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketPolicyCommand,
  GetBucketPolicyStatusCommand,
  GetBucketTaggingCommand,
  GetBucketVersioningCommand,
  GetBucketWebsiteCommand,
  GetPublicAccessBlockCommand,
  PutBucketAclCommand,
  PutBucketEncryptionCommand,
  PutBucketLifecycleConfigurationCommand,
  PutBucketOwnershipControlsCommand,
  PutBucketPolicyCommand,
  PutBucketTaggingCommand,
  PutBucketVersioningCommand,
  PutPublicAccessBlockCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';

describe('The configuration of an S3 bucket', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  it('starts as AWS makes new buckets: encrypted, private, without ACLs', async () => {
    const encryption = await s3.client.send(new GetBucketEncryptionCommand({ Bucket }));
    const [rule] = encryption.ServerSideEncryptionConfiguration?.Rules ?? [];
    expect(rule?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm).to.equal('AES256');
    const block = await s3.client.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration).to.deep.equal({
      BlockPublicAcls: true,
      IgnorePublicAcls: true,
      BlockPublicPolicy: true,
      RestrictPublicBuckets: true,
    });
    const controls = await s3.client.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(controls.OwnershipControls?.Rules).to.deep.equal([{ ObjectOwnership: 'BucketOwnerEnforced' }]);
    expect((await s3.client.send(new GetBucketVersioningCommand({ Bucket }))).Status).to.equal(undefined);
    expect((await s3.client.send(new GetBucketLoggingCommand({ Bucket }))).LoggingEnabled).to.equal(undefined);
    const acl = await s3.client.send(new GetBucketAclCommand({ Bucket }));
    expect(acl.Grants?.map(({ Permission }) => Permission)).to.deep.equal(['FULL_CONTROL']);
  });

  it("answers what is not set with AWS's errors", async () => {
    expect(await refusal(s3.client.send(new GetBucketPolicyCommand({ Bucket })))).to.equal(
      'NoSuchBucketPolicy: The bucket policy does not exist',
    );
    expect(await refusal(s3.client.send(new GetBucketTaggingCommand({ Bucket })))).to.equal(
      'NoSuchTagSet: The TagSet does not exist',
    );
    expect(await refusal(s3.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket })))).to.equal(
      'NoSuchLifecycleConfiguration: The lifecycle configuration does not exist',
    );
    expect(await refusal(s3.client.send(new GetBucketCorsCommand({ Bucket })))).to.equal(
      'NoSuchCORSConfiguration: The CORS configuration does not exist',
    );
    expect(await refusal(s3.client.send(new GetBucketWebsiteCommand({ Bucket })))).to.equal(
      'NoSuchWebsiteConfiguration: The specified bucket does not have a website configuration',
    );
  });

  it('comes back as it was set, after a restart too', async () => {
    await s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration: { Status: 'Enabled' } }));
    await s3.client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet: [{ Key: 'a', Value: 'b + c' }] } }));
    const Rules = [{ ID: 'old', Status: 'Enabled' as const, Filter: { Prefix: '' }, Expiration: { Days: 7 } }];
    await s3.client.send(new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }));
    await s3.restart();
    expect((await s3.client.send(new GetBucketVersioningCommand({ Bucket }))).Status).to.equal('Enabled');
    const tagging = await s3.client.send(new GetBucketTaggingCommand({ Bucket }));
    expect(tagging.TagSet).to.deep.equal([{ Key: 'a', Value: 'b + c' }]);
    const lifecycle = await s3.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
    expect(lifecycle.Rules).to.deep.equal(Rules);
    await s3.client.send(new DeleteBucketTaggingCommand({ Bucket }));
    await s3.client.send(new DeleteBucketLifecycleCommand({ Bucket }));
    expect(await refusal(s3.client.send(new GetBucketTaggingCommand({ Bucket })))).to.match(/^NoSuchTagSet: /);
  });

  it('loses its public access block and ownership controls only by deletion', async () => {
    const PublicAccessBlockConfiguration = { BlockPublicAcls: false, IgnorePublicAcls: true };
    await s3.client.send(new PutPublicAccessBlockCommand({ Bucket, PublicAccessBlockConfiguration }));
    const block = await s3.client.send(new GetPublicAccessBlockCommand({ Bucket }));
    expect(block.PublicAccessBlockConfiguration).to.deep.equal({
      BlockPublicAcls: false,
      IgnorePublicAcls: true,
      BlockPublicPolicy: false,
      RestrictPublicBuckets: false,
    });
    await s3.client.send(new DeletePublicAccessBlockCommand({ Bucket }));
    expect(await refusal(s3.client.send(new GetPublicAccessBlockCommand({ Bucket })))).to.equal(
      'NoSuchPublicAccessBlockConfiguration: The public access block configuration was not found',
    );
    const OwnershipControls = { Rules: [{ ObjectOwnership: 'BucketOwnerPreferred' as const }] };
    await s3.client.send(new PutBucketOwnershipControlsCommand({ Bucket, OwnershipControls }));
    await s3.client.send(new DeleteBucketOwnershipControlsCommand({ Bucket }));
    expect(await refusal(s3.client.send(new GetBucketOwnershipControlsCommand({ Bucket })))).to.equal(
      'OwnershipControlsNotFoundError: The bucket ownership controls were not found',
    );
  });

  it('falls back to AES256 when its encryption is deleted', async () => {
    const Rules = [
      { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'aws:kms' as const }, BucketKeyEnabled: true },
    ];
    const algorithm = async () => {
      const { ServerSideEncryptionConfiguration: found } = await s3.client.send(
        new GetBucketEncryptionCommand({ Bucket }),
      );
      return found?.Rules?.[0]?.ApplyServerSideEncryptionByDefault?.SSEAlgorithm;
    };
    await s3.client.send(new PutBucketEncryptionCommand({ Bucket, ServerSideEncryptionConfiguration: { Rules } }));
    expect(await algorithm()).to.equal('aws:kms');
    await s3.client.send(new DeleteBucketEncryptionCommand({ Bucket }));
    expect(await algorithm()).to.equal('AES256');
  });

  it('keeps a policy and says whether it is public', async () => {
    const statement = { Effect: 'Deny', Principal: '*', Action: 's3:*', Resource: 'arn:aws:s3:::bucket' };
    const Policy = JSON.stringify({ Version: '2012-10-17', Statement: [statement] });
    await s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy }));
    expect((await s3.client.send(new GetBucketPolicyCommand({ Bucket }))).Policy).to.equal(Policy);
    const status = await s3.client.send(new GetBucketPolicyStatusCommand({ Bucket }));
    expect(status.PolicyStatus?.IsPublic).to.equal(false);
    await s3.client.send(new DeleteBucketPolicyCommand({ Bucket }));
    expect(await refusal(s3.client.send(new GetBucketPolicyCommand({ Bucket })))).to.match(/^NoSuchBucketPolicy: /);
    expect(await refusal(s3.client.send(new PutBucketPolicyCommand({ Bucket, Policy: 'no' })))).to.equal(
      "MalformedPolicy: Policies must be valid JSON and the first byte must be '{'",
    );
  });

  it('refuses documents of another kind, broken XML and ACLs', async () => {
    for (const body of [
      '<Tagging/>',
      '<Versioning',
      '',
      '<VersioningConfiguration><Status>On</Status></VersioningConfiguration>',
    ]) {
      const response = await s3.send({ method: 'PUT', target: '/bucket?versioning', body });
      expect([response.status, element(response, 'Code')]).to.deep.equal([400, 'MalformedXML']);
    }
    expect(await refusal(s3.client.send(new PutBucketAclCommand({ Bucket, ACL: 'public-read' })))).to.equal(
      'AccessControlListNotSupported: The bucket does not allow ACLs',
    );
  });

  it('has no tags again after an empty set, and takes an empty value', async () => {
    const tag = (TagSet: { Key: string; Value: string }[]) =>
      s3.client.send(new PutBucketTaggingCommand({ Bucket, Tagging: { TagSet } }));
    await tag([{ Key: 'a', Value: '' }]);
    expect((await s3.client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).to.deep.equal([
      { Key: 'a', Value: '' },
    ]);
    await tag([]);
    expect(await refusal(s3.client.send(new GetBucketTaggingCommand({ Bucket })))).to.match(/^NoSuchTagSet: /);
    expect(await refusal(tag([{ Key: 'aws:x', Value: 'v' }]))).to.equal(
      'InvalidTag: System tags cannot be added/updated by requester',
    );
    expect(await refusal(tag([{ Key: 'Key1,Key2', Value: 'v' }]))).to.equal(
      'InvalidTag: The TagKey you have provided is invalid',
    );
    expect(await refusal(tag([{ Key: 'k', Value: 'a,b' }]))).to.equal(
      'InvalidTag: The TagValue you have provided is invalid',
    );
  });

  const sse = (inner: string) => `<ServerSideEncryptionConfiguration>${inner}</ServerSideEncryptionConfiguration>`;
  const byDefault = (inner: string) =>
    sse(`<Rule><ApplyServerSideEncryptionByDefault>${inner}</ApplyServerSideEncryptionByDefault></Rule>`);
  const ownership = (...names: string[]) =>
    `<OwnershipControls>${names.map((name) => `<Rule><ObjectOwnership>${name}</ObjectOwnership></Rule>`).join('')}</OwnershipControls>`;
  const refused: [target: string, body: string, code: string][] = [
    ['encryption', sse(''), 'MalformedXML'],
    ['encryption', byDefault(''), 'MalformedXML'],
    ['encryption', byDefault('<SSEAlgorithm>rot13</SSEAlgorithm>'), 'MalformedXML'],
    [
      'encryption',
      byDefault('<SSEAlgorithm>AES256</SSEAlgorithm><KMSMasterKeyID>k</KMSMasterKeyID>'),
      'InvalidArgument',
    ],
    ['ownershipControls', ownership(), 'MalformedXML'],
    ['ownershipControls', ownership('ObjectWriter', 'BucketOwnerEnforced'), 'MalformedXML'],
    ['ownershipControls', ownership('Nobody'), 'MalformedXML'],
    ['publicAccessBlock', '<PublicAccessBlockConfiguration/>', 'InvalidRequest'],
    [
      'publicAccessBlock',
      '<PublicAccessBlockConfiguration><BlockPublicAcls>yes</BlockPublicAcls></PublicAccessBlockConfiguration>',
      'MalformedXML',
    ],
    ['versioning', '<VersioningConfiguration/>', 'IllegalVersioningConfigurationException'],
  ];
  for (const [target, body, code] of refused) {
    it(`refuses ${body} with ${code}`, async () => {
      const before = await s3.send({ method: 'GET', target: `/bucket?${target}` });
      const response = await s3.send({ method: 'PUT', target: `/bucket?${target}`, body });
      expect([response.status, element(response, 'Code')]).to.deep.equal([400, code]);
      expect((await s3.send({ method: 'GET', target: `/bucket?${target}` })).text).to.equal(before.text);
    });
  }

  const absent: [method: string, target: string, operation: string][] = [
    ['PUT', '/bucket?replication', 'PutBucketReplication'],
    ['GET', '/bucket?inventory&id=1', 'GetBucketInventoryConfiguration'],
    ['PUT', '/bucket?cors', 'PutBucketCors'],
    ['POST', '/bucket/key?restore', 'RestoreObject'],
    ['POST', '/bucket/key?select&select-type=2', 'SelectObjectContent'],
    ['GET', '/bucket/key?torrent', 'GetObjectTorrent'],
    ['OPTIONS', '/bucket/key', 'OPTIONS on an object'],
  ];
  for (const [method, target, operation] of absent) {
    it(`answers 501 naming ${operation}`, async () => {
      const response = await s3.send({ method, target, body: '' });
      expect([response.status, element(response, 'Code')]).to.deep.equal([501, 'NotImplemented']);
      expect(element(response, 'Message')).to.match(new RegExp(`^\\[rehearsal\\] s3:${operation} is not emulated\\.`));
    });
  }
});
