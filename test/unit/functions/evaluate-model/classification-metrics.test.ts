import { expect } from 'chai';
import {
  calibrationError,
  classificationMetrics,
  METRIC_SETTINGS,
} from '../../../../functions/evaluate-model/classification-metrics.ts';
import { confusionMatrix } from '../../../../functions/evaluate-model/confusion-counts.ts';
import {
  type PredictedSet,
  predictionOf,
  UnusablePredictionsError,
} from '../../../../functions/evaluate-model/predictions.ts';

/** Eight images of three classes, of which five are right. */
const SET: PredictedSet = {
  classes: ['cat', 'dog', 'owl'],
  predictions: [
    predictionOf({ image: 'cat/1.jpg', label: 0 }, [0.9, 0.05, 0.05]),
    predictionOf({ image: 'cat/2.jpg', label: 0 }, [0.6, 0.3, 0.1]),
    predictionOf({ image: 'cat/3.jpg', label: 0 }, [0.3, 0.6, 0.1]),
    predictionOf({ image: 'dog/1.jpg', label: 1 }, [0.1, 0.8, 0.1]),
    predictionOf({ image: 'dog/2.jpg', label: 1 }, [0.2, 0.7, 0.1]),
    predictionOf({ image: 'dog/3.jpg', label: 1 }, [0.75, 0.05, 0.2]),
    predictionOf({ image: 'dog/4.jpg', label: 1 }, [0.1, 0.5, 0.4]),
    predictionOf({ image: 'dog/5.jpg', label: 1 }, [0.05, 0.05, 0.9]),
  ],
};
const shares = ({ hits, total }: { readonly hits: number; readonly total: number }) => `${hits}/${total}`;

describe('how good a model is', () => {
  it('is counted by class, as by hand', () => {
    const metrics = classificationMetrics(SET);
    expect(confusionMatrix(3, metrics.confusion)).to.deep.equal([
      [2, 1, 0],
      [1, 3, 1],
      [0, 0, 0],
    ]);
    expect(shares(metrics.accuracy)).to.equal('5/8');
    expect(metrics.accuracy.value).to.equal(0.625);
    expect(
      metrics.classes.map(({ name, precision, recall }) => [name, shares(precision), shares(recall)]),
    ).to.deep.equal([
      ['cat', '2/3', '2/3'],
      ['dog', '3/4', '3/5'],
      ['owl', '0/1', '0/0'],
    ]);
    expect(metrics.classes[2]?.recall.value).to.equal(undefined);
  });

  it('counts an image whose class is among the first', () => {
    // cat/3 has its class second; dog/3 third; dog/5 shares the second place with the cat, which comes first.
    const { topK } = classificationMetrics(SET);
    expect([topK.k, shares(topK.accuracy)]).to.deep.equal([2, '6/8']);
    expect(shares(classificationMetrics(SET, { ...METRIC_SETTINGS, topK: 3 }).topK.accuracy)).to.equal('8/8');
  });

  it('names the most confidently wrong images, the worst first', () => {
    const { mostConfidentlyWrong } = classificationMetrics(SET, { ...METRIC_SETTINGS, wrongImages: 2 });
    expect(mostConfidentlyWrong).to.deep.equal([
      { image: 'dog/5.jpg', actual: 'dog', predicted: 'owl', probability: 0.9 },
      { image: 'dog/3.jpg', actual: 'dog', predicted: 'cat', probability: 0.75 },
    ]);
  });

  it('has the calibration error of a hand count', () => {
    // Two bins. (0, 0.5]: dog/4, right with 0.5. (0.5, 1]: 4 right, probabilities 0.9 + 0.6 + 0.6 + 0.8 + 0.7 + 0.75 + 0.9 = 5.25.
    expect(calibrationError(SET.predictions, 2)).to.be.closeTo((0.5 + 1.25) / 8, 1e-12);
    const sure = SET.predictions.map(({ image, label }) => predictionOf({ image, label }, [0, 1, 0]));
    // All are taken for dogs with 1, and five are: 3 of 8 too sure.
    expect(calibrationError(sure, 15)).to.be.closeTo(3 / 8, 1e-12);
  });

  it('cannot be said of predictions that do not fit their classes: every kind of problem is named', () => {
    const predictions = [
      predictionOf({ image: 'a.jpg', label: 3 }, [1, 0, 0]),
      predictionOf({ image: 'b.jpg', label: 0 }, [1, 0, 0]),
      predictionOf({ image: 'b.jpg', label: 0.5 }, [1, 0, 0]),
    ];
    expect(() => classificationMetrics({ classes: ['cat', 'dog', 'cat'], predictions })).to.throw(
      UnusablePredictionsError,
      'the predictions cannot be judged: a class is named twice; "a.jpg" has the label 3, which none of the 3 classes has; "b.jpg" is predicted twice',
    );
    expect(() => classificationMetrics({ classes: ['cat', 'dog'], predictions: [] })).to.throw('there is none');
  });

  it('counts only the cells of the confusion matrix that have images', () => {
    expect(classificationMetrics(SET).confusion).to.deep.equal([
      { actual: 0, predicted: 0, images: 2 },
      { actual: 0, predicted: 1, images: 1 },
      { actual: 1, predicted: 0, images: 1 },
      { actual: 1, predicted: 1, images: 3 },
      { actual: 1, predicted: 2, images: 1 },
    ]);
  });
});
