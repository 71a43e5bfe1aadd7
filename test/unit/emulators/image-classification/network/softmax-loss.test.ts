import { expect } from 'chai';
import {
  addScore,
  applySoftmax,
  toScoreGradients,
} from '../../../../../emulators/image-classification/network/softmax-loss.ts';

describe('softmax and its loss', () => {
  it('turns scores into probabilities, even huge ones', () => {
    const scores = Float32Array.of(0, Math.log(3), 1000, 0);
    applySoftmax(scores, 2, 2);
    expect(scores[0]).to.be.closeTo(0.25, 1e-6);
    expect(scores[1]).to.be.closeTo(0.75, 1e-6);
    expect([scores[2], scores[3]]).to.deep.equal([1, 0]);
  });

  it('counts right images, those right within the top k, and the cross entropy', () => {
    const score = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
    addScore(score, Float32Array.of(0.5, 0.25, 0.25, 0.5, 0.25, 0.25), Uint32Array.of(0, 1), 3, 2);
    expect(score.correct).to.equal(1);
    expect(score.correctInTopK).to.equal(2);
    expect(score.crossEntropy).to.be.closeTo(Math.log(2) + Math.log(4), 1e-6);
  });

  it('counts only one class of several equally likely ones', () => {
    const score = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
    addScore(score, Float32Array.of(0.5, 0.5, 0.5, 0.5), Uint32Array.of(0, 1), 2, 1);
    expect(score.correct).to.equal(1);
  });

  it('has probability minus one as slope for the right class', () => {
    const gradients = Float32Array.of(0.25, 0.75);
    toScoreGradients(gradients, Uint32Array.of(1), 2, 2);
    expect([...gradients]).to.deep.equal([0.5, -0.5]);
  });
});
