import { expect } from 'chai';
import { warmUp } from '../../../../../functions/generate-dataset/warm-up/warm-up.ts';

describe('warmUp', () => {
  it('makes a data set of two classes to its end', async () => {
    const { num_classes, num_training_samples, num_validation_samples, skipped } = await warmUp();
    expect({ num_classes, num_training_samples, num_validation_samples, skipped: skipped.total }).to.deep.equal({
      num_classes: 2,
      num_training_samples: 100,
      num_validation_samples: 100,
      skipped: 0,
    });
  });
});
