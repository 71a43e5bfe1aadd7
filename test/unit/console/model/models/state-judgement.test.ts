import { expect } from 'chai';
import { intervalAxis } from '../../../../../console/model/models/interval-axis.ts';
import { judgementOf, verdictText } from '../../../../../console/model/models/state-judgement.ts';
import { ANSWER } from '../../../../support/cli/judged-run.ts';

const BEFORE = JSON.stringify({ evaluation: { Payload: {} } });
const AFTER = JSON.stringify({ evaluation: { Payload: {} }, judgement: { Payload: ANSWER } });

describe('the judgement of a state', () => {
  it('is what the state has added to its data', () => {
    const { accuracy, championAccuracy, reasons, evaluationUri, pageUri, mostConfidentlyWrong: mistakes } = ANSWER;
    const judgement = judgementOf({ input: BEFORE, output: AFTER });
    expect(judgement).to.deep.equal({
      promoted: false,
      verdict: 'worse',
      approval: 'Rejected',
      reasons,
      accuracy,
      championAccuracy,
      mistakes,
      evaluationUri,
      pageUri,
      confusion: { names: ANSWER.classNames, counts: ANSWER.confusion },
    });
    expect(judgement && verdictText(judgement)).to.equal('It is worse than the champion.');
  });

  it('is none of a state that was given it, of one without it, and of one that runs', () => {
    expect(judgementOf({ input: AFTER, output: JSON.stringify({ judgement: ANSWER }) })).to.equal(undefined);
    expect(judgementOf({ input: BEFORE, output: BEFORE })).to.equal(undefined);
    expect(judgementOf({ input: BEFORE })).to.equal(undefined);
    expect(judgementOf({ input: BEFORE, output: '{"judgement": {"Payload": "text"}}' })).to.equal(undefined);
  });

  it('has no accuracy where nothing was counted, and no matrix of many classes', () => {
    const { confusion, classNames, championAccuracy, ...few } = ANSWER;
    const judgement = { ...few, accuracy: { hits: 0, total: 0 } };
    const found = judgementOf({ input: BEFORE, output: JSON.stringify({ judgement }) });
    expect(found).not.to.have.any.keys('accuracy', 'championAccuracy', 'confusion');
  });
});

describe('the axis of intervals', () => {
  it('reaches from the step of five percent below the lowest end to the one above the highest', () => {
    const share = (low: number, value: number, high: number) => ({ low, value, high, hits: 1, total: 2 });
    const axis = intervalAxis([
      ['This model', share(0.6, 0.7, 0.8)],
      ['Champion', share(0.72, 0.9, 0.98)],
    ]);
    expect([axis.low, axis.high]).to.deep.equal([0.6, 1]);
    const places = axis.placed.map(({ from, at, to }) => [from, at, to].map((place) => Number(place.toFixed(3))));
    expect(places).to.deep.equal([
      [0, 0.25, 0.5],
      [0.3, 0.75, 0.95],
    ]);
  });

  it('has a length where an interval has none', () => {
    const certain = { low: 1, value: 1, high: 1, hits: 9, total: 9 };
    expect(intervalAxis([['This model', certain]])).to.deep.include({ low: 0.95, high: 1 });
  });
});
