import { expect } from 'chai';
import { credentialScope, signingNameOf } from '../../../../../emulators/core/http/request-router.ts';

const SIGNED =
  'AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/iam/aws4_request, SignedHeaders=host, Signature=5d67';

describe('the service that a request is for', () => {
  it('is the one in the scope of its signature', () => {
    // The header of the example in AWS's Signature Version 4 documentation.
    expect(credentialScope({ authorization: SIGNED }, '/')).to.deep.equal({
      accessKeyId: 'AKIDEXAMPLE',
      region: 'us-east-1',
      signingName: 'iam',
    });
    expect(signingNameOf({ headers: { authorization: SIGNED }, target: '/' })).to.equal('iam');
  });

  it('is the one in the scope of a presigned address', () => {
    const target = '/b/k?X-Amz-Credential=AKID%2F20130524%2Feu-west-1%2Fs3%2Faws4_request&X-Amz-Expires=60';
    expect(credentialScope({}, target)).to.deep.equal({ accessKeyId: 'AKID', region: 'eu-west-1', signingName: 's3' });
  });

  it('is told by X-Amz-Target or the path when the request is not signed', () => {
    const of = (target: string, amzTarget?: string) =>
      signingNameOf({ headers: amzTarget === undefined ? {} : { 'x-amz-target': amzTarget }, target });
    expect(of('/', 'AWSStepFunctions.ListStateMachines')).to.equal('states');
    expect(of('/', 'SageMaker.CreateModel')).to.equal('sagemaker');
    expect(of('/', 'Logs_20140328.PutLogEvents')).to.equal('logs');
    expect(of('/2015-03-31/functions/f/invocations')).to.equal('lambda');
    expect(of('/bucket/key')).to.equal('s3');
  });

  it('is SageMaker where faults are asked for, whoever signs', () => {
    expect(signingNameOf({ headers: {}, target: '/_rehearsal/faults' })).to.equal('sagemaker');
    expect(signingNameOf({ headers: { authorization: SIGNED }, target: '/_rehearsal/faults?x=1' })).to.equal(
      'sagemaker',
    );
    expect(signingNameOf({ headers: {}, target: '/_rehearsal/faults2' })).to.equal('s3');
  });
});
