import { expect } from 'chai';
import { namedAccount } from '../../../../emulators/core/caller-account.ts';

// The ids and their accounts are the examples in LocalStack 4.14's own code, with the first letter that it issues.
describe('the account that an access key id names', () => {
  for (const [id, account] of [
    ['111111111111', '111111111111'],
    ['LSIAQAAAAAAAGMKEM7X5', '000000000000'],
    ['LKIARZPUZDIKGB2VALC4', '123456789012'],
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
    'ASIARZPUZDIKGB2VALC4',
    'LKIA1ZPUZDIKGB2VALC4',
  ]) {
    it(`is none for ${id}`, () => {
      expect(namedAccount(id)).to.equal(undefined);
    });
  }
});
