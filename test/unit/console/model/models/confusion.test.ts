import { expect } from 'chai';
import {
  accuracyOf,
  confusionMatrix,
  imagesOfCell,
  likeliest,
  worstMistakes,
} from '../../../../../console/model/models/confusion.ts';

/** Five images of three classes: two of class 0, of which one is taken for 2, two of class 1 right, one of class 2 taken for 1. */
const JUDGED = [
  { image: 'a', label: 0, probabilities: [0.7, 0.2, 0.1] },
  { image: 'b', label: 0, probabilities: [0.3, 0.1, 0.6] },
  { image: 'c', label: 1, probabilities: [0.1, 0.8, 0.1] },
  { image: 'd', label: 1, probabilities: [0.2, 0.5, 0.3] },
  { image: 'e', label: 2, probabilities: [0.05, 0.9, 0.05] },
];

describe('a model’s predictions of images whose class is known', () => {
  it('are counted by true and predicted class', () => {
    expect(confusionMatrix(JUDGED, 3)).to.deep.equal([
      { label: 0, total: 2, counts: [1, 0, 1] },
      { label: 1, total: 2, counts: [0, 2, 0] },
      { label: 2, total: 1, counts: [0, 1, 0] },
    ]);
    expect(accuracyOf(JUDGED)).to.equal(0.6);
    expect(accuracyOf([])).to.equal(undefined);
  });

  it('are wrong most confidently where the wrong class has the highest probability', () => {
    expect(worstMistakes(JUDGED, 5).map(({ image }) => image)).to.deep.equal(['e', 'b']);
    expect(worstMistakes(JUDGED, 1).map(({ image }) => image)).to.deep.equal(['e']);
  });

  it('are found by their place in the matrix', () => {
    expect(imagesOfCell(JUDGED, 1, 1).map(({ image }) => image)).to.deep.equal(['c', 'd']);
    expect(imagesOfCell(JUDGED, 2, 0)).to.deep.equal([]);
  });

  it('go to the first of equally likely classes', () => {
    expect(likeliest([0.2, 0.4, 0.4])).to.equal(1);
  });
});
