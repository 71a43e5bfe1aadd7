import { expect } from 'chai';
import type { EmulatedService, RequestMarks } from '../../../../../emulators/core/emulated-service.ts';
import { credentialScope, serviceOf } from '../../../../../emulators/core/http/request-router.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=5d67';

const SERVICES = [
  marked('iam', {}),
  marked('store', { pathPrefix: '/' }),
  marked('kettle', { targetPrefix: 'Kettle_2026', ownPath: '/_kettle/menu' }),
  marked('orchard', { ownPath: '/_orchard/' }),
  marked('gate', { ownPath: '/_orchard/gate' }),
  marked('valley', { pathPrefix: '/2026/valleys' }),
];

describe('the service that a request is for', () => {
  it('is the one in the scope of its signature', () => {
    // The header of the example in AWS's Signature Version 4 documentation.
    expect(credentialScope({ authorization: SIGNED }, '/')).to.deep.equal({
      accessKeyId: 'AKIDEXAMPLE',
      region: 'us-east-1',
      signingName: 'iam',
    });
    expect(found('/', { authorization: SIGNED })).to.equal('iam');
  });

  it('is the one in the scope of a presigned address', () => {
    const target = '/b/k?X-Amz-Credential=AKID%2F20130524%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Expires=60';
    expect(credentialScope({}, target)).to.deep.equal({ accessKeyId: 'AKID', region: 'eu-west-1', signingName: 's3' });
  });

  it('is no signature’s when a part of the scope is missing', () => {
    const whole = 'Credential=AKID/20130524/eu-west-1/s3/aws4_request';
    const wrong = [
      'Credential=AKID/20130524/eu-west-1/s3',
      'Credential=AKID/2013052/eu-west-1/s3/aws4_request',
      'Credential=/20130524/eu-west-1/s3/aws4_request',
      'AKID/20130524/eu-west-1/s3/aws4_request',
    ];
    expect(credentialScope({}, whole)?.accessKeyId).to.equal('AKID');
    for (const authorization of wrong)
      expect(credentialScope({ authorization }, `/?X-Amz-${whole}`)).to.equal(undefined);
  });

  it('is the one with the prefix in X-Amz-Target, when the request is not signed', () => {
    expect(found('/', { 'x-amz-target': 'Kettle_2026.Boil' })).to.equal('kettle');
    expect(found('/', { 'x-amz-target': 'Kettle_2027.Boil' })).to.equal(undefined);
    expect(found('/', { 'x-amz-target': 'Kettle_2026.Boil', authorization: SIGNED })).to.equal('iam');
  });

  it('is the one with the longest beginning of its path, when the request says nothing else', () => {
    expect(found('/2026/valleys/v/rivers')).to.equal('valley');
    const [iam, store, kettle, , , valley] = SERVICES;
    for (const order of [
      [store, valley],
      [valley, store],
    ]) {
      const services = [iam, ...order, kettle].filter((one) => one !== undefined);
      expect(serviceOf({ headers: {}, target: '/2026/valleys' }, services)?.signingName).to.equal('valley');
      expect(serviceOf({ headers: {}, target: '/x/2026/valleys' }, services)?.signingName).to.equal('store');
    }
    expect(found('/bucket/key')).to.equal('store');
    expect(serviceOf({ headers: {}, target: '/bucket/key' }, [marked('iam', {})])).to.equal(undefined);
  });

  it('is the owner of a path, whoever signs', () => {
    expect(found('/_kettle/menu')).to.equal('kettle');
    expect(found('/_kettle/menu?x=1', { authorization: SIGNED })).to.equal('kettle');
    expect(found('/_kettle/menu2')).to.equal('store');
    expect(found('/_orchard/trees/1', { authorization: SIGNED })).to.equal('orchard');
    expect(found('/_orchard/gate')).to.equal('gate');
    expect(found('/_orchard')).to.equal('store');
  });
});

function found(target: string, headers: Readonly<Record<string, string>> = {}): string | undefined {
  return serviceOf({ headers, target }, SERVICES)?.signingName;
}

function marked(signingName: string, marks: RequestMarks): EmulatedService {
  return { ...marks, signingName, handle: async () => ({ status: 200, headers: {} }), close: async () => {} };
}
