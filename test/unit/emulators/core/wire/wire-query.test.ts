import { expect } from 'chai';
import { AwsError } from '../../../../../emulators/core/wire/aws-error.ts';
import { handleQuery, queryErrorResponse, queryList } from '../../../../../emulators/core/wire/wire-query.ts';
import { wireRequest } from '../../cloud/wire-requests.ts';

const PROTOCOL = { serviceId: 'kettle', apiVersion: '2026-01-01', namespace: 'urn:kettle' };
const OPERATIONS = {
  Boil: (params: URLSearchParams) => ({ Cups: params.get('Cups') ?? 'none', Lid: params.get('Lid') ?? 'none' }),
  Rest: () => undefined,
};
const ID = wireRequest({}).requestId;
const HEADERS = { 'content-type': 'text/xml', 'x-amzn-requestid': ID };
const XML = '<?xml version="1.0" encoding="UTF-8"?>\n';

const answer = (body: string, target = '/') => handleQuery(wireRequest({ target, body }), PROTOCOL, OPERATIONS);
const error = (type: string, code: string, message: string) =>
  `${XML}<ErrorResponse xmlns="urn:kettle"><Error><Type>${type}</Type><Code>${code}</Code><Message>${message}</Message></Error><RequestId>${ID}</RequestId></ErrorResponse>`;

// AWS query protocol, Smithy's documentation: "Response serialization" and "Error serialization".
describe('the query protocol', () => {
  it('answers the form’s action with its result and the request’s id', async () => {
    expect(await answer('Action=Boil&Cups=2')).to.deep.equal({
      status: 200,
      headers: HEADERS,
      body: `${XML}<BoilResponse xmlns="urn:kettle"><BoilResult><Cups>2</Cups><Lid>none</Lid></BoilResult><ResponseMetadata><RequestId>${ID}</RequestId></ResponseMetadata></BoilResponse>`,
    });
    expect((await answer('Action=Rest')).body).to.equal(
      `${XML}<RestResponse xmlns="urn:kettle"><ResponseMetadata><RequestId>${ID}</RequestId></ResponseMetadata></RestResponse>`,
    );
  });

  it('reads the query string, too', async () => {
    expect((await answer('', '/?Action=Boil&Cups=3')).body).to.contain('<Cups>3</Cups>');
    expect((await answer('Lid=on', '/?Action=Boil&Cups=3')).body).to.contain('<Cups>3</Cups><Lid>on</Lid>');
  });

  it('tells what is not emulated from what there is not', async () => {
    const cases: readonly [form: string, status: number, body: string][] = [
      ['', 400, error('Sender', 'MissingAction', '[rehearsal] the request names no Action')],
      ['Action=', 400, error('Sender', 'MissingAction', '[rehearsal] the request names no Action')],
      [
        'Action=Fly&Version=2025-01-01',
        400,
        error('Sender', 'InvalidAction', 'Could not find operation Fly for version 2025-01-01'),
      ],
    ];
    for (const [form, status, body] of cases)
      expect(await answer(form), form).to.deep.equal({ status, headers: HEADERS, body });
    const text =
      '[rehearsal] kettle:Fly is not emulated. docs/fidelity.md of this project lists the operations that are.';
    for (const form of ['Action=Fly', 'Action=Fly&Version=2026-01-01']) {
      const { status, body } = await answer(form);
      expect([status, body]).to.deep.equal([501, error('Receiver', 'NotImplemented', text)]);
    }
    expect((await answer('Action=constructor')).status).to.equal(501);
  });

  it('takes forms of 1 MiB and no larger ones', async () => {
    const form = (bytes: number) => `Action=Rest&x=${'y'.repeat(bytes - 14)}`;
    const limit = 1024 * 1024;
    expect((await answer(form(limit))).status).to.equal(200);
    const { status, body } = await answer(form(limit + 1));
    expect([status, body]).to.deep.equal([
      413,
      error('Sender', 'RequestEntityTooLarge', `request body is larger than ${limit} bytes`),
    ]);
  });

  it('calls an error of status 500 and more the receiver’s, and shows its details', () => {
    const shown = (status: number) =>
      queryErrorResponse(new AwsError('E', status, 'm', { details: { Level: '0' } }), wireRequest({}), 'urn:kettle');
    expect(shown(499).body).to.contain('<Error><Type>Sender</Type><Code>E</Code><Message>m</Message><Level>0</Level>');
    expect(shown(500).body).to.contain('<Type>Receiver</Type>');
    expect(shown(500).status).to.equal(500);
  });
});

describe('a list in a form', () => {
  const read = (form: string) =>
    queryList(new URLSearchParams(form), 'Tags').map((fields) => Object.fromEntries(fields));

  it('is in the order of its numbers, each with its fields', () => {
    const form = 'Tags.member.10.Key=c&Tags.member.2.Key=b&Tags.member.2.Value=2&Tags.member.1.Key=a';
    expect(read(form)).to.deep.equal([{ Key: 'a' }, { Key: 'b', Value: '2' }, { Key: 'c' }]);
  });

  it('may have plain values', () => {
    expect(read('Tags.member.2=b&Tags.member.1=a')).to.deep.equal([{ '': 'a' }, { '': 'b' }]);
  });

  it('has nothing of other names', () => {
    const others = [
      'Tag.member.1',
      'xTags.member.1',
      'Tags.1',
      'Tags.member.x',
      'Tags.member.1x',
      'Tags.member.1.',
      'Tags.member.',
    ];
    expect(read(others.map((name) => `${name}=a`).join('&'))).to.deep.equal([]);
    expect(read('Tags.member.1.Key.Name=a')).to.deep.equal([{ 'Key.Name': 'a' }]);
  });
});
