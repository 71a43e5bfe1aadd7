import { Readable } from 'node:stream';
import { expect } from 'chai';
import type { WireRequest } from '../../../../../emulators/core/http/http-exchange.ts';
import { AwsError } from '../../../../../emulators/core/wire/aws-error.ts';
import { callContext, handleJson, type JsonProtocol } from '../../../../../emulators/core/wire/wire-json.ts';
import { wireRequest } from '../../cloud/wire-requests.ts';

const PROTOCOL: JsonProtocol = {
  serviceId: 'kettle',
  targetPrefix: 'Kettle_2026',
  version: '1.1',
  knownOperations: new Set(['Boil', 'Pour', 'Clean']),
};
const OPERATIONS = {
  Boil: (input: object) => ({ boiled: input }),
  Pour: () => {
    throw new AwsError('KettleEmpty', 409, 'there is no water', { details: { Level: '0' } });
  },
};
const HEADERS = { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-requestid': wireRequest({}).requestId };

async function answer(target: string | undefined, body = '', protocol = PROTOCOL) {
  const headers: Record<string, string> = target === undefined ? {} : { 'x-amz-target': target };
  const response = await handleJson(wireRequest({ headers, body }), protocol, OPERATIONS);
  return { ...response, body: JSON.parse(String(response.body)) };
}

const refused = (status: number, code: string, message: string, details = {}) => ({
  status,
  headers: { ...HEADERS, 'x-amzn-errortype': code },
  body: { __type: code, message, ...details },
});

// AWS JSON 1.0 and 1.1 protocols, Smithy's documentation: "Operation error serialization".
describe('the JSON protocol', () => {
  it('hands the members over and answers with those of the operation', async () => {
    const boiled = { status: 200, headers: HEADERS, body: { boiled: { cups: 2 } } };
    expect(await answer('Kettle_2026.Boil', '{"cups":2}')).to.deep.equal(boiled);
    expect((await answer('Kettle_2026.Boil')).body).to.deep.equal({ boiled: {} });
  });

  it('reads the escape of half a surrogate pair as U+FFFD, and a whole pair as its character', async () => {
    const body = '{"half":"a\\ud800","list":["\\uDFFFb"],"whole":"\\ud83d\\ude00"}';
    const boiled = { half: 'a\ufffd', list: ['\ufffdb'], whole: '\u{1f600}' };
    expect((await answer('Kettle_2026.Boil', body)).body).to.deep.equal({ boiled });
  });

  it('answers an error of the service with its code, status, text and details', async () => {
    const details = { Level: '0' };
    expect(await answer('Kettle_2026.Pour')).to.deep.equal(refused(409, 'KettleEmpty', 'there is no water', details));
  });

  it('tells operations that are not emulated from those that there are not', async () => {
    const text =
      '[rehearsal] kettle:Clean is not emulated. docs/fidelity.md of this project lists the operations that are.';
    expect(await answer('Kettle_2026.Clean')).to.deep.equal(refused(501, 'NotImplemented', text));
    const unknown = refused(400, 'UnknownOperationException', '');
    for (const target of [
      'Kettle_2026.Fly',
      'Kettle_2026Boil',
      'Kettle_2027.Boil',
      'Boil',
      'xKettle_2026.Boil',
      undefined,
    ])
      expect(await answer(target), target).to.deep.equal(unknown);
    expect(await answer('Kettle_2026.constructor')).to.deep.equal(unknown);
    const { knownOperations: _, ...open } = PROTOCOL;
    expect((await answer('Kettle_2026.Fly', '', open)).status).to.equal(501);
  });

  it('refuses bodies that are no JSON object', async () => {
    const code = 'SerializationException';
    for (const body of ['{', 'text', '{"a":}'])
      expect(await answer('Kettle_2026.Boil', body)).to.deep.equal(
        refused(400, code, '[rehearsal] the request body is not valid JSON'),
      );
    for (const body of ['[]', '1', 'null', '"text"'])
      expect(await answer('Kettle_2026.Boil', body)).to.deep.equal(
        refused(400, code, '[rehearsal] the request body is not a JSON object'),
      );
  });

  it('takes bodies of 8 MiB where nothing else is said, and no larger ones', async () => {
    const body = (bytes: number) => `{"a":"${'x'.repeat(bytes - 8)}"}`;
    const limit = 8 * 1024 * 1024;
    expect((await answer('Kettle_2026.Boil', body(limit))).status).to.equal(200);
    expect(await answer('Kettle_2026.Boil', body(limit + 1))).to.deep.equal(
      refused(413, 'RequestEntityTooLargeException', `request body is larger than ${limit} bytes`),
    );
    const small = { ...PROTOCOL, maxBodyBytes: 10 };
    expect((await answer('Kettle_2026.Boil', body(10), small)).status).to.equal(200);
    expect((await answer('Kettle_2026.Boil', body(11), small)).status).to.equal(413);
  });

  it('says who calls, from where, and in which call', () => {
    const request: WireRequest = {
      ...wireRequest({ headers: { 'amz-sdk-invocation-id': 'one' } }),
      body: Readable.from([]),
      accessKeyId: 'AKID',
    };
    const { region, requestId, signal } = request;
    expect(callContext(request)).to.deep.equal({
      region,
      requestId,
      signal,
      accessKeyId: 'AKID',
      invocationId: 'one',
    });
    expect(Object.keys(callContext(wireRequest({})))).to.deep.equal(['region', 'requestId', 'signal']);
  });
});
