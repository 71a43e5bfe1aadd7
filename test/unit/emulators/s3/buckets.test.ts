import {
  CreateBucketCommand,
  DeleteBucketCommand,
  GetBucketLocationCommand,
  GetBucketOwnershipControlsCommand,
  GetBucketTaggingCommand,
  HeadBucketCommand,
  ListBucketsCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

describe('S3 buckets', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
  });
  afterEach(() => s3.close());

  const create = (Bucket: string) => s3.client.send(new CreateBucketCommand({ Bucket }));

  it('come back by name order, with their region where the list is narrowed, also after a restart', async () => {
    await create('zebra');
    await create('ant.farm');
    await s3.restart();
    const { Buckets, Owner } = await s3.client.send(new ListBucketsCommand({ MaxBuckets: 10 }));
    const whole = await s3.client.send(new ListBucketsCommand({}));
    expect(whole.Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).to.deep.equal([
      ['ant.farm', undefined],
      ['zebra', undefined],
    ]);
    expect(Buckets?.map(({ Name, BucketRegion }) => [Name, BucketRegion])).to.deep.equal([
      ['ant.farm', 'us-east-1'],
      ['zebra', 'us-east-1'],
    ]);
    expect(Owner?.ID).to.match(/^[0-9a-f]{64}$/);
  });

  it('are listed in pages when max-buckets is given', async () => {
    for (const name of ['one', 'two', 'six']) await create(name);
    const first = await s3.client.send(new ListBucketsCommand({ MaxBuckets: 2 }));
    expect(first.Buckets?.map(({ Name }) => Name)).to.deep.equal(['one', 'six']);
    const rest = new ListBucketsCommand({ MaxBuckets: 2, ContinuationToken: first.ContinuationToken });
    const second = await s3.client.send(rest);
    expect(second.Buckets?.map(({ Name }) => Name)).to.deep.equal(['two']);
    expect(second.ContinuationToken).to.equal(undefined);
  });

  it('can be created twice in us-east-1', async () => {
    await create('again');
    expect((await create('again')).Location).to.equal('/again');
  });

  it('cannot be created twice in another region, nor without naming it', async () => {
    const europe = await S3Fixture.start('eu-west-1');
    try {
      const named = new CreateBucketCommand({
        Bucket: 'again',
        CreateBucketConfiguration: { LocationConstraint: 'eu-west-1' },
      });
      await europe.client.send(named);
      expect(await refusal(europe.client.send(named))).to.equal(
        'BucketAlreadyOwnedByYou: Your previous request to create the named bucket succeeded and you already own it.',
      );
      const { LocationConstraint } = await europe.client.send(new GetBucketLocationCommand({ Bucket: 'again' }));
      expect(LocationConstraint).to.equal('eu-west-1');
      const unnamed = await europe.send({ method: 'PUT', target: '/other', body: '' });
      expect(unnamed.status).to.equal(400);
      expect(element(unnamed, 'Message')).to.equal(
        'The unspecified location constraint is incompatible for the region specific endpoint this request was sent to.',
      );
    } finally {
      await europe.close();
    }
  });

  it('go by any region of AWS from us-east-1, where EU is eu-west-1', async () => {
    const LocationConstraint = 'EU' as const;
    const made = await s3.client.send(
      new CreateBucketCommand({ Bucket: 'far', CreateBucketConfiguration: { LocationConstraint } }),
    );
    expect([made.Location, made.BucketArn]).to.deep.equal(['http://far.s3.amazonaws.com/', 'arn:aws:s3:::far']);
    expect(await s3.client.send(new GetBucketLocationCommand({ Bucket: 'far' }))).to.include({ LocationConstraint });
    const head = await s3.client.send(new HeadBucketCommand({ Bucket: 'far' }));
    expect([head.BucketRegion, head.BucketArn]).to.deep.equal(['eu-west-1', 'arn:aws:s3:::far']);
    for (const BucketRegion of ['EU', 'eu-west-1']) {
      const { Buckets } = await s3.client.send(new ListBucketsCommand({ BucketRegion }));
      expect(Buckets?.map((bucket) => [bucket.Name, bucket.BucketRegion])).to.deep.equal([['far', 'eu-west-1']]);
    }
    expect(await refusal(s3.client.send(new ListBucketsCommand({ BucketRegion: 'nowhere' })))).to.match(
      /^InvalidArgument: /,
    );
  });

  for (const region of ['us-east-1', 'us-east-1-foo', 'aws-global', 'us--1', 'Eu-west-1']) {
    it(`cannot be created in "${region}"`, async () => {
      const body = `<CreateBucketConfiguration><LocationConstraint>${region}</LocationConstraint></CreateBucketConfiguration>`;
      const response = await s3.send({ method: 'PUT', target: '/other', body });
      expect([response.status, element(response, 'Code'), element(response, 'LocationConstraint')]).to.deep.equal([
        400,
        'InvalidLocationConstraint',
        region,
      ]);
      expect((await s3.send({ method: 'HEAD', target: '/other' })).status).to.equal(404);
    });
  }

  it('keep the tags and the ownership that they were created with', async () => {
    const Tags = [{ Key: 'team', Value: 'x' }];
    const ObjectOwnership = 'ObjectWriter' as const;
    const Bucket = 'tagged';
    await s3.client.send(new CreateBucketCommand({ Bucket, ObjectOwnership, CreateBucketConfiguration: { Tags } }));
    expect((await s3.client.send(new GetBucketTaggingCommand({ Bucket }))).TagSet).to.deep.equal(Tags);
    const { OwnershipControls } = await s3.client.send(new GetBucketOwnershipControlsCommand({ Bucket }));
    expect(OwnershipControls?.Rules).to.deep.equal([{ ObjectOwnership }]);
    const headers = { 'x-amz-object-ownership': 'Nobody' };
    const refused = await s3.send({ method: 'PUT', target: '/other', headers, body: '' });
    expect([refused.status, element(refused, 'Code')]).to.deep.equal([400, 'InvalidArgument']);
  });

  it('have no location constraint in us-east-1', async () => {
    await create('home');
    const location = await s3.client.send(new GetBucketLocationCommand({ Bucket: 'home' }));
    expect(location.LocationConstraint).to.equal(undefined);
    expect((await s3.client.send(new HeadBucketCommand({ Bucket: 'home' }))).BucketRegion).to.equal('us-east-1');
  });

  // https://docs.aws.amazon.com/AmazonS3/latest/userguide/bucketnamingrules.html
  for (const name of [
    'ab',
    'Upper',
    'under_score',
    '-dash',
    'dot.',
    'a..b',
    '192.168.5.4',
    'xn--a',
    'a-s3alias',
    'x'.repeat(64),
  ]) {
    it(`cannot be called "${name}"`, async () => {
      const response = await s3.send({ method: 'PUT', target: `/${name}`, body: '' });
      expect(response.status).to.equal(400);
      expect(element(response, 'Code')).to.equal('InvalidBucketName');
      expect(element(response, 'Message')).to.equal('The specified bucket is not valid.');
      expect(element(response, 'BucketName')).to.equal(name);
    });
  }

  it('can be deleted only when empty', async () => {
    await create('full');
    await s3.client.send(new PutObjectCommand({ Bucket: 'full', Key: 'a', Body: 'x' }));
    expect(await refusal(s3.client.send(new DeleteBucketCommand({ Bucket: 'full' })))).to.equal(
      'BucketNotEmpty: The bucket you tried to delete is not empty',
    );
    await s3.send({ method: 'DELETE', target: '/full/a' });
    await s3.client.send(new DeleteBucketCommand({ Bucket: 'full' }));
    expect(await refusal(s3.client.send(new DeleteBucketCommand({ Bucket: 'full' })))).to.equal(
      'NoSuchBucket: The specified bucket does not exist',
    );
    await create('full');
  });

  it('that do not exist answer HEAD without a body', async () => {
    const response = await s3.send({ method: 'HEAD', target: '/missing' });
    expect([response.status, response.text]).to.deep.equal([404, '']);
    expect(response.headers['x-amz-request-id']).to.match(/^[0-9A-F]{16}$/);
    expect(response.headers['x-amz-id-2']).to.not.equal(undefined);
  });

  it('are found by path and by host name', async () => {
    await create('my.data');
    await s3.client.send(new PutObjectCommand({ Bucket: 'my.data', Key: 'a/b', Body: 'hello' }));
    for (const host of ['my.data.localhost:4566', 'my.data.s3.localhost:4566', 'MY.data.s3.eu-west-1.amazonaws.com']) {
      expect((await s3.send({ method: 'GET', target: '/a/b', headers: { host } })).text).to.equal('hello');
    }
    for (const host of ['localhost:4566', '127.0.0.1', 's3.localhost', 's3.us-east-1.localhost:80']) {
      expect((await s3.send({ method: 'GET', target: '/my.data/a/b', headers: { host } })).text).to.equal('hello');
    }
  });

  it('of another account are refused', async () => {
    await create('mine');
    const headers = { 'x-amz-expected-bucket-owner': '111111111111' };
    const response = await s3.send({ method: 'GET', target: '/mine?location', headers });
    expect([response.status, element(response, 'Code')]).to.deep.equal([403, 'AccessDenied']);
    const source = { 'x-amz-copy-source': 'mine/a', 'x-amz-source-expected-bucket-owner': '111111111111' };
    const copy = await s3.send({ method: 'PUT', target: '/mine/b', headers: source });
    expect([copy.status, element(copy, 'Code')]).to.deep.equal([403, 'AccessDenied']);
  });

  for (const owner of ['', 'abc', '1', '0000000000000']) {
    it(`cannot be expected of the account "${owner}"`, async () => {
      await create('mine');
      for (const header of ['x-amz-expected-bucket-owner', 'x-amz-source-expected-bucket-owner']) {
        const response = await s3.send({ method: 'GET', target: '/mine', headers: { [header]: owner } });
        expect([response.status, element(response, 'Code'), element(response, 'Message')]).to.deep.equal([
          400,
          'InvalidBucketOwnerAWSAccountID',
          `The value of the expected bucket owner parameter must be an AWS Account ID... [${owner}]`,
        ]);
      }
    });
  }
});
