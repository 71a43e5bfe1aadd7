import { createHash } from 'node:crypto';
import type { Chance } from '../../test/conformance/fuzz/chance.ts';
import type { KnownThings } from './known-things.ts';
import type { SentRequest } from './sent-request.ts';
import { damagedBody } from './wire-mutations.ts';

type Headers = Readonly<Record<string, string>>;
/** `{uploadId}` and the like stand for what an answer has named. */
type Template = readonly [line: string, body?: string, headers?: Headers];

const NS = 'xmlns="http://s3.amazonaws.com/doc/2006-03-01/"';
const COPY = { 'x-amz-copy-source': '/present/present' };
const TAGS = '<TagSet><Tag><Key>a</Key><Value>b</Value></Tag></TagSet>';
const OWNER = '<Owner><ID>75aa57f09aa0c8caeab4f8c24e99d10f8e7faeebf76c078efc7c6caea54ba06a</ID></Owner>';
const GRANTS =
  '<AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://acs.amazonaws.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList>';
const RULE =
  '<Rule><ID>r</ID><Filter><And><Prefix>a</Prefix><Tag><Key>a</Key><Value>b</Value></Tag></And></Filter><Status>Enabled</Status><Expiration><Days>30</Days></Expiration><NoncurrentVersionExpiration><NoncurrentDays>3</NoncurrentDays></NoncurrentVersionExpiration><AbortIncompleteMultipartUpload><DaysAfterInitiation>7</DaysAfterInitiation></AbortIncompleteMultipartUpload></Rule>';
const POLICY = JSON.stringify({
  Version: '2012-10-17',
  Statement: [
    {
      Effect: 'Deny',
      Principal: '*',
      Action: 's3:PutObject',
      Resource: 'arn:aws:s3:::present/denied/*',
      Condition: { Bool: { 'aws:SecureTransport': 'false' } },
    },
  ],
});
const FORM = ['key', 'acl', 'policy', 'Content-Type', 'file']
  .map(
    (name) =>
      `--b\r\nContent-Disposition: form-data; name="${name}"${name === 'file' ? '; filename="f"' : ''}\r\n\r\n${name}\r\n`,
  )
  .join('');
const CHUNKED = '5;chunk-signature=0\r\nhello\r\n0;chunk-signature=0\r\n\r\n';

const BUCKETS: readonly Template[] = [
  ['GET /'],
  ['PUT /present'],
  [
    'PUT /other',
    `<CreateBucketConfiguration ${NS}><LocationConstraint>eu-west-1</LocationConstraint></CreateBucketConfiguration>`,
  ],
  ['HEAD /present'],
  ['GET /present'],
  ['GET /present?list-type=2&prefix=a&delimiter=/&max-keys=3&start-after=a'],
  ['GET /present?list-type=2&continuation-token={nextcontinuationtoken}'],
  ['GET /present?versions&key-marker=a&version-id-marker={versionid}&encoding-type=url'],
  ['GET /present?uploads&max-uploads=2'],
  [
    'POST /present?delete',
    '<Delete><Object><Key>a</Key><VersionId>null</VersionId></Object><Quiet>true</Quiet></Delete>',
  ],
  ['DELETE /other'],
  ['POST /present', `${FORM}--b--\r\n`, { 'content-type': 'multipart/form-data; boundary=b' }],
];

const CONFIGURATIONS: readonly (readonly [name: string, body: string])[] = [
  ['versioning', `<VersioningConfiguration ${NS}><Status>Enabled</Status></VersioningConfiguration>`],
  ['tagging', `<Tagging>${TAGS}</Tagging>`],
  [
    'encryption',
    '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault><BucketKeyEnabled>true</BucketKeyEnabled></Rule></ServerSideEncryptionConfiguration>',
  ],
  ['lifecycle', `<LifecycleConfiguration>${RULE}</LifecycleConfiguration>`],
  [
    'cors',
    '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>',
  ],
  ['policy', POLICY],
  [
    'publicAccessBlock',
    '<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls></PublicAccessBlockConfiguration>',
  ],
  [
    'ownershipControls',
    '<OwnershipControls><Rule><ObjectOwnership>BucketOwnerEnforced</ObjectOwnership></Rule></OwnershipControls>',
  ],
  ['acl', `<AccessControlPolicy>${OWNER}${GRANTS}</AccessControlPolicy>`],
  [
    'notification',
    '<NotificationConfiguration><EventBridgeConfiguration/><TopicConfiguration><Topic>arn:aws:sns:us-east-1:000000000000:present</Topic><Event>s3:ObjectCreated:*</Event></TopicConfiguration></NotificationConfiguration>',
  ],
  [
    'logging',
    '<BucketLoggingStatus><LoggingEnabled><TargetBucket>present</TargetBucket><TargetPrefix>l/</TargetPrefix></LoggingEnabled></BucketLoggingStatus>',
  ],
  [
    'website',
    '<WebsiteConfiguration><IndexDocument><Suffix>index.html</Suffix></IndexDocument></WebsiteConfiguration>',
  ],
  ['requestPayment', '<RequestPaymentConfiguration><Payer>BucketOwner</Payer></RequestPaymentConfiguration>'],
  ['accelerate', '<AccelerateConfiguration><Status>Suspended</Status></AccelerateConfiguration>'],
  ['object-lock', '<ObjectLockConfiguration><ObjectLockEnabled>Enabled</ObjectLockEnabled></ObjectLockConfiguration>'],
  ['replication', '<ReplicationConfiguration><Role>a</Role></ReplicationConfiguration>'],
  ['location', ''],
  ['policyStatus', ''],
  ['metrics', '<MetricsConfiguration><Id>a</Id></MetricsConfiguration>'],
];

