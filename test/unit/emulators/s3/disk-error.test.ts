import { expect } from 'chai';
import { AwsError } from '../../../../emulators/core/wire/aws-error.ts';
import { asDiskError } from '../../../../emulators/s3/store/disk-error.ts';

function errno(code: string): Error {
  return Object.assign(new Error(`${code}: it failed, write`), { code });
}

describe('A failed file operation', () => {
  for (const [code, status] of [
    ['ENOSPC', 507],
    ['EDQUOT', 507],
    ['EROFS', 500],
    ['EACCES', 500],
    ['EIO', 500],
  ] as const) {
    it(`with ${code} becomes a ${status} answer that names it`, () => {
      const error = asDiskError(errno(code));
      expect(error).to.be.instanceOf(AwsError).with.property('httpStatus', status);
      expect(error)
        .to.have.property('message')
        .that.matches(new RegExp(`^\\[rehearsal\\] .*${code}: it failed`));
    });
  }

  it('of another kind stays what it is', () => {
    const reset = errno('ECONNRESET');
    expect(asDiskError(reset)).to.equal(reset);
    expect(asDiskError('text')).to.equal('text');
  });
});
