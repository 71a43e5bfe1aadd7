import { expect } from 'chai';
import { ConvolutionLayer } from '../../../../../emulators/image-classification/network/convolution-layer.ts';
import { SeededRandom } from '../../../../../emulators/image-classification/network/seeded-random.ts';
import { normalValues } from '../support/random-arrays.ts';

const SHAPE = { height: 5, width: 6, channels: 2 };
const FILTERS = 3;

function layer(): ConvolutionLayer {
  const options = { name: 'conv', filters: FILTERS, maxCount: 2, givesInputGradients: true };
  return new ConvolutionLayer(SHAPE, options, new SeededRandom(1));
}

/** The textbook's sum over a 3x3 neighbourhood and all channels, zero outside of the image. */
function convolved(input: Float32Array, weights: Float32Array, row: number, column: number, filter: number): number {
  let sum = 0;
  for (let y = 0; y < 3; y++) {
    for (let x = 0; x < 3; x++) {
      for (let channel = 0; channel < SHAPE.channels; channel++) {
        const [atRow, atColumn] = [row + y - 1, column + x - 1];
        if (atRow < 0 || atRow >= SHAPE.height || atColumn < 0 || atColumn >= SHAPE.width) continue;
        const pixel = input[(atRow * SHAPE.width + atColumn) * SHAPE.channels + channel] ?? Number.NaN;
        sum += pixel * (weights[((filter * 3 + y) * 3 + x) * SHAPE.channels + channel] ?? Number.NaN);
      }
    }
  }
  return sum;
}

describe('the convolution', () => {
  it('gives for every pixel and filter the sum over the neighbourhood, and the bias', () => {
    const convolution = layer();
    const [weights, biases] = convolution.parameters;
    biases?.values.set([0.5, -1, 2]);
    const input = normalValues(60, 3);
    const output = convolution.forward(input, 1);
    for (let at = 0; at < 30 * FILTERS; at++) {
      const filter = at % FILTERS;
      const pixel = Math.floor(at / FILTERS);
      const sum = convolved(input, weights?.values ?? input, Math.floor(pixel / 6), pixel % 6, filter);
      expect(output[at]).to.be.closeTo(sum + ([0.5, -1, 2][filter] ?? 0), 1e-4);
    }
  });

  it('treats the images of a batch one by one', () => {
    const one = normalValues(60, 4);
    const other = normalValues(60, 5);
    const both = Float32Array.of(...one, ...other);
    const alone = layer().forward(other, 1).slice(0, 90);
    expect([...layer().forward(both, 2).slice(90, 180)]).to.deep.equal([...alone]);
  });

  it('gives pixels in the middle the gradient of all nine neighbourhoods that they are in', () => {
    const convolution = layer();
    const [weights] = convolution.parameters;
    weights?.values.fill(1);
    convolution.forward(new Float32Array(60), 1);
    const gradients = convolution.backward(new Float32Array(90).fill(1), 1);
    expect(gradients[(2 * 6 + 2) * 2]).to.equal(9 * FILTERS);
    expect(gradients[0]).to.equal(4 * FILTERS);
  });
});