const OBJECTS: readonly Template[] = [
  ['PUT /present/{key}', 'hello', { 'x-amz-meta-a': 'b', 'x-amz-tagging': 'a=b', 'x-amz-checksum-algorithm': 'CRC32' }],
  [
    'PUT /present/{key}',
    CHUNKED,
    {
      'x-amz-content-sha256': 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '5',
    },
  ],
  [
    'PUT /present/{key}',
    '5\r\nhello\r\n0\r\nx-amz-checksum-crc32:NhCmhg==\r\n\r\n',
    {
      'x-amz-content-sha256': 'STREAMING-UNSIGNED-PAYLOAD-TRAILER',
      'content-encoding': 'aws-chunked',
      'x-amz-decoded-content-length': '5',
      'x-amz-trailer': 'x-amz-checksum-crc32',
    },
  ],
  ['PUT /present/{key}', '', COPY],
  ['PUT /present/present', '', { ...COPY, 'x-amz-metadata-directive': 'REPLACE', 'x-amz-meta-b': 'c' }],
  ['GET /present/present', '', { range: 'bytes=1-3' }],
  ['GET /present/present?versionId={versionid}'],
  ['GET /present/present?partNumber=1&response-content-type=a'],
  ['HEAD /present/present', '', { 'if-none-match': '"a"' }],
  ['DELETE /present/{key}?versionId={versionid}'],
  ['DELETE /present/{key}'],
  ['GET /present/present?attributes', '', { 'x-amz-object-attributes': 'ETag,Checksum,ObjectParts,ObjectSize' }],
  ['GET /present/present?tagging'],
  ['PUT /present/present?tagging', `<Tagging>${TAGS}</Tagging>`],
  ['DELETE /present/present?tagging'],
  ['GET /present/present?acl'],
  ['PUT /present/present?acl', `<AccessControlPolicy>${OWNER}${GRANTS}</AccessControlPolicy>`],
  ['PUT /present/present?retention', '<Retention><Mode>GOVERNANCE</Mode></Retention>'],
  ['POST /present/present?restore', '<RestoreRequest><Days>1</Days></RestoreRequest>'],
  ['POST /present/present?select&select-type=2', '<SelectObjectContentRequest/>'],
  ['POST /present/large?uploads', '', { 'x-amz-checksum-algorithm': 'SHA256', 'x-amz-checksum-type': 'COMPOSITE' }],
  ['PUT /present/large?partNumber=1&uploadId={uploadid}', 'part'],
  ['PUT /present/large?partNumber=2&uploadId={uploadid}', '', { ...COPY, 'x-amz-copy-source-range': 'bytes=0-2' }],
  ['GET /present/large?uploadId={uploadid}&max-parts=1&part-number-marker=0'],
  [
    'POST /present/large?uploadId={uploadid}',
    '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>"{etag}"</ETag></Part></CompleteMultipartUpload>',
  ],
  ['DELETE /present/large?uploadId={uploadid}'],
];

const TEMPLATES: readonly Template[] = [
  ...BUCKETS,
  ...CONFIGURATIONS.flatMap(([name, body]): Template[] => [
    [`GET /present?${name}`],
    [`PUT /present?${name}`, body],
    [`DELETE /present?${name}`],
  ]),
  ...OBJECTS,
];
const KEYS = [
  'a',
  'present',
  'a/b/c',
  'a%20b',
  '%E2%82%AC',
  '%00',
  'a//b',
  '../x',
  'a%2F..%2Fb',
  '%F0%9F%98%80',
  'k'.repeat(1024),
  '+',
  '__proto__',
  '%EF%BF%BE',
  '.',
];

/** A request that S3 takes, mostly, as far as its bytes go; its body may be damaged before its digest is made. */
export function s3Request(chance: Chance, known: KnownThings): SentRequest {
  const [line, text = '', headers = {}] = chance.of(TEMPLATES);
  const [method = 'GET', target = '/'] = filled(line, chance, known).split(' ');
  const request = { method, target, headers: Object.entries(headers), body: Buffer.from(filled(text, chance, known)) };
  const damaged = request.body.length > 0 && chance.once(2) ? damagedBody(request, chance, known) : request;
  if (method === 'GET' || method === 'HEAD' || chance.once(4)) return damaged;
  return {
    ...damaged,
    headers: [...damaged.headers, ['content-md5', createHash('md5').update(damaged.body).digest('base64')]],
  };
}

function filled(text: string, chance: Chance, known: KnownThings): string {
  return text.replace(/\{([a-z]+)\}/g, (_, name: string) =>
    name === 'key'
      ? chance.of(KEYS)
      : encodeURIComponent(known.named(chance, name)?.replaceAll('&quot;', '').toWellFormed() ?? 'null'),
  );
}
