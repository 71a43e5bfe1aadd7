import { expect } from 'chai';
import { HYPERPARAMETERS } from '../../../../../emulators/image-classification/checks/algorithm-hyperparameters.ts';
import { CustomerError } from '../../../../../emulators/image-classification/checks/customer-error.ts';
import { parseHyperparameters } from '../../../../../emulators/image-classification/checks/job-hyperparameters.ts';

const REQUIRED = { num_classes: '5', num_training_samples: '600' };

function failure(values: Record<string, string>): CustomerError {
  try {
    parseHyperparameters(values);
  } catch (error) {
    if (error instanceof CustomerError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('hyperparameters', () => {
  it('are the 29 that AWS documents', () => {
    expect(HYPERPARAMETERS).to.have.lengthOf(29);
    expect(new Set(HYPERPARAMETERS.map(({ name }) => name)).size).to.equal(29);
  });

  it('take the documented defaults', () => {
    const { texts, ...values } = parseHyperparameters(REQUIRED);
    expect(values).to.deep.equal({
      numClasses: 5,
      numTrainingSamples: 600,
      multiLabel: false,
      imageShape: { channels: 3, height: 224, width: 224 },
      miniBatchSize: 32,
      epochs: 30,
      learningRate: 0.1,
      lrSchedulerFactor: 0.1,
      lrSchedulerEpochs: [],
      numLayers: 152,
      optimizer: 'sgd',
      momentum: 0.9,
      weightDecay: 0.0001,
      beta1: 0.9,
      beta2: 0.999,
      gamma: 0.9,
      eps: 1e-8,
    });
    expect(texts.precision_dtype).to.equal('float32');
  });

  it('take what is given', () => {
    const values = parseHyperparameters({
      ...REQUIRED,
      image_shape: '3, 300, 150',
      resize: '320',
      top_k: '2',
      lr_scheduler_step: '10, 20',
      early_stopping: 'True',
      early_stopping_tolerance: '0.01',
      checkpoint_frequency: '3',
      augmentation_type: 'crop',
    });
    expect(values.imageShape).to.deep.equal({ channels: 3, height: 300, width: 150 });
    expect(values.resize).to.equal(320);
    expect(values.topK).to.equal(2);
    expect(values.lrSchedulerEpochs).to.deep.equal([10, 20]);
    expect(values.earlyStopping).to.deep.equal({ minEpochs: 10, patienceEpochs: 5, tolerance: 0.01 });
    expect(values.checkpointFrequency).to.equal(3);
    expect(values.augmentationType).to.equal('crop');
  });

  it('accept the names that AWS tools add', () => {
    expect(() => parseHyperparameters({ ...REQUIRED, _tuning_objective_metric: 'validation:accuracy' })).to.not.throw();
  });

  it('refuse unknown names in the words of the algorithm', () => {
    expect(failure({ ...REQUIRED, 'augmentation type': 'crop' }).message).to.equal(
      "Additional hyperparameters are not allowed ('augmentation type' was unexpected)",
    );
    expect(failure({ ...REQUIRED, a: '1', b: '2' }).message).to.equal(
      "Additional hyperparameters are not allowed ('a', 'b' were unexpected)",
    );
  });

  it('refuse missing ones', () => {
    expect(failure({}).message).to.equal(
      "No value(s) were specified for 'num_classes', 'num_training_samples' which are required hyperparameter(s) (caused by ValidationError)",
    );
  });

  it('refuse a value that is not among the choices', () => {
    expect(failure({ ...REQUIRED, optimizer: 'sdg' }).message).to.equal(
      "The value 'sdg' is not valid for the 'optimizer' hyperparameter which accepts one of the following: 'sgd', 'adam', 'rmsprop', 'nag' (caused by ValidationError)",
    );
    expect(failure({ ...REQUIRED, early_stopping: 'true' }).message).to.contain("'True', 'False'");
    expect(failure({ ...REQUIRED, num_layers: '19' }).message).to.contain("'18', '34', '50'");
  });

  it('refuse what is not a number of its type', () => {
    expect(failure({ ...REQUIRED, epochs: '2.5' }).message).to.equal(
      "The value for hyperparameter 'epochs' should be of type integer, but provided '2.5'. Please provide a valid 'integer' value and try again.",
    );
    for (const text of ['', 'abc', '0x10', 'NaN', 'Infinity', '1e400']) {
      expect(failure({ ...REQUIRED, learning_rate: text }).message).to.contain("of type float, but provided '");
    }
  });

  it('refuse numbers out of their range in words of our own', () => {
    expect(failure({ ...REQUIRED, learning_rate: '1.5' }).message).to.equal(
      "[rehearsal] The value '1.5' is not valid for the 'learning_rate' hyperparameter: it must be between 0 and 1.",
    );
    expect(failure({ ...REQUIRED, top_k: '1' }).message).to.contain('at least 2');
    expect(failure({ ...REQUIRED, mini_batch_size: '0' }).message).to.contain('at least 1');
  });

  it('refuse malformed shapes and schedules', () => {
    for (const shape of ['224', '3,224', '3,0,224', '3x224x224', '4,10,10', '3,224,224,1']) {
      expect(failure({ ...REQUIRED, image_shape: shape }).message).to.contain(`The value '${shape}' is not valid`);
    }
    for (const step of ['', '10;20', '0', '1.5', '10,']) {
      expect(failure({ ...REQUIRED, lr_scheduler_step: step }).message).to.contain('epochs separated by commas');
    }
  });

  it('say all faults, the first as message and the others as details', () => {
    const error = failure({ num_classes: 'x', optimizer: 'y', extra: '1' });
    expect(error.message).to.contain("('extra' was unexpected)");
    expect(error.details).to.have.lengthOf(3);
    expect(error.details[0]).to.contain("'num_training_samples'");
    expect(error.details[1]).to.contain("'num_classes' should be of type integer");
    expect(error.details[2]).to.contain("'optimizer'");
  });

  it('keep the rules between hyperparameters', () => {
    expect(failure({ ...REQUIRED, epochs: '5', checkpoint_frequency: '6' }).message).to.contain(
      'no greater than epochs 5',
    );
    const pretrained = failure({ ...REQUIRED, use_pretrained_model: '1', num_layers: '20', image_shape: '3,300,150' });
    expect(pretrained.message).to.contain('num_layers 18, 34, 50, 101, 152 or 200, not 20');
    expect(pretrained.details[0]).to.contain('224 by 224 pixels, not 300 by 150');
  });
});
