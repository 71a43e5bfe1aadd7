import { expect } from 'chai';
import {
  exceptionAccessErrors,
  QUERY_ACCESS_ERRORS,
} from '../../../../../emulators/core/authorization/access-errors.ts';
import { AwsError, notImplemented, toAwsError } from '../../../../../emulators/core/wire/aws-error.ts';

const parts = ({ name, code, httpStatus, message }: AwsError) => [name, code, httpStatus, message];

describe('an error on the wire', () => {
  it('stays as it is', () => {
    const error = new AwsError('NoSuchKettle', 404, 'none', { details: { Kettle: 'k' } });
    expect(toAwsError(error)).to.equal(error);
    expect(error.details).to.deep.equal({ Kettle: 'k' });
    expect(new AwsError('A', 400, 'b').details).to.deep.equal({});
    expect('cause' in new AwsError('A', 400, 'b')).to.equal(false);
  });

  it('is an internal failure for anything unexpected, whose cause is kept', () => {
    const cause = new Error('broken');
    expect(parts(toAwsError(cause))).to.deep.equal([
      'AwsError',
      'InternalFailure',
      500,
      '[rehearsal] unexpected error in the emulator: broken',
    ]);
    expect(toAwsError(cause).cause).to.equal(cause);
    expect(parts(toAwsError('text', 'InternalError'))).to.deep.equal([
      'AwsError',
      'InternalError',
      500,
      '[rehearsal] unexpected error in the emulator: text',
    ]);
  });

  it('says which operation is not emulated', () => {
    expect(parts(notImplemented('iam', 'CreateUser'))).to.deep.equal([
      'AwsError',
      'NotImplemented',
      501,
      '[rehearsal] iam:CreateUser is not emulated. docs/fidelity.md of this project lists the operations that are.',
    ]);
  });
});

// "Common Errors" of the API references: IAM and STS; Step Functions (JSON); Lambda (REST).
describe('a refusal of access', () => {
  const of = (errors: typeof QUERY_ACCESS_ERRORS, code: string) =>
    parts(errors.wrongCredentials(new AwsError(code, 403, 'why'))).slice(1);

  it('has the query protocol’s names where a service began with it', () => {
    expect(parts(QUERY_ACCESS_ERRORS.accessDenied('why')).slice(1)).to.deep.equal(['AccessDenied', 403, 'why']);
    expect(of(QUERY_ACCESS_ERRORS, 'ExpiredToken')).to.deep.equal(['ExpiredToken', 403, 'why']);
  });

  for (const status of [400, 403] as const) {
    it(`has names that end in Exception elsewhere, with ${status}`, () => {
      const errors = exceptionAccessErrors(status);
      expect(parts(errors.accessDenied('why')).slice(1)).to.deep.equal(['AccessDeniedException', status, 'why']);
      expect(of(errors, 'ExpiredToken')).to.deep.equal(['ExpiredTokenException', status, 'why']);
      expect(of(errors, 'InvalidClientTokenId')).to.deep.equal(['UnrecognizedClientException', status, 'why']);
      expect(of(errors, 'SignatureDoesNotMatch')).to.deep.equal(['InvalidSignatureException', status, 'why']);
      expect(of(errors, 'Throttling')).to.deep.equal(['Throttling', 403, 'why']);
    });
  }
});
