import { expect } from 'chai';
import type { Json } from '../../../../../emulators/step-functions/language/json.ts';
import { selectPath } from '../../../../../emulators/step-functions/language/json-path/json-path.ts';
import { parsePath } from '../../../../../emulators/step-functions/language/json-path/json-path-parser.ts';

const DOCUMENT = {
  list: ['a', 'b', 'c', 'd', 'e'],
  nested: { list: [{ x: 1 }, { x: 2 }], x: 3 },
  text: 'four',
  'a b': { "c'd": 1, 'é-1': 2 },
  length: 7,
  numbers: [1, 2, 6],
  'ns:tag': { '@id': 1, 'a&b': 2 },
};

const PATHS: readonly (readonly [path: string, value: Json | undefined])[] = [
  ['$.list[1]', 'b'],
  ['$.list[ 1 ]', 'b'],
  ['$.list[-5]', 'a'],
  ['$.list[-6]', undefined],
  ['$.list[5]', undefined],
  ['$.list[0,-1]', ['a', 'e']],
  ['$.list[0 , 2 , 9]', ['a', 'c']],
  ['$.text[0]', undefined],
  ['$.text[0,1]', []],
  ['$.list[1:3]', ['b', 'c']],
  ['$.list[ 1 : 3 ]', ['b', 'c']],
  ['$.list[:]', ['a', 'b', 'c', 'd', 'e']],
  ['$.list[3:]', ['d', 'e']],
  ['$.list[:-4]', ['a']],
  ['$.list[-2:-1]', ['d']],
  ['$.list[0:5:2]', ['a', 'c', 'e']],
  ['$.list[1:5:3]', ['b', 'e']],
  ['$.list[::2]', ['a', 'c', 'e']],
  ['$.list[0:2:1]', ['a', 'b']],
  ['$.list[0:2:]', ['a', 'b']],
  ['$.list[0:2:0]', ['a', 'b']],
  ['$.text[0:1]', []],
  ['$.list[(@.length-1)]', 'e'],
  ['$.list[( @.length - 2 )]', 'd'],
  ['$.list[(@.length-5)]', 'a'],
  ['$.list[(@.length-10)]', undefined],
  ['$.list.[0]', 'a'],
  ['$.nested..list[0].x', [1]],
  ['$.nested[*].x', []],
  ['$.nested.list[*].x', [1, 2]],
  ['$.nested.*', [[{ x: 1 }, { x: 2 }], 3]],
  ['$.text.*', []],
  ['$..x', [3, 1, 2]],
  ['$.nested..[0]', [{ x: 1 }]],
  ["$..['x']", [3, 1, 2]],
  ['$.nested.list..*', [{ x: 1 }, { x: 2 }, 1, 2]],
  ['$.list.length()', 5],
  ['$.text.length()', null],
  ['$.nested.length()', 2],
  ['$.nested.size()', 2],
  ['$.length($.list)', 5],
  ['$.length( $.numbers )', 3],
  ['$.numbers.min()', 1],
  ['$.numbers.max()', 6],
  ['$.numbers.sum()', 9],
  ['$.numbers.avg()', 3],
  // (1 + 4 + 36) / 3 - 3 * 3 is 14 / 3.
  ['$.numbers.stddev()', Math.sqrt(41 / 3 - 9)],
  ['$.numbers.sum(1, $.length, $.numbers)', 26],
  ['$.list.sum()', undefined],
  ['$.text.sum()', undefined],
  ['$.numbers.first()', 1],
  ['$.numbers.last()', 6],
  ['$.numbers.index(1)', 2],
  ['$.numbers.index(-3)', 1],
  ['$.numbers.index(3)', undefined],
  ['$.numbers.index()', undefined],
  ['$.text.first()', undefined],
  ["$.numbers.append(7, 'x', $.text)", [1, 2, 6, 7, 'x', 'four']],
  ['$.text.append(1)', 'four'],
  ["$.list.concat('-', $.text, 1)", 'abcde-four'],
  ['$.concat($.text, $.numbers)', 'four126'],
  ['$.nested.keys()', ['list', 'x']],
  ['$.text.keys()', null],
  ['$.nested.keys()[0]', 'list'],
  ['$.nested.list[*].keys()', [['x'], ['x']]],
  ['$..x.sum()', 6],
  ['$..x.length()', 3],
  ['$..nothing.length()', 0],
  ['$.nested..x.sum()', []],
  ['$.ns:tag.@id', 1],
  ['$.ns:tag.a&b', 2],
  ['$.length', 7],
  ["$['a b']['c\\'d']", 1],
  ['$["a b"]["é-1"]', 2],
  ["$['a b'].é-1", 2],
  ["$['text','length']", [{ text: 'four', length: 7 }]],
  ["$[ 'text' , 'none' ]", [{ text: 'four' }]],
  ['$[\'text\', "length"]', [{ text: 'four', length: 7 }]],
  ["$.list['x','y']", []],
  ['  $.text  ', 'four'],
];

