import { expect } from 'chai';
import { functionsOf } from './functions.ts';
import { FILES, isTest } from './source-files.ts';

const MAX_FILE_LINES = 250;
const MAX_FUNCTION_LINES = 40;

describe('caps', () => {
  it(`no file is over ${MAX_FILE_LINES} lines, tests included`, () => {
    const long = FILES.filter(({ text }) => text.split('\n').length - 1 > MAX_FILE_LINES).map(({ path }) => path);
    expect(long).to.deep.equal([]);
  });

  it('functions are measured: methods, constructors and arrow functions, without what only holds tests', () => {
    const text = [
      "describe('x', () => {",
      '  const f = () => {',
      '  };',
      '  it.only("y", async () => {',
      '    [1].map((n) =>',
      '      n);',
      '  });',
      '});',
      'class A {',
      '  constructor() {',
      '',
      '  }',
      '  get b() { return 1; }',
      '}',
      'interface I { call(): void }',
      'function g(): void { }',
    ].join('\n');
    expect(functionsOf({ path: 'a.ts', text })).to.deep.equal([
      { place: 'a.ts:2 f', lines: 2 },
      { place: 'a.ts:5 anonymous', lines: 2 },
      { place: 'a.ts:10 constructor', lines: 3 },
      { place: 'a.ts:13 b', lines: 1 },
      { place: 'a.ts:16 g', lines: 1 },
    ]);
  });

  for (const [what, chosen] of [
    ['the product', (path: string) => !isTest(path)],
    ['tests', isTest],
  ] as const) {
    it(`no function of ${what} is over ${MAX_FUNCTION_LINES} lines`, () => {
      const files = FILES.filter(({ path }) => chosen(path));
      const long = files.flatMap(functionsOf).filter(({ lines }) => lines > MAX_FUNCTION_LINES);
      expect(long).to.deep.equal([]);
    });
  }
});
