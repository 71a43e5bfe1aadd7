import { expect } from 'chai';
import { convolutionalNetwork } from '../../../../../emulators/image-classification/network/network.ts';
import { addScore, toScoreGradients } from '../../../../../emulators/image-classification/network/softmax-loss.ts';
import { normalValues } from '../support/random-arrays.ts';

const SHAPE = { height: 8, width: 8, channels: 1 };
const LABELS = Uint32Array.of(0, 2, 1);

describe('the network', () => {
  it('gives probabilities that sum to one for each image', () => {
    const probabilities = convolutionalNetwork(SHAPE, 3, 1).predict(normalValues(3 * 64, 1), 3);
    for (const image of [0, 1, 2]) {
      const own = [...probabilities.slice(image * 3, image * 3 + 3)];
      expect(own.reduce((sum, value) => sum + value, 0)).to.be.closeTo(1, 1e-6);
      expect(Math.min(...own)).to.be.above(0);
    }
  });

  it('learns along the slope that small changes of each weight show', () => {
    const network = convolutionalNetwork(SHAPE, 3, 5);
    const input = normalValues(3 * 64, 2);
    const loss = () => {
      const score = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
      addScore(score, network.predict(input, 3), LABELS, 3, 1);
      return score.crossEntropy / 3;
    };
    const probabilities = network.predict(input, 3);
    toScoreGradients(probabilities, LABELS, 3, 1 / 3);
    network.learn(probabilities, 3);
    for (const { name, values, gradients } of network.parameters) {
      for (let index = 0; index < values.length; index += Math.ceil(values.length / 7)) {
        const value = values[index] ?? 0;
        values[index] = value + 1e-2;
        const above = loss();
        values[index] = value - 1e-2;
        const below = loss();
        values[index] = value;
        expect(gradients[index], `${name}[${index}]`).to.be.closeTo((above - below) / 2e-2, 2e-3);
      }
    }
  });

  it('begins alike for the same seed only', () => {
    const weights = (seed: number) => [...(convolutionalNetwork(SHAPE, 3, seed).parameters[0]?.values ?? [])];
    expect(weights(1)).to.deep.equal(weights(1));
    expect(weights(1)).to.not.deep.equal(weights(2));
  });
});
