// biome-ignore-all lint/suspicious/noTemplateCurlyInString: texts of programs
import { expect } from 'chai';
import { described, type Operator } from '../../../../scripts/mutation/mutant.ts';
import { mutantsOf, mutatedText } from '../../../../scripts/mutation/mutants-of.ts';
import { sampleOf } from '../../../../scripts/mutation/sample.ts';

/** The text of every mutant that an operator makes of a text. */
function mutated(operator: Operator, text: string): string[] {
  return mutantsOf('a.ts', text)
    .filter((mutant) => mutant.operator === operator)
    .map((mutant) => mutatedText(text, mutant));
}

describe('mutants of a source', () => {
  const cases: readonly [Operator, string, readonly string[]][] = [
    ['condition', 'if (a) b;', ['if (true) b;', 'if (false) b;']],
    ['condition', 'a && !b', ['a || !b', 'a && b']],
    ['condition', 'a === b ? 1 : 2', ['true ? 1 : 2', 'false ? 1 : 2', 'a !== b ? 1 : 2']],
    ['condition', 'a ?? b', ['(a)']],
    ['boundary', 'a < b', ['a <= b']],
    ['condition', "a ?? ''", []],
    ['boundary', 'a >= b', ['a > b']],
    ['boundary', 'a < b ? -1 : 1', []],
    ['arithmetic', 'a + b * c', ['a - b * c', 'a + b / c']],
    ['arithmetic', "a + 'b'", []],
    ['number', 'f(51)', ['f((51 + 1))']],
    ['boolean', 'f(true)', ['f(false)']],
    ['string', "f('x', '', `y${z}`)", ["f('', '', `y${z}`)", "f('x', 'mutated', `y${z}`)", "f('x', '', '')"]],
    ['string', "f(a ?? '', ([b = '']) => b, a || '')", ["f(a ?? '', ([b = '']) => b, a || 'mutated')"]],
    ['regex', '/^a$/u', ['/a$/u', '/^a/u']],
    ['array', 'f([1], [])', ['f([], [])']],
    ['statement', 'f(); if (a) return;', ['; if (a) return;', 'f(); if (a) ;']],
    ['statement', 'function f() { return 1; }', []],
    ['method', 'a.some(f)', ['a.every(f)']],
    ['method', 'a.filter(f).b', ['a.b']],
    ['optional chain', 'a?.b', ['a.b']],
    ['optional chain', 'a?.[b]', ['a[b]']],
  ];
  for (const [operator, text, expected] of cases) {
    it(`${operator} of ${text}`, () => {
      expect(mutated(operator, text)).to.deep.equal(expected);
    });
  }

  it('are none in types and imports', () => {
    expect(
      mutantsOf('a.ts', "import { a } from 'b'; type A = 'x' | 1; interface B { c: 'd' } let e: 'f';"),
    ).to.deep.equal([]);
  });

  it('say where they are and what they change', () => {
    const [mutant] = mutantsOf('infra/a.ts', 'let a;\n  a = b < c;\n').filter(
      ({ operator }) => operator === 'boundary',
    );
    expect(mutant).to.deep.include({ line: 2, context: 'a = b < c;' });
    expect(mutant && described(mutant)).to.equal('infra/a.ts:2 < -> <=');
  });
});

describe('a sample of mutants', () => {
  const text = "f('a', 'b', 'c', 'd'); if (x < 1) g();";
  const all = mutantsOf('a.ts', text);

  it('takes turns of operators, as many as asked for, each once', () => {
    const sample = sampleOf(all, 5, '1');
    expect(sample.map(({ operator }) => operator)).to.deep.equal([
      'condition',
      'boundary',
      'number',
      'string',
      'statement',
    ]);
    expect(new Set(sampleOf(all, 100, '1')).size).to.equal(all.length);
  });

  it('is the same for the same seed, whatever lines are before it', () => {
    const moved = mutantsOf('a.ts', `\n\n${text}`);
    const texts = (mutants: typeof all) => mutants.map(({ original, replacement }) => `${original} ${replacement}`);
    expect(texts(sampleOf(moved, 6, 'x'))).to.deep.equal(texts(sampleOf(all, 6, 'x')));
  });
});
