import { expect } from 'chai';
import { bestPoint, LearningLog, type MetricCurves } from '../../../../../console/model/training/learning-log.ts';

/** As the algorithm's container writes them. */
const LINES = [
  '[11/27/2026 17:02:32 INFO 1827] Epoch[0] Batch [20]\tSpeed: 319.933 samples/sec\taccuracy=0.333333',
  '[11/27/2026 17:02:33 INFO 1827] Epoch[0] Train-accuracy=0.375000',
  '[11/27/2026 17:02:33 INFO 1827] Epoch[0] Train-top_k_accuracy_2=0.500000',
  '[11/27/2026 17:02:33 INFO 1827] Epoch[0] Time cost=1.787',
  '[11/27/2026 17:02:33 INFO 1827] Epoch[0] Validation-accuracy=0.583333',
  '[11/27/2026 17:02:33 INFO 1827] Storing the best model with validation accuracy: 0.583333',
  '[11/27/2026 17:02:35 INFO 1827] Epoch[1] Train-accuracy=0.608333',
  '[11/27/2026 17:02:35 INFO 1827] Epoch[1] Validation-accuracy=0.541667',
];

function curvesOf(log: LearningLog): object {
  return Object.fromEntries(log.metrics.map(({ metric, curves }) => [metric, Object.fromEntries(curves)]));
}

function curves(metric: string, values: Readonly<Record<string, readonly number[]>>): MetricCurves {
  const points = Object.entries(values).map(
    ([split, ys]) => [split, ys.map((y, index) => ({ x: index + 1, y }))] as const,
  );
  return { metric, curves: new Map(points) };
}

describe('what a job’s log says of its learning', () => {
  it('is a value for each epoch, metric and split; epochs count from 1', () => {
    const log = new LearningLog();
    log.take(LINES.slice(0, 5));
    log.take(LINES.slice(5));
    expect(curvesOf(log)).to.deep.equal({
      accuracy: {
        train: [
          { x: 1, y: 0.375 },
          { x: 2, y: 0.608333 },
        ],
        validation: [
          { x: 1, y: 0.583333 },
          { x: 2, y: 0.541667 },
        ],
      },
      top_k_accuracy_2: { train: [{ x: 1, y: 0.5 }] },
    });
    expect(log.imagesPerSecond).to.equal(319.933);
  });

  it('has the later value of an epoch that a Spot job did again', () => {
    const log = new LearningLog();
    log.take(['Epoch[0] Train-accuracy=0.1', 'Epoch[1] Train-accuracy=0.2', 'Epoch[0] Train-accuracy=0.3']);
    expect(curvesOf(log)).to.deep.equal({
      accuracy: {
        train: [
          { x: 1, y: 0.3 },
          { x: 2, y: 0.2 },
        ],
      },
    });
  });

  it('is not looked for in a line that is longer than any of the algorithm’s', () => {
    const log = new LearningLog();
    log.take([`Epoch[0] Train-accuracy=0.${'1'.repeat(3000)}`, 'epoch 7 loss=0.9']);
    expect(curvesOf(log)).to.deep.equal({});
  });

  it('has as its best epoch the first with the highest validation accuracy, or the lowest loss', () => {
    expect(bestPoint(curves('accuracy', { train: [0.2, 0.9], validation: [0.5, 0.6, 0.6] }))).to.deep.equal({
      x: 2,
      y: 0.6,
    });
    expect(bestPoint(curves('cross-entropy', { train: [3, 1], validation: [2, 2.5] }))).to.deep.equal({ x: 1, y: 2 });
    expect(bestPoint(curves('accuracy', { train: [Number.NaN, 0.4] }))).to.deep.equal({ x: 2, y: 0.4 });
    expect(bestPoint(curves('accuracy', { validation: [Number.NaN] }))).to.equal(undefined);
  });
});
