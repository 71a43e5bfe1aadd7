import { expect } from 'chai';
import {
  optionalNumber,
  optionalString,
  optionalStrings,
  requiredString,
  stringMap,
  structures,
} from '../../../../../emulators/core/validation/input-members.ts';

describe('a member of a checked request', () => {
  const input = { text: 'a', empty: '', number: 0, list: ['a', 1], structures: [{ a: 1 }, 'b'], map: { a: 'b', c: 1 } };

  it('is of its type, or absent', () => {
    expect(['text', 'empty', 'number', 'none'].map((name) => optionalString(input, name))).to.deep.equal([
      'a',
      '',
      undefined,
      undefined,
    ]);
    expect(['number', 'text', 'none'].map((name) => optionalNumber(input, name))).to.deep.equal([
      0,
      undefined,
      undefined,
    ]);
    expect(['list', 'text', 'none'].map((name) => optionalStrings(input, name))).to.deep.equal([
      ['a', '1'],
      undefined,
      undefined,
    ]);
  });

  it('is empty where a list of structures or a map is absent', () => {
    expect(['structures', 'none', 'map'].map((name) => structures(input, name))).to.deep.equal([[{ a: 1 }], [], []]);
    expect(['map', 'none', 'list'].map((name) => stringMap(input, name))).to.deep.equal([{ a: 'b', c: '1' }, {}, {}]);
  });

  it('is there when the model wants it', () => {
    expect([requiredString(input, 'text'), requiredString(input, 'empty')]).to.deep.equal(['a', '']);
    expect(() => requiredString(input, 'none')).to.throw('none is missing from a validated request');
  });
});
