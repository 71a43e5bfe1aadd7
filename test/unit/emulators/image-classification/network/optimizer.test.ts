import { expect } from 'chai';
import { Optimizer, type OptimizerSettings } from '../../../../../emulators/image-classification/network/optimizer.ts';

const SETTINGS: OptimizerSettings = {
  optimizer: 'sgd',
  momentum: 0.5,
  weightDecay: 0,
  beta1: 0.9,
  beta2: 0.999,
  gamma: 0.9,
  eps: 1e-8,
};

/** A weight of 1 after each of `steps` steps with gradient 2 and learning rate 0.1. */
function weightAfter(settings: Partial<OptimizerSettings>, steps: number): number {
  const parameter = { name: 'w', shape: [1], values: Float32Array.of(1), gradients: Float32Array.of(2) };
  const optimizer = new Optimizer([parameter], { ...SETTINGS, ...settings });
  for (let step = 0; step < steps; step++) {
    parameter.gradients[0] = 2;
    optimizer.step(0.1);
  }
  expect(parameter.gradients[0]).to.equal(0);
  return parameter.values[0] ?? Number.NaN;
}

describe('the optimizer', () => {
  it('sgd moves by the rate times the gradient, and by half of the last move with momentum 0.5', () => {
    expect(weightAfter({}, 1)).to.be.closeTo(0.8, 1e-6);
    expect(weightAfter({}, 2)).to.be.closeTo(0.5, 1e-6);
    expect(weightAfter({ momentum: 0 }, 2)).to.be.closeTo(0.6, 1e-6);
  });

  it('nag looks ahead along the momentum', () => {
    expect(weightAfter({ optimizer: 'nag' }, 1)).to.be.closeTo(0.7, 1e-6);
  });

  it('adam moves by the rate at first, whatever the size of the gradient', () => {
    expect(weightAfter({ optimizer: 'adam' }, 1)).to.be.closeTo(0.9, 1e-5);
    expect(weightAfter({ optimizer: 'adam' }, 2)).to.be.closeTo(0.8, 1e-5);
  });

  it('rmsprop divides by the root of the mean square', () => {
    expect(weightAfter({ optimizer: 'rmsprop' }, 1)).to.be.closeTo(1 - 0.2 / Math.sqrt(0.4), 1e-5);
  });

  it('decays weights for sgd and nag only', () => {
    expect(weightAfter({ weightDecay: 0.5 }, 1)).to.be.closeTo(0.75, 1e-6);
    expect(weightAfter({ optimizer: 'adam', weightDecay: 0.5 }, 1)).to.be.closeTo(0.9, 1e-5);
  });
});
