import { expect } from 'chai';
import { evaluateJsonata, fillJsonata } from '../../../../../emulators/step-functions/language/jsonata/jsonata.ts';
import { settled } from '../../../../../emulators/step-functions/language/jsonata/slow-evaluation.ts';
import { nextTurn, spendTurn } from '../../../../../emulators/step-functions/language/jsonata/turn.ts';
import { Variables } from '../../../../../emulators/step-functions/language/variables.ts';
import { errorOf } from '../../../../support/error-of.ts';

const NEVER_ENDING = '($f := function($n) { $f($n) }; $f(1))';
const TIMED_OUT = `The JSONata expression '${NEVER_ENDING}' specified for the field 'Output' threw an error during evaluation: Expression evaluation timeout: Check for infinite loop`;
const scope = (input: number) => ({ states: { input }, variables: new Variables(), random: Math.random });
const never = new AbortController().signal;
const evaluateForLong = () => {
  const end = performance.now() + 101;
  while (performance.now() < end);
};

describe('an expression that takes long', () => {
  it('is not waited for by this thread, and fails when its own time is over', async () => {
    const result = settled(never, () => evaluateJsonata(NEVER_ENDING, 'Output', scope(0)));
    expect(result).to.be.an.instanceOf(Promise);
    expect((await errorOf(Promise.resolve(result))).message).to.equal(TIMED_OUT);
  });

  it('gives the value that it gives at once when there is time, beside expressions that are quick', async () => {
    const template = { n: 1, quick: '{% $states.input + 1 %}', slow: '{% $sum([1..3000]) + $states.input %}' };
    const compute = () => fillJsonata(template, 'Output', scope(2));
    const shortMs = 1;
    // 3000 * 3001 / 2 + 2
    expect(await settled(never, compute, shortMs)).to.deep.equal({ n: 1, quick: 3, slow: 4_501_502 });
  });

  it('is another thing than one that fails at once, or ends: these are not evaluated again', async () => {
    expect(() => settled(never, () => evaluateJsonata('$error("at once")', 'Output', scope(0)))).to.throw('at once');
    // A busy machine may have spent this turn on the first.
    await nextTurn();
    expect(settled(never, () => evaluateJsonata('1 + 1', 'Output', scope(0)))).to.equal(2);
  });

  it('is evaluated for each input by itself', async () => {
    const values = await Promise.all(
      [1, 2, 3].map((input) =>
        settled(never, () => evaluateJsonata('$sum([1..2000]) * $states.input', 'Output', scope(input)), 1),
      ),
    );
    expect(values).to.deep.equal([2_001_000, 4_002_000, 6_003_000]);
  });

  it('is given up when the execution is stopped', async () => {
    const stopped = new AbortController();
    const result = settled(stopped.signal, () => evaluateJsonata(NEVER_ENDING, 'Output', scope(0)));
    stopped.abort(new Error('stopped'));
    expect((await errorOf(Promise.resolve(result))).message).to.equal('stopped');
  });

  it('waits for the next turn, with all that comes after it, when this thread has evaluated for long enough', async () => {
    spendTurn(evaluateForLong);
    const order: string[] = [];
    setImmediate(() => order.push('a request'));
    const result = settled(never, () => order.push('an expression'));
    expect(result).to.be.an.instanceOf(Promise);
    await result;
    expect(order).to.deep.equal(['a request', 'an expression']);
    expect(settled(never, () => 'at once')).to.equal('at once');
  });

  it('is not begun when the execution is stopped before its turn', async () => {
    const stopped = new AbortController();
    spendTurn(evaluateForLong);
    const result = settled(stopped.signal, () => expect.fail('it was evaluated'));
    stopped.abort(new Error('stopped'));
    expect((await errorOf(Promise.resolve(result))).message).to.equal('stopped');
  });

  it('fails with the error of the computation, not of an earlier one', async () => {
    const compute = () => {
      throw new Error('not an expression');
    };
    expect(() => settled(never, compute)).to.throw('not an expression');
    expect(await settled(never, () => evaluateJsonata('1 + 1', 'Output', scope(0)))).to.equal(2);
  });
});
