import {
  CreateBucketCommand,
  GetBucketLifecycleConfigurationCommand,
  PutBucketLifecycleConfigurationCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { element, refusal, S3Fixture } from './s3-fixture.ts';

const Bucket = 'bucket';

// https://docs.aws.amazon.com/AmazonS3/latest/API/API_PutBucketLifecycleConfiguration.html and recorded answers.
describe('The lifecycle configuration of an S3 bucket', () => {
  let s3: S3Fixture;
  beforeEach(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
  });
  afterEach(() => s3.close());

  const get = () => s3.client.send(new GetBucketLifecycleConfigurationCommand({ Bucket }));
  const put = (rules: string, headers: Record<string, string> = {}) => {
    const body = `<LifecycleConfiguration>\n  ${rules}\n</LifecycleConfiguration>`;
    return s3.send({ method: 'PUT', target: '/bucket?lifecycle', headers, body });
  };
  const rule = (inner: string, { id = '', status = 'Enabled', filter = '<Filter/>' } = {}) =>
    `<Rule>${id === '' ? '' : `<ID>${id}</ID>`}${filter} <Status>${status}</Status>${inner}</Rule>`;
  const days = (count: string) => `<Expiration><Days>${count}</Days></Expiration>`;

  it('gets an ID for each rule without one, and the default minimum size', async () => {
    const Rules = [
      {
        Status: 'Enabled' as const,
        Filter: { And: { Prefix: 'a/', Tags: [{ Key: 'k', Value: 'v' }] } },
        Expiration: { Days: 1 },
      },
      {
        ID: 'mine',
        Status: 'Disabled' as const,
        Filter: { Prefix: '' },
        Expiration: { ExpiredObjectDeleteMarker: true },
      },
    ];
    const made = await s3.client.send(
      new PutBucketLifecycleConfigurationCommand({ Bucket, LifecycleConfiguration: { Rules } }),
    );
    expect(made.TransitionDefaultMinimumObjectSize).to.equal('all_storage_classes_128K');
    const got = await get();
    const [first, second] = got.Rules ?? [];
    expect(first?.ID).to.match(/^[\w-]{32}$/);
    expect([{ ...first, ID: undefined }, second]).to.deep.equal([{ ...Rules[0], ID: undefined }, Rules[1]]);
    expect(got.TransitionDefaultMinimumObjectSize).to.equal('all_storage_classes_128K');
    expect((await get()).Rules?.[0]?.ID).to.equal(first?.ID);
  });

  it('keeps a minimum size of another kind, and refuses one that is not known', async () => {
    const header = 'x-amz-transition-default-minimum-object-size';
    expect((await put(rule(days('1')), { [header]: 'varies_by_storage_class' })).status).to.equal(200);
    expect((await get()).TransitionDefaultMinimumObjectSize).to.equal('varies_by_storage_class');
    const refused = await put(rule(days('2')), { [header]: 'value' });
    expect([refused.status, element(refused, 'Code'), element(refused, 'Message')]).to.deep.equal([
      400,
      'InvalidRequest',
      'Invalid TransitionDefaultMinimumObjectSize found: value',
    ]);
    expect((await get()).Rules?.[0]?.Expiration?.Days).to.equal(1);
  });

  const date = (text: string) => `<Expiration><Date>${text}</Date></Expiration>`;
  const move = (action: string, when: string, to: string) =>
    `<${action}>${when}<StorageClass>${to}</StorageClass></${action}>`;
  const abort = (count: string) =>
    `<AbortIncompleteMultipartUpload><DaysAfterInitiation>${count}</DaysAfterInitiation></AbortIncompleteMultipartUpload>`;

  it('takes what moves in time and expires later', async () => {
    const rules = [
      rule(move('Transition', '<Days>30</Days>', 'STANDARD_IA') + days('31')),
      rule(move('Transition', '<Days>0</Days>', 'GLACIER') + days('1')),
      rule(move('NoncurrentVersionTransition', '<NoncurrentDays>30</NoncurrentDays>', 'ONEZONE_IA')),
      rule('<NoncurrentVersionExpiration><NoncurrentDays>1</NoncurrentDays></NoncurrentVersionExpiration>'),
      rule(abort('7'), { filter: '<Filter><Prefix>a</Prefix></Filter>' }),
      rule(days('1'), {
        filter: '<Filter><And><Prefix>a</Prefix><ObjectSizeLessThan>9</ObjectSizeLessThan></And></Filter>',
      }),
    ];
    expect((await put(rules.join(''))).status).to.equal(200);
    expect((await get()).Rules).to.have.length(rules.length);
  });

  const refusals: [rules: string, code: string, message?: string][] = [
    ['', 'MalformedXML'],
    [rule(days('1'), { filter: '' }), 'MalformedXML'],
    [rule(days('1'), { filter: '<Filter/><Prefix/>' }), 'MalformedXML'],
    [rule(days('1'), { status: 'On' }), 'MalformedXML'],
    [rule(''), 'InvalidRequest', 'At least one action needs to be specified in a rule'],
    [rule('<Expiration/>'), 'MalformedXML'],
    [rule(days('x')), 'MalformedXML'],
    [rule('<Expiration><Days>1</Days><Date>2030-01-01T00:00:00Z</Date></Expiration>'), 'MalformedXML'],
    [rule(days('0')), 'InvalidArgument', "'Days' for Expiration action must be a positive integer"],
    [rule(days('-1')), 'InvalidArgument', "'Days' for Expiration action must be a positive integer"],
    [rule(date('2030-01-01T00:00:01Z')), 'InvalidArgument', "'Date' must be at midnight GMT"],
    [rule(date('soon')), 'MalformedXML'],
    [rule(days('1'), { id: 'i'.repeat(256) }), 'InvalidArgument', 'ID length should not exceed allowed limit of 255'],
    [
      rule(days('1'), { id: 'a' }) + rule(days('2'), { id: 'a' }),
      'InvalidArgument',
      'Rule ID must be unique. Found same ID for more than one rule',
    ],
    [
      rule(days('1'), { filter: '<Filter><Prefix>a</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></Filter>' }),
      'MalformedXML',
    ],
    [rule(days('1'), { filter: '<Filter><And><Prefix>a</Prefix></And></Filter>' }), 'MalformedXML'],
    [rule(days('1'), { filter: '<Filter><ObjectSizeGreaterThan>-1</ObjectSizeGreaterThan></Filter>' }), 'MalformedXML'],
    [rule(move('Transition', '<Days>30</Days>', 'NOPE')), 'MalformedXML'],
    [rule(move('NoncurrentVersionTransition', '<NoncurrentDays>30</NoncurrentDays>', 'STANDARD')), 'MalformedXML'],
    [
      rule(move('Transition', '<Days>29</Days>', 'STANDARD_IA')),
      'InvalidArgument',
      "'Days' in Transition action must be greater than or equal to 30 for storageClass 'STANDARD_IA'",
    ],
    [
      rule(move('NoncurrentVersionTransition', '<NoncurrentDays>29</NoncurrentDays>', 'ONEZONE_IA')),
      'InvalidArgument',
      "'NoncurrentDays' in NoncurrentVersionTransition action must be greater than or equal to 30 for storageClass 'ONEZONE_IA'",
    ],
    [
      rule(move('Transition', '<Days>30</Days>', 'GLACIER') + days('30'), {
        filter: '<Filter><Prefix>a/</Prefix></Filter>',
      }),
      'InvalidArgument',
      "'Days' in the Expiration action for filter '(prefix=a/)' must be greater than 'Days' in the Transition action",
    ],
    [
      rule('<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>'),
      'InvalidArgument',
      "'NoncurrentDays' for NoncurrentVersionExpiration action must be a positive integer",
    ],
    [
      rule(abort('0')),
      'InvalidArgument',
      "'DaysAfterInitiation' for AbortIncompleteMultipartUpload action must be a positive integer",
    ],
    [
      rule(abort('1'), { filter: '<Filter><Tag><Key>k</Key><Value>v</Value></Tag></Filter>' }),
      'InvalidRequest',
      'AbortIncompleteMultipartUpload cannot be specified with Tags.',
    ],
  ];
  for (const [rules, code, message] of refusals) {
    it(`refuses ${rules.slice(0, 120)} with ${code}`, async () => {
      const response = await put(rules);
      expect([response.status, element(response, 'Code')]).to.deep.equal([400, code]);
      if (message !== undefined) expect(element(response, 'Message')?.replaceAll('&apos;', "'")).to.equal(message);
      expect(await refusal(get())).to.match(/^NoSuchLifecycleConfiguration: /);
    });
  }
});
