import { expect } from 'chai';
import { EpochCheckpoints } from '../../../../../emulators/image-classification/artifact/epoch-checkpoints.ts';

const parameter = () => ({ name: 'w', shape: [1], values: Float32Array.of(0), gradients: Float32Array.of(0) });

describe('checkpoints', () => {
  it('keep the best epoch, and log it as the algorithm does', () => {
    const log: string[] = [];
    const weight = parameter();
    const checkpoints = new EpochCheckpoints([weight], undefined, (line) => log.push(line));
    for (const [epoch, accuracy] of [0.5, 0.75, 0.75, 0.6].entries()) {
      weight.values[0] = epoch + 1;
      checkpoints.afterEpoch(epoch + 1, accuracy);
    }
    expect(checkpoints.kept).to.deep.equal([{ epoch: 2, weights: [Float32Array.of(2)] }]);
    expect(log.slice(0, 2)).to.deep.equal([
      'Storing the best model with validation accuracy: 0.500000',
      'Saved checkpoint to "/opt/ml/model/image-classification-0001.params"',
    ]);
    expect(log).to.have.lengthOf(4);
  });

  it('keep every n-th epoch with checkpoint_frequency', () => {
    const checkpoints = new EpochCheckpoints([parameter()], 2, () => {});
    for (const epoch of [1, 2, 3, 4, 5]) checkpoints.afterEpoch(epoch, 1 / epoch);
    expect(checkpoints.kept.map(({ epoch }) => epoch)).to.deep.equal([2, 4]);
  });

  it('keep the weights of a stopped job as they are, unless an epoch has been kept', () => {
    const checkpoints = new EpochCheckpoints([parameter()], undefined, () => {});
    checkpoints.keepUnfinished(1);
    checkpoints.keepUnfinished(2);
    expect(checkpoints.kept.map(({ epoch }) => epoch)).to.deep.equal([1]);
  });
});
