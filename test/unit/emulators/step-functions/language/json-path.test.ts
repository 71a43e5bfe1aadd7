import { expect } from 'chai';
import fc from 'fast-check';
import type { Json } from '../../../../../emulators/step-functions/language/json.ts';
import { selectPath } from '../../../../../emulators/step-functions/language/json-path/json-path.ts';
import { parsePath } from '../../../../../emulators/step-functions/language/json-path/json-path-parser.ts';
import { setAt } from '../../../../../emulators/step-functions/language/json-path/reference-path.ts';

const STORE = {
  book: [
    { title: 'A', price: 8, isbn: '1' },
    { title: 'B', price: 12 },
    { title: 'C', price: 9, isbn: '3' },
    { title: 'D', price: 22 },
  ],
  bicycle: { price: 20, 'colour of it': 'red' },
  nothing: null,
};

describe('JSONPath', () => {
  const escapes: readonly [string, string][] = [
    [String.raw`\n\t\r\f\b`, '\n\t\r\f\b'],
    [String.raw`\u00e9\u0041`, 'éA'],
    [String.raw`a\'\"\\b\q`, `a'"\\bq`],
    [String.raw`Test\""Name"`, 'Test""Name"'],
  ];
  for (const [written, key] of escapes) {
    it(`takes ${written} in a quoted key for ${JSON.stringify(key)}`, () => {
      expect(selectPath(`$['${written}']`, { [key]: 1 })).to.equal(1);
    });
  }

  const cases: readonly [string, Json | undefined][] = [
    ['$', STORE],
    ['$.bicycle.price', 20],
    ["$['bicycle']['colour of it']", 'red'],
    ['$["bicycle"].price', 20],
    ['$.nothing', null],
    ['$.missing', undefined],
    ['$.bicycle.price.deeper', undefined],
    ['$.book[0].title', 'A'],
    ['$.book[-1].title', 'D'],
    ['$.book[9]', undefined],
    ['$.book[0,2].title', ['A', 'C']],
    ['$.book[1:3].title', ['B', 'C']],
    ['$.book[-2:].title', ['C', 'D']],
    ['$.book[:1].title', ['A']],
    ['$.book[*].price', [8, 12, 9, 22]],
    ['$.book[*].isbn', ['1', '3']],
    ['$.bicycle.*', [20, 'red']],
    ['$..price', [8, 12, 9, 22, 20]],
    ['$..book[0].title', ['A']],
    ['$..missing', []],
    ['$.missing[*]', []],
    ['$.missing[*].price', []],
    ['$.missing[1:]', []],
    ['$.missing..price', []],
    ['$.bicycle[0:1]', []],
    [' $.bicycle.price ', 20],
    ['$.book[?(@.title==B)].price', [12]],
    ['$.book[?(@.title == None)].price', []],
    ['$.book[(@.length-1)].title', 'D'],
    ['$.book[(@.length-9)].title', undefined],
    ['$.book[?(@.price < 10)].title', ['A', 'C']],
    ["$.book[?(@.title == 'B')].price", [12]],
    ['$.book[?(@.isbn)].title', ['A', 'C']],
    ['$.book[?(!@.isbn)].title', ['B', 'D']],
    ['$.book[?(@.price > 10 && @.price < 20)].title', ['B']],
    ['$.book[?(@.price < 9 || @.price > 20)].title', ['A', 'D']],
    ['$.book[?(@.price > $.bicycle.price)].title', ['D']],
    ["$.book[?(@.title in ['A','D'])].price", [8, 22]],
    ["$.book[?(@.title == 'Z')]", []],
    ["$.bicycle['price','colour of it']", [{ price: 20, 'colour of it': 'red' }]],
    ['$.book.length()', 4],
    ['$.constructor', undefined],
  ];
  for (const [path, expected] of cases) {
    it(`selects by ${path}`, () => {
      expect(selectPath(path, STORE)).to.deep.equal(expected);
    });
  }

  for (const bad of [
    '',
    'a',
    '$.',
    '$.a[',
    "$.a['b]",
    '$[?(@.a]',
    '$.a b',
    '$a',
    '$..',
    '$.a[b]',
    '$[?(@.a == )]',
    '$[(@.length)]',
    '$[?(@.a == b c)]',
  ]) {
    it(`does not take ${JSON.stringify(bad)} for a path`, () => {
      expect(() => parsePath(bad)).to.throw('JSONPath');
    });
  }

  const name = fc.string({ minLength: 1, maxLength: 8 }).filter((text) => !/['\\]/.test(text));
  const key = fc.oneof(name, fc.nat({ max: 3 }));

  it('finds what a walk from member to member finds, for any names', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 4 }), fc.array(key, { maxLength: 4 }), (value, keys) => {
        const document = value as Json;
        let expected: unknown = document;
        for (const step of keys) {
          const holds =
            typeof step === 'number'
              ? Array.isArray(expected)
              : typeof expected === 'object' && !Array.isArray(expected);
          const owns = holds && expected !== null && Object.hasOwn(expected as object, step);
          expected = owns ? (expected as Record<string | number, unknown>)[step] : undefined;
        }
        const path = `$${keys.map((step) => (typeof step === 'number' ? `[${step}]` : `['${step}']`)).join('')}`;
        expect(selectPath(path, document)).to.deep.equal(expected);
      }),
    );
  });

  it('finds again what was set, and leaves everything else, for any names', () => {
    fc.assert(
      fc.property(
        fc.dictionary(name, fc.integer()),
        fc.array(name, { minLength: 1, maxLength: 3 }),
        (document, names) => {
          fc.pre(typeof document[names[0] ?? ''] !== 'number' || names.length === 1);
          const path = `$${names.map((step) => `['${step}']`).join('')}`;
          const changed = setAt(document, path, 'new');
          expect(selectPath(path, changed)).to.equal('new');
          for (const other of Object.keys(document)) {
            if (other !== names[0]) expect(selectPath(`$['${other}']`, changed)).to.equal(document[other]);
          }
        },
      ),
    );
  });
});
