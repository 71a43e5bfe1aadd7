import { expect } from 'chai';
import {
  addMarkScore,
  applySigmoid,
  toMarkGradients,
} from '../../../../../emulators/image-classification/network/sigmoid-loss.ts';

describe('the loss of images of several classes', () => {
  it('takes each score for itself, even huge ones', () => {
    const scores = Float32Array.of(0, Math.log(3), 1000, -1000);
    applySigmoid(scores, 2, 2);
    expect(scores[1]).to.be.closeTo(0.75, 1e-6);
    expect([scores[0], scores[2], scores[3]]).to.deep.equal([0.5, 1, 0]);
  });

  it('counts an image by the share of its labels that are right, and the mean cross entropy of its labels', () => {
    const score = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
    addMarkScore(score, Float32Array.of(0.75, 0.25, 0.5, 0.75), Uint32Array.of(1, 0, 0, 0), 2);
    // Right are all labels of the first image and one of the second.
    expect(score.correct).to.equal(1.5);
    expect(score.crossEntropy).to.be.closeTo((Math.log(4 / 3) * 2 + Math.log(2) + Math.log(4)) / 2, 1e-6);
  });

  it('has probability minus mark as slope', () => {
    const gradients = Float32Array.of(0.25, 0.75);
    toMarkGradients(gradients, Uint32Array.of(1, 0), 2);
    expect([...gradients]).to.deep.equal([-1.5, 1.5]);
  });
});
