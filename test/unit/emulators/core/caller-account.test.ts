import { expect } from 'chai';
import { namedAccount } from '../../../../emulators/core/caller-account.ts';

// The first ids and their accounts are the examples in LocalStack 4.14's own code, with the first letter that it issues. Half of
// the account and 2^39, in base 32, are the eight characters behind LKIA in the others; the ninth is Q or later for an odd account.
describe('the account that an access key id names', () => {
  for (const [id, account] of [
    ['111111111111', '111111111111'],
    ['LSIAQAAAAAAAGMKEM7X5', '000000000000'],
    ['LKIARZPUZDIKGB2VALC4', '123456789012'],
    ['LSIARZPUZDIKQB2VALC4', '123456789013'],
    ['LKIAQAAAAAAAPAAAAAAA', '000000000000'],
    ['LKIAQAAAAAAAQAAAAAAA', '000000000001'],
    ['LKIA6RVFFB77PAAAAAAA', '999999999998'],
    ['LKIA6RVFFB77QAAAAAAA', '999999999999'],
  ] as const) {
    it(`is ${account} for ${id}`, () => {
      expect(namedAccount(id)).to.equal(account);
    });
  }

  for (const id of [
    undefined,
    'test',
    '11111111111',
    '1111111111111',
    'a111111111111',
    '111111111111a',
    '',
    'LKIARZPUZDIKGB2VALC',
    'xLKIARZPUZDIKGB2VALC4',
    // 1,000,000,000,000 has a digit too many.
    'LKIA6RVFFCAAAAAAAAAA',
    // Below account 0: the first bit is not set.
    'LKIAAAAAAAAAGB2VALC4',
    'ASIARZPUZDIKGB2VALC4',
    'LKIA1ZPUZDIKGB2VALC4',
  ]) {
    it(`is none for ${id}`, () => {
      expect(namedAccount(id)).to.equal(undefined);
    });
  }
});