const NAME = 'expected a name';
const AFTER = 'expected . or [ or the end';
const INDEX = 'expected an index, a quoted name, a slice, * or a filter';
const OPERAND = 'expected a path, a string, a number, true, false, null or a list';
/** The character is the first that cannot be there, counted from 1. */
const FAULTS: readonly (readonly [path: string, character: number, expected: string])[] = [
  ['', 1, 'expected $'],
  ['list', 1, 'expected $'],
  ['$list', 2, AFTER],
  ['$.a b', 5, AFTER],
  ['$.a]', 4, AFTER],
  ['$.', 3, NAME],
  ['$..', 4, NAME],
  ['$. a', 3, NAME],
  ['$.a.(b)', 5, NAME],
  ['$.a.nope()', 9, AFTER],
  ['$.sum(', 7, OPERAND],
  ['$.sum($.a', 10, 'expected ,'],
  ['$.sum($.a $.b)', 11, 'expected ,'],
  ['$[', 3, INDEX],
  ['$[]', 3, INDEX],
  ['$[a]', 3, INDEX],
  ['$[(@.length)]', 3, INDEX],
  ['$[(@.length-0)]', 3, INDEX],
  ['$[0', 4, 'expected ]'],
  ['$[0 1]', 5, 'expected ]'],
  ['$[0,]', 5, 'expected an index'],
  ['$[0,a]', 5, 'expected an index'],
  ['$[1:2:3:4]', 8, 'expected ]'],
  ["$['a'", 6, 'expected ]'],
  ["$['a]", 6, "expected '"],
  ['$["a]', 6, 'expected "'],
  ["$['a',b]", 7, 'expected a quoted string'],
  ['$[?@.a]', 4, 'expected ('],
  ['$[?(@.a]', 8, 'expected )'],
  ['$[?(@.a)', 9, 'expected ]'],
  ['$[?((@.a)]', 10, 'expected )'],
  ['$[?()]', 5, OPERAND],
  ['$[?(@.a == )]', 12, OPERAND],
  ['$[?(@.a && )]', 12, OPERAND],
  ['$[?(@.a == [1)]', 14, OPERAND],
  ['$[?(@.a =~ /x)]', 12, 'expected / at the end of the regular expression'],
  ['$[?(@.a =~ /x/x)]', 16, 'expected one of the flags i, d, s, m, u, U'],
  ['$[?(@.a =~ /(/)]', 15, 'expected a regular expression that JavaScript knows, too'],
  ['$[?(@.a equals 1)]', 9, 'expected )'],
];

describe('the syntax of JSONPath', () => {
  for (const [path, value] of PATHS) {
    it(`selects by ${path}`, () => {
      expect(selectPath(path, DOCUMENT)).to.deep.equal(value);
    });
  }

  for (const [path, character, expected] of FAULTS) {
    it(`names what it cannot read in ${JSON.stringify(path)}`, () => {
      expect(() => parsePath(path))
        .to.throw(`JSONPath '${path}' is not valid at character ${character}: ${expected}`)
        .with.property('name', 'PathSyntaxError');
    });
  }

  it('says of a path whether it can select more than one value', () => {
    for (const path of ['$', '$.a', '$[0]', "$['a'].b[-1]", '$.a.length()'])
      expect(parsePath(path).definite).to.equal(true);
    for (const path of ['$.*', '$[*]', '$..a', '$[0,1]', '$[0:1]', "$['a','b']", '$[?(@.a)]', '$.a[*].b']) {
      expect(parsePath(path).definite, path).to.equal(false);
    }
  });

  it('takes the least and the most of more numbers than a call has room for', () => {
    const numbers = Array.from({ length: 200_000 }, (_, at) => at);
    expect([selectPath('$.min()', numbers), selectPath('$.max()', numbers)]).to.deep.equal([0, 199_999]);
  });

  it('reads more different paths than it remembers', () => {
    for (let at = 0; at < 2_100; at += 1) expect(selectPath(`$.p${at}`, { [`p${at}`]: at })).to.equal(at);
    expect(selectPath('$.p0', { p0: 'again' })).to.equal('again');
  });
});
