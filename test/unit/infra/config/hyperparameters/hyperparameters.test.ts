import { expect } from 'chai';
import { checkHyperparameters } from '../../../../../infra/config/hyperparameters/hyperparameters.ts';

function problem(configured: Record<string, unknown>): string | undefined {
  return checkHyperparameters(configured).problems[0];
}

// Ranges and names: Developer Guide, "Image Classification Hyperparameters".
describe('checkHyperparameters', () => {
  it('makes a string of every value, whichever type the config file gave it', () => {
    const configured = { num_layers: 18, learning_rate: '0.01', eps: 1e-8, early_stopping: false, top_k: '2' };
    expect(checkHyperparameters(configured)).to.deep.equal({
      values: { early_stopping: 'False', eps: '1e-8', learning_rate: '0.01', num_layers: '18', top_k: '2' },
      problems: [],
    });
  });

  const good: [string, unknown][] = [
    ['num_layers', 110],
    ['image_shape', '3,300,150'],
    ['image_shape', '1,28,28'],
    ['lr_scheduler_step', '10, 20'],
    ['lr_scheduler_step', '10'],
    ['weight_decay', 0],
    ['momentum', '1'],
    ['optimizer', 'nag'],
    ['precision_dtype', 'float16'],
    ['augmentation_type', 'crop_color_transform'],
    ['kv_store', 'dist_async'],
    ['multi_label', 0],
    ['resize', 256],
  ];
  for (const [name, value] of good) {
    it(`takes ${name} ${JSON.stringify(value)}`, () => {
      const given = { [name]: value, ...(name === 'resize' ? { image_shape: '3,224,224' } : {}) };
      expect(checkHyperparameters(given).problems).to.deep.equal([]);
    });
  }

  const bad: [string, unknown, string][] = [
    ['num_layers', 19, 'one of 18, 34, 50, 101, 152, 200, 20, 32, 44, 56, 110'],
    ['epochs', 0, 'a whole number of at least 1'],
    ['epochs', 2.5, 'a whole number of at least 1'],
    ['epochs', '', 'a whole number of at least 1'],
    ['epochs', null, 'a whole number of at least 1'],
    ['mini_batch_size', [120], 'a whole number of at least 1'],
    ['top_k', 1, 'a whole number of at least 2'],
    ['learning_rate', 1.5, 'a number from 0 to 1'],
    ['learning_rate', -0.1, 'a number from 0 to 1'],
    ['learning_rate', '0,01', 'a number from 0 to 1'],
    ['beta_1', 'NaN', 'a number from 0 to 1'],
    ['optimizer', 'SGD', 'one of sgd, adam, rmsprop, nag'],
    ['early_stopping', 'yes', 'one of True, False'],
    ['use_pretrained_model', 2, 'one of 0, 1'],
    [
      'image_shape',
      '300,150',
      '"channels,height,width" as three positive whole numbers without spaces, such as "3,224,224"',
    ],
    [
      'image_shape',
      '3, 300, 150',
      '"channels,height,width" as three positive whole numbers without spaces, such as "3,224,224"',
    ],
    [
      'image_shape',
      '3,0,150',
      '"channels,height,width" as three positive whole numbers without spaces, such as "3,224,224"',
    ],
    ['lr_scheduler_step', '10;20', 'epochs separated by commas, such as "10,20"'],
  ];
  for (const [name, value, wanted] of bad) {
    it(`refuses ${name} ${JSON.stringify(value)}`, () => {
      expect(problem({ [name]: value })).to.equal(
        `hyperparameters.${name} is ${JSON.stringify(value)}: the algorithm takes ${wanted}; run \`pulumi config set --path hyperparameters.${name} <value>\``,
      );
    });
  }

  for (const name of ['num_classes', 'num_training_samples']) {
    it(`refuses ${name}, which comes from the data`, () => {
      expect(problem({ [name]: 5 })).to.equal(
        `hyperparameters.${name} cannot be configured: it is counted in the data of each run; remove it with \`pulumi config rm --path hyperparameters.${name}\``,
      );
    });
  }

  it('names the hyperparameter that an unknown one was meant to be', () => {
    expect(problem({ learningRate: 0.1 })).to.equal(
      'hyperparameters.learningRate is not a hyperparameter of image-classification: did you mean "learning_rate"?',
    );
  });

  it('lists the known ones where none is near', () => {
    expect(problem({ toString: 1 })).to.match(
      /^hyperparameters\.toString is not a hyperparameter of image-classification: known are augmentation_type, beta_1, /,
    );
  });
});

describe('hyperparameters that contradict each other', () => {
  const pairs: [Record<string, unknown>, string][] = [
    [
      { use_weighted_loss: '1' },
      'hyperparameters.use_weighted_loss is "1": it needs multi_label "1"; set that, too, or remove it',
    ],
    [
      { checkpoint_frequency: 21, epochs: 20 },
      'hyperparameters.checkpoint_frequency is "21": it may be at most the number of epochs, 20; lower it or raise epochs',
    ],
    [
      { checkpoint_frequency: 31 },
      'hyperparameters.checkpoint_frequency is "31": it may be at most the number of epochs, 30; lower it or raise epochs',
    ],
    [
      { use_pretrained_model: 1, num_layers: 20 },
      'hyperparameters.num_layers is "20": with use_pretrained_model it is one of 18, 34, 50, 101, 152, 200',
    ],
    [
      { use_pretrained_model: 1, image_shape: '3,300,150' },
      'hyperparameters.image_shape is "3,300,150": pretrained models take only 224 x 224 images, "3,224,224"; set it so or leave use_pretrained_model out',
    ],
    [
      { resize: 299, image_shape: '3,300,150' },
      'hyperparameters.resize is "299": images resized to less than image_shape "3,300,150" fail the training; use more than 300',
    ],
  ];
  for (const [configured, expected] of pairs) {
    it(`are refused: ${JSON.stringify(configured)}`, () => {
      expect(checkHyperparameters(configured).problems).to.deep.equal([expected]);
    });
  }

  it('are none where an image may have several labels and these have weights', () => {
    expect(checkHyperparameters({ multi_label: 1, use_weighted_loss: 1 }).problems).to.deep.equal([]);
  });

  it('are not looked for in a value that is wrong by itself', () => {
    expect(checkHyperparameters({ resize: 'big', image_shape: '3,300,150' }).problems).to.have.length(1);
  });
});
