import { expect } from 'chai';
import {
  bodyOf,
  jsonAuthorization,
  onMember,
  parsedObject,
  tagsIn,
} from '../../../../../emulators/core/authorization/json-authorization.ts';
import { passRole, tagKeys } from '../../../../../emulators/core/authorization/needed-permissions.ts';
import { AwsError } from '../../../../../emulators/core/wire/aws-error.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { jsonCall, wireRequest } from '../../cloud/wire-requests.ts';

const authorization = jsonAuthorization({
  prefix: 'kettle',
  version: '1.0',
  rules: { Boil: onMember('kettle:Heat', 'kettleArn'), Rest: () => [] },
});

async function needs(operation: string, body: string) {
  const headers = { 'x-amz-target': `Kettle.2026.${operation}` };
  const { permissions, request } = await authorization.needs(wireRequest({ headers, body }));
  return { permissions, body: Buffer.concat(await request.body.toArray()).toString() };
}

describe('what a call of a JSON service needs', () => {
  it('is what its operation says, by the input, and the service still gets the body', async () => {
    const body = '{"kettleArn":"arn:k"}';
    const heat = (resource: string) => [{ action: 'kettle:Heat', resource }];
    expect(await needs('Boil', body)).to.deep.equal({ permissions: heat('arn:k'), body });
    expect(await needs('Boil', '')).to.deep.equal({ permissions: heat(''), body: '' });
    expect((await needs('Boil', '{"kettleArn":7}')).permissions).to.deep.equal(heat('7'));
    for (const noText of ['{"toString":1}', '[{"toString":1}]', 'null'])
      expect((await needs('Boil', `{"kettleArn":${noText}}`)).permissions, noText).to.deep.equal(heat(''));
    expect((await needs('Rest', '{}')).permissions).to.deep.equal([]);
  });

  it('is the action of its name on everything where nothing is said', async () => {
    for (const operation of ['Pour', 'constructor'])
      expect((await needs(operation, '{}')).permissions).to.deep.equal([
        { action: `kettle:${operation}`, resource: '*' },
      ]);
  });

  it('is nothing for what the service refuses itself', async () => {
    for (const body of ['[]', '{', 'null', '"text"'])
      expect(await needs('Boil', body), body).to.deep.equal({ permissions: [], body });
  });

  it('is refused in the service’s own format', async () => {
    const refused = await authorization.refuse(new AwsError('No', 400, 'why'), wireRequest(jsonCall('Boil', {})));
    expect([refused.status, refused.headers['content-type'], refused.body]).to.deep.equal([
      400,
      'application/x-amz-json-1.0',
      '{"__type":"No","message":"why"}',
    ]);
    expect(authorization.accessDenied('why').code).to.equal('AccessDeniedException');
  });

  it('is read from bodies of 16 MiB at most', async () => {
    const limit = 16 * 1024 * 1024;
    expect((await bodyOf(wireRequest({ body: 'x'.repeat(limit) }))).body.length).to.equal(limit);
    const error = await errorOf(bodyOf(wireRequest({ body: 'x'.repeat(limit + 1) })));
    expect(error).to.deep.include({ code: 'RequestEntityTooLargeException', httpStatus: 413 });
    expect(error.message).to.equal(`request body is larger than ${limit} bytes`);
  });

  it('is read from an empty body as from an empty object', () => {
    expect(['', '{}', '{"a":1}', '[]', 'x'].map((text) => parsedObject(Buffer.from(text)))).to.deep.equal([
      {},
      {},
      { a: 1 },
      undefined,
      undefined,
    ]);
  });
});

// Service Authorization Reference: iam:PassRole; "AWS global condition context keys": aws:RequestTag, aws:TagKeys.
describe('permissions that come with others', () => {
  it('are to hand over a role, where there is one', () => {
    expect(passRole('arn:r', 'lambda.amazonaws.com')).to.deep.equal([
      { action: 'iam:PassRole', resource: 'arn:r', keys: { 'iam:PassedToService': 'lambda.amazonaws.com' } },
    ]);
    expect(passRole(undefined, 'lambda.amazonaws.com')).to.deep.equal([]);
    expect(passRole(7, 'lambda.amazonaws.com')).to.deep.equal([]);
  });

  it('have the tags for keys', () => {
    expect(tagKeys({})).to.deep.equal({});
    expect(tagKeys({ a: '1', b: '' })).to.deep.equal({
      'aws:RequestTag/a': '1',
      'aws:RequestTag/b': '',
      'aws:TagKeys': ['a', 'b'],
    });
  });

  it('find tags in lists with small or capital names', () => {
    expect(tagsIn([{ Key: 'a', Value: '1' }, { key: 'b', value: '' }, 'c', null])).to.deep.equal({ a: '1', b: '' });
    for (const none of [undefined, {}, 'a', []]) expect(tagsIn(none)).to.deep.equal({});
  });
});
