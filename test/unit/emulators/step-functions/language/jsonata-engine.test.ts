import { expect } from 'chai';
import type { Json, JsonRecord } from '../../../../../emulators/step-functions/language/json.ts';
import { JSONATA } from '../../../../../emulators/step-functions/language/jsonata/jsonata-engine.ts';

const half = () => 0.5;
const evaluate = (expression: string, bindings: JsonRecord = {}) => JSONATA.evaluate(expression, bindings, half);
const resultOf = (expression: string): Json | undefined => {
  const result = evaluate(expression);
  return result.kind === 'value' ? result.value : undefined;
};
const messageOf = (expression: string) => {
  const result = evaluate(expression);
  return result.kind === 'error' ? result.message : result.kind;
};

describe('the evaluation of JSONata', () => {
  it('ends with a value, with nothing, or with what JSON cannot hold', () => {
    expect(evaluate('$a + 1', { a: 1 })).to.deep.equal({ kind: 'value', value: 2 });
    expect(evaluate('null')).to.deep.equal({ kind: 'value', value: null });
    expect(evaluate('$none')).to.deep.equal({ kind: 'nothing' });
    for (const expression of ['$sum', 'function($x) { $x }', '$map']) {
      expect(evaluate(expression)).to.deep.equal({ kind: 'unsupported' });
    }
    expect(evaluate('1 + "a"')).to.include({ kind: 'error', code: 'T2002' });
    expect(evaluate('1 +')).to.deep.equal({ kind: 'error', code: 'S0207', message: 'Unexpected end of expression' });
  });

  it('keeps nothing from one evaluation to the next', () => {
    expect(evaluate('$x := 1')).to.deep.equal({ kind: 'value', value: 1 });
    expect(evaluate('$x')).to.deep.equal({ kind: 'nothing' });
    expect(evaluate('$y', { y: 1 })).to.deep.equal({ kind: 'value', value: 1 });
    expect(evaluate('$y', {})).to.deep.equal({ kind: 'nothing' });
  });

  const TOO_DEEP =
    'Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.';
  const TOO_LARGE = 'Expression evaluation memory limit exceeded: Check for excessive memory usage';
  it('goes 100 levels deep', () => {
    const sum = (terms: number) => `1${'+1'.repeat(terms - 1)}`;
    expect(resultOf(sum(100))).to.equal(100);
    expect(messageOf(sum(101))).to.equal(TOO_DEEP);
    // What comes before in the same block is not deeper, nor less deep.
    expect(resultOf(`(${'1;'.repeat(10)}${sum(99)})`)).to.equal(99);
    expect(messageOf(`(${'1;'.repeat(10)}${sum(100)})`)).to.equal(TOO_DEEP);
    // Each evaluation begins at the top, also after one that went too deep.
    expect(resultOf(sum(100))).to.equal(100);
  });

  it('holds 6,990,256 bytes: 8 for each item of a list, the text of a result', () => {
    expect(messageOf('$count([1..873783])')).to.equal(TOO_LARGE);
    const text = (length: number) => {
      const result = evaluate('$t', { t: 'x'.repeat(length) });
      return result.kind === 'error' ? result.message : result.kind;
    };
    expect(text(6_990_254)).to.equal('value');
    expect(text(6_990_255)).to.equal(TOO_LARGE);
  });

  it('is cut off where it never ends, and goes on with the next', () => {
    expect(evaluate('($f := function() { $f() }; $f())')).to.deep.equal({
      kind: 'error',
      code: undefined,
      message: 'Expression evaluation timeout: Check for infinite loop',
    });
    expect(resultOf('1 + 1')).to.equal(2);
  });

  it('reads an expression without running it', () => {
    const parsed = JSONATA.parse('$a.b');
    expect('ast' in parsed).to.equal(true);
    expect(JSON.stringify(parsed)).to.contain('"type":"variable"');
    expect(JSONATA.parse('1 +')).to.deep.equal({ problem: 'Unexpected end of expression' });
    expect('ast' in JSONATA.parse('/a+/')).to.equal(true);
  });
});
