import { expect } from 'chai';
import { PoolingLayer } from '../../../../../emulators/image-classification/network/pooling-layer.ts';

describe('the pooling', () => {
  it('keeps the largest of each square, and zero where all are negative', () => {
    const pooling = new PoolingLayer({ height: 2, width: 4, channels: 1 }, 1);
    const output = pooling.forward(Float32Array.of(1, 5, -1, -2, 3, 2, -3, -4), 1);
    expect([...output]).to.deep.equal([5, 0]);
  });

  it('sends the gradient back to where the largest value was, and nowhere from a zero', () => {
    const pooling = new PoolingLayer({ height: 2, width: 4, channels: 1 }, 1);
    pooling.forward(Float32Array.of(1, 5, -1, -2, 3, 2, -3, -4), 1);
    expect([...pooling.backward(Float32Array.of(7, 9), 1)]).to.deep.equal([0, 7, 0, 0, 0, 0, 0, 0]);
  });

  it('takes each channel for itself', () => {
    const pooling = new PoolingLayer({ height: 2, width: 2, channels: 2 }, 1);
    expect([...pooling.forward(Float32Array.of(1, 8, 2, 7, 3, 6, 4, 5), 1)]).to.deep.equal([4, 8]);
  });
});
