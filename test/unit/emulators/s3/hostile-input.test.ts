import { createHash } from 'node:crypto';
import { Agent } from 'node:http';
import { connect } from 'node:net';
import { CreateBucketCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, type RawRequest, S3Fixture } from './s3-fixture.ts';

describe('S3 answers bad input with an error and goes on', () => {
  let s3: S3Fixture;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    await s3.client.send(new PutObjectCommand({ Bucket: 'bucket', Key: 'key', Body: 'alive' }));
  });
  after(() => s3.close());
  afterEach(async () => {
    expect((await s3.send({ method: 'GET', target: '/bucket/key' })).text).to.equal('alive');
  });

  const cases: [what: string, request: RawRequest, status: number, code: string][] = [
    ['a percent sign without digits', { method: 'GET', target: '/bucket/%zz' }, 400, 'InvalidURI'],
    ['bytes that are not UTF-8', { method: 'GET', target: '/bucket/%ff%fe' }, 400, 'InvalidURI'],
    ['a query that cannot be decoded', { method: 'GET', target: '/bucket?prefix=%' }, 400, 'InvalidURI'],
    ['a bucket that climbs', { method: 'GET', target: '/../etc/passwd' }, 400, 'InvalidBucketName'],
    ['an encoded bucket that climbs', { method: 'GET', target: '/%2e%2e%2f%2e%2e/x' }, 400, 'InvalidBucketName'],
    ['an unknown storage class', put({ 'x-amz-storage-class': 'CHEAP' }), 400, 'InvalidStorageClass'],
    ['an unknown encryption', put({ 'x-amz-server-side-encryption': 'rot13' }), 400, 'InvalidArgument'],
    ['a public ACL', put({ 'x-amz-acl': 'public-read' }), 400, 'AccessControlListNotSupported'],
    ["a customer's key", put({ 'x-amz-server-side-encryption-customer-algorithm': 'AES256' }), 501, 'NotImplemented'],
    ['an object lock', put({ 'x-amz-object-lock-mode': 'GOVERNANCE' }), 400, 'InvalidRequest'],
    ['too much metadata', put({ 'x-amz-meta-a': 'x'.repeat(2048) }), 400, 'MetadataTooLarge'],
    ['too large an upload', put({ 'content-length': '5368709121' }), 400, 'EntityTooLarge'],
    ['two sub-resources', { method: 'GET', target: '/bucket?acl&policy' }, 400, 'InvalidRequest'],
    [
      'a range and a part',
      { method: 'GET', target: '/bucket/key?partNumber=1', headers: { range: 'bytes=0-1' } },
      400,
      'InvalidRequest',
    ],
    ['an unknown method', { method: 'PATCH', target: '/bucket/key' }, 501, 'NotImplemented'],
    ['a broken location document', { method: 'PUT', target: '/other', body: '<Create' }, 400, 'MalformedXML'],
    [
      'an unknown location',
      {
        method: 'PUT',
        target: '/other',
        body: '<CreateBucketConfiguration><LocationConstraint>us-east-1</LocationConstraint></CreateBucketConfiguration>',
      },
      400,
      'InvalidLocationConstraint',
    ],
  ];
  for (const [what, request, status, code] of cases) {
    it(`for ${what}`, async () => {
      const response = await s3.send(request);
      expect([response.status, element(response, 'Code')]).to.deep.equal([status, code]);
      expect(element(response, 'RequestId')).to.equal(response.headers['x-amz-request-id']);
    });
  }

  for (const body of [
    '',
    'no xml',
    '<Delete>',
    '<Delete/>',
    '<Delete><Object/></Delete>',
    '<Remove/>',
    '<Delete>text</Delete>',
    '<Delete><Object><Key><b/></Key></Object></Delete>',
  ]) {
    it(`for the deletion "${body}"`, async () => {
      const headers = { 'content-md5': createHash('md5').update(body).digest('base64') };
      const response = await s3.send({ method: 'POST', target: '/bucket?delete', headers, body });
      expect([response.status, element(response, 'Code')]).to.deep.equal([400, 'MalformedXML']);
    });
  }

  it('on the same connection, though the rest of a refused upload is still on its way', async () => {
    const agent = new Agent({ keepAlive: true, maxSockets: 1 });
    const headers = {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'x-amz-decoded-content-length': '3000000',
    };
    const body = Buffer.alloc(3_000_000, 'no chunk size\r\n');
    const refused = await s3.send({ method: 'PUT', target: '/bucket/refused', headers, body, agent });
    expect([refused.status, element(refused, 'Code')]).to.deep.equal([400, 'InvalidRequest']);
    expect((await s3.send({ method: 'GET', target: '/bucket/key', agent })).text).to.equal('alive');
    agent.destroy();
  });

  it('for an upload without a length', async () => {
    const { hostname, port } = s3.endpoint;
    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => {
        socket.write('PUT /bucket/none HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n');
      });
      let text = '';
      socket.on('data', (chunk) => {
        text += chunk.toString();
      });
      socket.on('error', reject);
      socket.on('close', () => resolve(text));
    });
    expect(answer).to.match(/^HTTP\/1\.1 411 /);
    expect(answer).to.match(/<Message>You must provide the Content-Length HTTP header\.<\/Message>/);
  });
});

function put(headers: Record<string, string>): RawRequest {
  return { method: 'PUT', target: '/bucket/refused', headers, body: 'x' };
}
