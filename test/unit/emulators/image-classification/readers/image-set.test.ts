import { expect } from 'chai';
import { fillInput, measureNormalization } from '../../../../../emulators/image-classification/readers/image-set.ts';

const PLAIN = { means: [0, 0], deviations: [1, 1] };
/** Two rows of three pixels with two channels. */
const SET = {
  inputShape: { height: 2, width: 3, channels: 2 },
  pixels: Uint8Array.of(10, 0, 20, 0, 30, 0, 40, 1, 50, 1, 60, 1),
  labels: Uint32Array.of(0),
};

function firstChannel(view?: Parameters<typeof fillInput>[5]): number[] {
  const target = new Float32Array(12);
  fillInput(target, 0, SET, 0, PLAIN, view);
  return [...target.filter((_, index) => index % 2 === 0)];
}

describe('images as inputs', () => {
  it('are normalized channel by channel', () => {
    const { means, deviations } = measureNormalization(SET);
    expect(means).to.deep.equal([35, 0.5]);
    expect(deviations[0]).to.be.closeTo(Math.sqrt(1750 / 6), 1e-9);
    expect(deviations[1]).to.equal(0.5);
    const target = new Float32Array(24);
    fillInput(target, 1, SET, 0, { means, deviations });
    expect(target[12]).to.be.closeTo(-25 / Math.sqrt(1750 / 6), 1e-6);
    expect(target[13]).to.equal(-1);
  });

  it('of one single value stay finite', () => {
    const flat = {
      inputShape: { height: 1, width: 2, channels: 1 },
      pixels: Uint8Array.of(7, 7),
      labels: Uint32Array.of(0),
    };
    expect(measureNormalization(flat)).to.deep.equal({ means: [7], deviations: [1] });
  });

  it('can be mirrored and shifted, repeating the edge', () => {
    expect(firstChannel()).to.deep.equal([10, 20, 30, 40, 50, 60]);
    expect(firstChannel({ mirrored: true, right: 0, down: 0 })).to.deep.equal([30, 20, 10, 60, 50, 40]);
    expect(firstChannel({ mirrored: false, right: 1, down: 0 })).to.deep.equal([10, 10, 20, 40, 40, 50]);
    expect(firstChannel({ mirrored: false, right: 0, down: -1 })).to.deep.equal([40, 50, 60, 40, 50, 60]);
  });
});
