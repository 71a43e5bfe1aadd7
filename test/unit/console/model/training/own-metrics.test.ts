import { expect } from 'chai';
import { OwnMetrics, ownMetricNames } from '../../../../../console/model/training/own-metrics.ts';
import { METRIC_DEFINITIONS } from '../../../../../emulators/sagemaker/algorithm/image-classification.ts';

describe('the metrics that a job defines itself', () => {
  it('are those that the built-in algorithm does not have', () => {
    const builtIn = METRIC_DEFINITIONS.map(({ Name, Regex }) => ({ name: Name, regex: Regex }));
    expect(builtIn).to.have.length(3);
    const own = { name: 'train:loss', regex: '((a+)+)$' };
    expect(ownMetricNames([...builtIn, own, own])).to.deep.equal(['train:loss']);
  });

  it('have a curve for each split, with values in the order of their times, each once', () => {
    const own = new OwnMetrics();
    own.take('validation:loss', [{ timeMs: 3_000, value: 1.25 }]);
    own.take('validation:loss', [
      { timeMs: 1_000, value: 1.5 },
      { timeMs: 3_000, value: 1.375 },
    ]);
    own.take('train:loss', [{ timeMs: 2_000, value: 0.9 }]);
    own.take('train:gain', []);
    expect(own.latestMs).to.equal(3_000);
    const [curves, ...more] = own.curvesBeside([]);
    expect(more).to.deep.equal([]);
    expect(curves?.metric).to.equal('loss');
    expect(Object.fromEntries(curves?.curves ?? [])).to.deep.equal({
      validation: [
        { x: 1, y: 1.5 },
        { x: 2, y: 1.375 },
      ],
      train: [{ x: 1, y: 0.9 }],
    });
  });

  it('leave those of the log as they are, and come after accuracy', () => {
    const own = new OwnMetrics();
    for (const name of ['loss', 'train:accuracy']) own.take(name, [{ timeMs: 1_000, value: 0.5 }]);
    const ofLog = { metric: 'accuracy', curves: new Map([['train', [{ x: 1, y: 0.75 }]]]) };
    const [first, second, ...more] = own.curvesBeside([ofLog]);
    expect(first).to.equal(ofLog);
    expect(second?.metric).to.equal('loss');
    expect(more).to.deep.equal([]);
  });
});
