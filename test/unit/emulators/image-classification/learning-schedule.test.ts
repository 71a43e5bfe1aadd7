import { expect } from 'chai';
import { EarlyStop } from '../../../../emulators/image-classification/network/early-stop.ts';
import { learningRateIn } from '../../../../emulators/image-classification/network/learning-rate.ts';

describe('the learning rate', () => {
  it('is multiplied by the factor at each epoch of the schedule', () => {
    const schedule = { learningRate: 0.1, lrSchedulerFactor: 0.5, lrSchedulerEpochs: [2, 4] };
    const rates = [0, 1, 2, 3, 4, 9].map((epoch) => learningRateIn(epoch, schedule));
    expect(rates).to.deep.equal([0.1, 0.1, 0.05, 0.05, 0.025, 0.025]);
  });
});

describe('early stopping', () => {
  const epochsRun = (accuracies: number[], minEpochs: number, patienceEpochs: number, tolerance = 0) => {
    const stop = new EarlyStop({ minEpochs, patienceEpochs, tolerance });
    const at = accuracies.findIndex((accuracy) => stop.shouldStopAfter(accuracy));
    return at < 0 ? 'all' : at + 1;
  };

  it('ends when accuracy has not risen for as many epochs as patience allows', () => {
    expect(epochsRun([0.5, 0.6, 0.6, 0.5, 0.7], 1, 2)).to.equal(4);
    expect(epochsRun([0.5, 0.6, 0.6, 0.7, 0.8], 1, 2)).to.equal('all');
  });

  it('never ends before the least number of epochs', () => {
    expect(epochsRun([0.5, 0.5, 0.5, 0.5, 0.5, 0.5], 5, 1)).to.equal(5);
  });

  it('takes a gain below the tolerance for none', () => {
    expect(epochsRun([0.5, 0.504, 0.51], 1, 2, 0.01)).to.equal('all');
    expect(epochsRun([0.5, 0.504, 0.504], 1, 2, 0.01)).to.equal(3);
  });
});
