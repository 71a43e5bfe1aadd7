import { expect } from 'chai';
import type { Json } from '../../../../../emulators/step-functions/language/json.ts';
import { selectPath } from '../../../../../emulators/step-functions/language/json-path/json-path.ts';
import { EvaluationError } from '../../../../../emulators/step-functions/language/state-error.ts';

/** Elements by an id, with members of every kind. */
const LIST: readonly Json[] = [
  { id: 'zero', n: 0, s: '', l: [], b: false, x: null },
  { id: 'one', n: 1, s: 'a', l: [1], b: true },
  { id: 'two', n: 2, s: 'ab', l: [1, 2], o: { k: 1 } },
  { id: 'text', n: '2', s: 'b', l: ['ab'], o: { k: 2, m: [1] } },
];
const DOCUMENT = { list: LIST, limit: 1, wanted: ['one', 'text'], single: { n: 5 } };

const chosen = (filter: string) => selectPath(`$.list[?(${filter})].id`, DOCUMENT);

/** The filter and the ids of the elements that pass, by the rules of the library that AWS runs (github.com/json-path/JsonPath). */
const FILTERS: readonly (readonly [filter: string, ids: string])[] = [
  ['@.n == 2', 'two text'],
  ["@.n == '2'", 'two text'],
  ["@.n == '2.0'", 'two'],
  ["@.n == ''", ''],
  ["@.n == ' '", ''],
  ['@.n != 2', 'zero one'],
  ['@.n < 1', 'zero'],
  ['@.n <= 1', 'zero one'],
  ['@.n > 1', 'two'],
  ['@.n >= 1', 'one two'],
  ["@.n > '1'", 'text'],
  ["@.s < 'b'", 'zero one two'],
  ["@.s <= 'ab'", 'zero one two'],
  ["@.s > 'a'", 'two text'],
  ["@.s >= 'ab'", 'two text'],
  ['@.s > 1', ''],
  ['@.b == true', 'one'],
  ['@.b == false', 'zero'],
  ['@.b', 'zero one'],
  ['@.x', 'zero'],
  ['@.x == null', 'zero'],
  ['!@.b', 'two text'],
  ['@.missing == @.nothing', 'zero one two text'],
  ['@.b == @.nothing', 'two text'],
  ['@.l == [1,2]', 'two'],
  ['@.l == [1, 2]', 'two'],
  ["@.l == ['ab']", 'text'],
  ['@.l == []', 'zero'],
  ['@.l size 1', 'one text'],
  ['@.s size 2', 'two'],
  ['@.n size 1', 'text'],
  ['@.o size 1', ''],
  ['@.l empty true', 'zero'],
  ['@.l empty false', 'one two text'],
  ['@.s empty true', 'zero'],
  ['@.o empty false', ''],
  ["@.id in ['one','two']", 'one two'],
  ["@.id in ['one' , 'two' ]", 'one two'],
  ["@.id nin ['one','two']", 'zero text'],
  ['@.n in [2]', 'two text'],
  ['@.id in $.wanted', 'one text'],
  ['@.id nin $.single', 'zero one two text'],
  ['@.n == $.limit', 'one'],
  ['@.n > $.limit', 'two'],
  ['@.o.k == 1', 'two'],
  ['@.o.m[0]', 'text'],
  ["@['o']['k'] > 1", 'text'],
  ['@.n == -0', 'zero'],
  ['@.n > -1', 'zero one two'],
  ['@.n == 1e0', 'one'],
  ['@.n == 2.0', 'two text'],
  ['@.n == 20e-1', 'two text'],
  ['@.id == one', 'one'],
  ['@.id==one', 'one'],
  ['@.id == nulls', ''],
  ['@.id == isnull', ''],
  ['@.id == "one"', 'one'],
  ['1 == @.n', 'one'],
  ['true', 'zero one two text'],
  ['@.n == 0 && @.b == false', 'zero'],
  ['@.n == 0 || @.n == 1', 'zero one'],
  ['@.n == 1 || @.n == 0 && @.b == true', 'one'],
  ['(@.n == 1 || @.n == 0) && @.b == true', 'one'],
  ['(@.n == 1 || @.n == 0) && @.b == false', 'zero'],
  ['@.n == 0 && @.b == true || @.n == 2', 'two text'],
  ['@.n == 0 || @.n == 1 || @.n == 2', 'zero one two text'],
  ['@.n >= 0 && @.n >= 1 && @.n >= 2', 'two'],
  ['!(@.n == 0 || @.n == 1)', 'two text'],
  ['!!@.b', 'zero one'],
  ['  (  @.n   ==   0  )  ', 'zero'],
  ['@.n==0&&@.b==false', 'zero'],
  ['@.n==0||@.n==1', 'zero one'],
  ['!( @.n == 0 )&& @.n == 1', 'one'],
  ['@.n > .5', 'one two'],
  ['@.n == 2.', 'two text'],
  ['@.n > -.5', 'zero one two'],
  ['@.n === 2', 'two'],
  ["@.n === '2'", 'text'],
  ['@.n !== 2', 'zero one text'],
  ['@.s =~ /a.*/', 'one two'],
  ['@.s=~/A/i', 'one'],
  ['@.s =~ /b/', 'text'],
  ['@.s =~ /a|ab/', 'one two'],
  ['@.n =~ /\\d/u', 'zero one two text'],
  ['@.b =~ /true/', 'one'],
  ['@.l =~ /a./', 'text'],
  ['@.o =~ /.+/', ''],
  ['/b/ =~ @.s', 'text'],
  ['/b/ =~ /b/', ''],
  ['@.s == /b/', ''],
  ['@.l contains 1', 'one two'],
  ["@.s contains 'b'", 'two text'],
  ['@.l all [1,2]', 'two'],
  ['@.l ALL [2, 1]', 'two'],
  ['@.l anyof [2,7]', 'two'],
  ['@.l noneof [1]', 'zero text'],
  ['@.l subsetof [1]', 'zero one'],
  ["@.id IN ['one']", 'one'],
  ['@.l.length() == 2', 'two'],
  ['@.l.sum() > 2', 'two'],
];

