import { expect } from 'chai';
import { toAwsError } from '../../../../../emulators/core/wire/aws-error.ts';

function errno(code: string, more: object = { path: '/data/x' }): Error {
  return Object.assign(new Error(`${code}: it failed, write`), { code, ...more });
}

// ServiceUnavailable: "Common Errors" of every service's API reference, 503; SDKs try it again.
describe('what the disk refuses', () => {
  for (const code of ['ENOSPC', 'EDQUOT']) {
    it(`with ${code} is a ServiceUnavailable that says that the disk is full`, () => {
      const { code: name, httpStatus, message } = toAwsError(errno(code, {}));
      expect([name, httpStatus, message]).to.deep.equal([
        'ServiceUnavailable',
        503,
        `[rehearsal] the disk of the emulator's data folder is full: ${code}: it failed, write; nothing was changed: free some space, then try again`,
      ]);
    });
  }

  for (const code of ['EROFS', 'EACCES', 'EPERM', 'EIO', 'EMFILE', 'ENFILE', 'ENOTDIR', 'ENOENT']) {
    it(`with ${code} is the service’s internal error and says what to look at`, () => {
      const { code: name, httpStatus, message } = toAwsError(errno(code), 'InternalError');
      expect([name, httpStatus, message]).to.deep.equal([
        'InternalError',
        500,
        `[rehearsal] the emulator's data folder refused the operation: ${code}: it failed, write; check that it exists and can be written to`,
      ]);
    });
  }

  it('differs from what the network refuses', () => {
    expect(toAwsError(errno('ECONNRESET', {})).message).to.contain('unexpected error');
    expect(toAwsError(errno('EISDIR')).message).to.contain('unexpected error');
    expect(toAwsError({ code: 'EIO', path: '/data/x' }).message).to.contain('unexpected error');
    expect(toAwsError(errno('EIO', { fd: 3 })).message).to.contain('refused the operation');
    expect(toAwsError(errno('EACCES', { address: '10.0.0.1' })).message).to.contain('unexpected error');
  });
});
