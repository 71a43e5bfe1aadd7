import { createHash } from 'node:crypto';
import { CreateBucketCommand, CreateMultipartUploadCommand, PutObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, S3Fixture } from './s3-fixture.ts';

/** By https://www.w3.org/TR/xml/#charsets and #sec-references no key of a well-formed document; as it is in the document. */
const NOT_XML: readonly [what: string, text: string | Buffer][] = [
  ['a control character', 'x\u0001y'],
  ['a NUL', 'x\u0000y'],
  ['the control character before the space', 'x\u001fy'],
  ['U+FFFE', '\ufffe'],
  ['U+FFFF', '\uffff'],
  ['half a surrogate pair', Buffer.from([0xed, 0xa0, 0x80])],
  ['a byte that is not UTF-8', Buffer.from([0x78, 0xff])],
  ['a control character by decimal reference', 'x&#1;y'],
  ['a control character by hexadecimal reference', 'x&#x1F;y'],
  ['half a pair by reference', 'x&#xD800;y'],
  ['U+FFFE by reference', 'x&#xFFFE;y'],
  ['a reference beyond Unicode', 'x&#x110000;y'],
  ['a reference with a capital X', 'x&#X41;y'],
  ['an entity of HTML', 'x&copy;y'],
  ['an entity of nobody', 'x&bogus;y'],
  ['a bare ampersand', 'x & y'],
];

/** Keys that XML can hold, as written in the document and as they are. */
const IN_XML: readonly [text: string, key: string][] = [
  ['a\u007fb\u0085c', 'a\u007fb\u0085c'],
  ['&#x1F600;\u{1f600}', '\u{1f600}\u{1f600}'],
  ['&amp;&lt;&gt;&quot;&apos;&#38;#1;', '&<>"\'&#1;'],
  ['&#13;&#xA;&#9;', '\r\n\t'],
  ['\ud7ff\ue000\ufffd', '\ud7ff\ue000\ufffd'],
];

describe('S3 refuses a document as MalformedXML', () => {
  let s3: S3Fixture;
  let uploadId: string;
  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket: 'bucket' }));
    for (const Key of ['xy', 'key'])
      await s3.client.send(new PutObjectCommand({ Bucket: 'bucket', Key, Body: 'kept' }));
    const upload = await s3.client.send(new CreateMultipartUploadCommand({ Bucket: 'bucket', Key: 'large' }));
    uploadId = upload.UploadId ?? '';
  });
  after(() => s3.close());

  const send = (method: string, target: string, body: Buffer) =>
    s3.send({ method, target, body, headers: { 'content-md5': createHash('md5').update(body).digest('base64') } });
  const around = (before: string, text: string | Buffer, after: string) =>
    Buffer.concat([Buffer.from(before), Buffer.from(text), Buffer.from(after)]);
  const deletion = (key: string | Buffer) => around('<Delete><Object><Key>', key, '</Key></Object></Delete>');

  for (const [what, text] of NOT_XML) {
    it(`that deletes a key with ${what}, and deletes nothing`, async () => {
      const response = await send('POST', '/bucket?delete', deletion(text));
      expect([response.status, element(response, 'Code')]).to.deep.equal([400, 'MalformedXML']);
      expect((await s3.send({ method: 'GET', target: '/bucket/xy' })).text).to.equal('kept');
    });
  }

  for (const document of [
    deletion('key').toString().replace('</Delete>', '</Delete><Delete/>'),
    `${deletion('key')}<More/>`,
    `${deletion('key')}more`,
    `<!DOCTYPE Delete [<!ENTITY k "key">]>${deletion('&k;')}`,
  ]) {
    it(`such as ${document}`, async () => {
      const response = await send('POST', '/bucket?delete', Buffer.from(document));
      expect([response.status, element(response, 'Code')]).to.deep.equal([400, 'MalformedXML']);
      expect((await s3.send({ method: 'GET', target: '/bucket/key' })).text).to.equal('kept');
    });
  }

  const others: readonly [operation: string, target: string, root: string, method?: string][] = [
    ['CreateBucket', '/other', 'CreateBucketConfiguration'],
    ['PutObjectTagging', '/bucket/key?tagging', 'Tagging'],
    ['PutBucketTagging', '/bucket?tagging', 'Tagging'],
    ['PutBucketVersioning', '/bucket?versioning', 'VersioningConfiguration'],
    ['PutBucketEncryption', '/bucket?encryption', 'ServerSideEncryptionConfiguration'],
    ['PutPublicAccessBlock', '/bucket?publicAccessBlock', 'PublicAccessBlockConfiguration'],
    ['PutBucketOwnershipControls', '/bucket?ownershipControls', 'OwnershipControls'],
    ['PutBucketLifecycleConfiguration', '/bucket?lifecycle', 'LifecycleConfiguration'],
    ['CompleteMultipartUpload', '/bucket/large?uploadId=', 'CompleteMultipartUpload', 'POST'],
  ];
  for (const [operation, target, root, method = 'PUT'] of others) {
    it(`in ${operation}`, async () => {
      const path = target.endsWith('=') ? `${target}${uploadId}` : target;
      for (const [what, text] of NOT_XML) {
        const response = await send(method, path, around(`<${root}><A>`, text, `</A></${root}>`));
        expect([response.status, element(response, 'Code')], what).to.deep.equal([400, 'MalformedXML']);
      }
      for (const text of ['<', `<${root}>`, `<${root}></Other>`, '\ufffe', 'text']) {
        const response = await send(method, path, Buffer.from(text));
        expect([response.status, element(response, 'Code')], text).to.deep.equal([400, 'MalformedXML']);
      }
    });
  }

  it('but a policy that is not UTF-8 as MalformedPolicy', async () => {
    const response = await send('PUT', '/bucket?policy', Buffer.from([0x7b, 0xff, 0x7d]));
    expect([response.status, element(response, 'Code')]).to.deep.equal([400, 'MalformedPolicy']);
  });

  for (const [text, key] of IN_XML) {
    it(`but deletes the key ${JSON.stringify(key)}`, async () => {
      await s3.client.send(new PutObjectCommand({ Bucket: 'bucket', Key: key, Body: 'gone soon' }));
      expect((await send('POST', '/bucket?delete', deletion(text))).status).to.equal(200);
      const target = `/bucket/${encodeURIComponent(key)}`;
      expect((await s3.send({ method: 'GET', target })).status).to.equal(404);
    });
  }

  it('but takes an ampersand in a comment or a CDATA section for itself', async () => {
    const response = await send('POST', '/bucket?delete', deletion('<!-- & --><![CDATA[a&#1;b]]>'));
    expect(element(response, 'Key')).to.equal('a&amp;#1;b');
  });
});