describe('a filter of a JSONPath', () => {
  for (const [filter, ids] of FILTERS) {
    it(`[?(${filter})] chooses ${ids || 'nothing'}`, () => {
      expect(chosen(filter)).to.deep.equal(ids === '' ? [] : ids.split(' '));
    });
  }

  it('may stand in blanks, and tests what is no list by itself', () => {
    expect(selectPath('$.single[ ? ( @.n == 5 ) ]', DOCUMENT)).to.deep.equal([{ n: 5 }]);
    expect(selectPath('$.single[?(@.n == 6)]', DOCUMENT)).to.deep.equal([]);
  });

  it('finds in a list what is equal to one of its items, numbers written as texts too', () => {
    const values = [1, '1', '1.0', '', ' ', 'a', true, null, [1], { a: [1], b: 2 }, 2];
    const list = [1, '2.0', 'a', ' ', null, [1], { b: 2, a: [1] }];
    const found = selectPath('$.values[?(@.v in $.list)].v', { values: values.map((v) => ({ v })), list });
    expect(found).to.deep.equal([1, '1', '1.0', ' ', 'a', null, [1], { a: [1], b: 2 }, 2]);
  });

  // Item by item it would be 225 million comparisons.
  it('looks a long list up once for all elements', () => {
    const numbers = Array.from({ length: 15_000 }, (_, index) => index);
    const document = { list: numbers.map((n) => ({ n })), numbers };
    expect(selectPath('$.list[?(@.n nin $.numbers)]', document)).to.deep.equal([]);
    expect(selectPath('$.list[?($.numbers subsetof $.numbers)].n', { ...document, list: [{ n: 1 }] })).to.deep.equal([
      1,
    ]);
  });

  it('ends where it would look at everything for every value', () => {
    const list = Array.from({ length: 3_000 }, (_, index) => ({ index }));
    for (const path of ['$..[?(@..[?($..missing)])]', '$.list[?(@.index in $..index)]']) {
      expect(() => selectPath(path, { list })).to.throw(
        EvaluationError,
        `[rehearsal] the JSONPath ${path} looks at more than 3,000,000 values; filter a list once, without .. in the filter`,
      );
    }
  });
});
