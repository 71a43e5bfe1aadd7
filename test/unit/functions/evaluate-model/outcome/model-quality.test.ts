import { expect } from 'chai';
import { classificationMetrics } from '../../../../../functions/evaluate-model/classification-metrics.ts';
import { multiclassMetrics } from '../../../../../functions/evaluate-model/outcome/model-quality.ts';
import { predictionOf } from '../../../../../functions/evaluate-model/predictions.ts';

/** Images by own class and predicted one: cats 3 and 1, dogs 2 and 2, no owl. */
const CELLS = [
  [0, 0, 3],
  [0, 1, 1],
  [1, 0, 2],
  [1, 1, 2],
] as const;

function metrics(classes: readonly string[]) {
  const predictions = CELLS.flatMap(([label, taken, count]) =>
    Array.from({ length: count }, (_, at) =>
      predictionOf(
        { image: `${label}-${taken}-${at}`, label },
        classes.map((_name, other) => (other === taken ? 1 : 0)),
      ),
    ),
  );
  return multiclassMetrics(classificationMetrics({ classes, predictions }));
}

describe("a model's quality as SageMaker has it", () => {
  it('is weighed by the images of each class, as by hand', () => {
    const { confusion_matrix, accuracy, ...weighted } = metrics(['cat', 'dog', 'owl']);
    expect(confusion_matrix).to.deep.equal({ cat: { cat: 3, dog: 1 }, dog: { cat: 2, dog: 2 } });
    expect(accuracy.value).to.equal(5 / 8);
    // The root of 5/8 x 3/8 / 8.
    expect(Number(accuracy.standard_deviation).toFixed(4)).to.equal('0.1712');
    // Precision: cats 3/5, dogs 2/3; recall 3/4 and 1/2; each half of the images.
    const f = (beta: number, precision: number, recall: number) =>
      ((1 + beta * beta) * precision * recall) / (beta * beta * precision + recall);
    const expected = {
      weighted_recall: 5 / 8,
      weighted_precision: (3 / 5 + 2 / 3) / 2,
      weighted_f0_5: (f(0.5, 3 / 5, 3 / 4) + f(0.5, 2 / 3, 1 / 2)) / 2,
      weighted_f1: (2 / 3 + 4 / 7) / 2,
      weighted_f2: (f(2, 3 / 5, 3 / 4) + f(2, 2 / 3, 1 / 2)) / 2,
    };
    for (const [name, value] of Object.entries(expected))
      expect(Object.entries(weighted).find(([found]) => found === name)?.[1].value, name).to.be.closeTo(value, 1e-12);
  });

  it('counts a class of any name', () => {
    const { confusion_matrix } = metrics(['__proto__', 'constructor']);
    expect(JSON.stringify(confusion_matrix)).to.equal(
      '{"__proto__":{"__proto__":3,"constructor":1},"constructor":{"__proto__":2,"constructor":2}}',
    );
  });
});
