import { expect } from 'chai';
import { checkHyperparameters } from '../../../../../infra/config/hyperparameters/hyperparameters.ts';
import { instanceTypeProblem } from '../../../../../infra/config/instance-types.ts';
import { meantName } from '../../../../../infra/config/meant-name.ts';
import { runsPerMonth, scheduleRule } from '../../../../../infra/config/schedule-expression.ts';
import { trainingJobNamePrefix } from '../../../../../infra/config/workflow-name.ts';

const problems = (configured: Readonly<Record<string, unknown>>) => checkHyperparameters(configured).problems;

// Developer Guide, "Image Classification Hyperparameters".
describe('the limits of hyperparameters', () => {
  const rows: readonly [name: string, taken: readonly unknown[], refused: readonly unknown[]][] = [
    ['epochs', [1, '1', ' 7 ', '9007199254740991'], [0, -1, '1x', 'x1', '1.0', '1e3', '9007199254740992', {}]],
    ['top_k', [2], [1]],
    ['num_layers', [18, 34, 50, 101, 152, 200, 20, 32, 44, 56, 110], [17, 151, '18x', 'x18', '1.8e1']],
    [
      'learning_rate',
      [0, 1, '.5', '1.', '5e-1', '5E-1', '0e+1', '-0'],
      ['1.0001', '-0.1', 'x0.5', '0.5x', '1e', 'e1', '.', ''],
    ],
    ['image_shape', ['1,1,1', '3,224,224'], ['x3,1,1', '3,1,1x', '3,1', '3,1,1,1', '0,1,1', '3,1,0', 7]],
    ['lr_scheduler_step', ['1', '10,20', '10, 20,30'], ['x10', '10x', '10,', '10,  20', '0', '10,0', '']],
    ['early_stopping', [true, false, 'True', 'False'], ['true', 1, '']],
    ['multi_label', ['0'], ['2', true]],
    ['augmentation_type', ['crop', 'crop_color', 'crop_color_transform'], ['cropping']],
    ['kv_store', ['dist_sync', 'dist_async'], ['local']],
    ['optimizer', ['sgd', 'adam', 'rmsprop', 'nag'], ['']],
    ['precision_dtype', ['float32', 'float16'], ['float64']],
  ];
  for (const [name, taken, refused] of rows) {
    it(`are those of ${name}`, () => {
      for (const value of taken) expect(problems({ [name]: value }), String(value)).to.deep.equal([]);
      for (const value of refused) expect(problems({ [name]: value }), String(value)).to.have.length(1);
    });
  }

  it('are those of numbers from 0 to 1, counts and switches', () => {
    const shares = [
      'beta_1',
      'beta_2',
      'early_stopping_tolerance',
      'eps',
      'gamma',
      'lr_scheduler_factor',
      'momentum',
      'weight_decay',
    ];
    for (const name of shares) {
      for (const value of [0, 1]) expect(problems({ [name]: value }), name).to.deep.equal([]);
      for (const value of [-0.01, 1.01]) expect(problems({ [name]: value }), name).to.have.length(1);
    }
    const counts = ['early_stopping_min_epochs', 'early_stopping_patience', 'mini_batch_size', 'checkpoint_frequency'];
    for (const name of counts) {
      expect(problems({ [name]: 1 }), name).to.deep.equal([]);
      expect(problems({ [name]: 0 }), name).to.have.length(1);
    }
    for (const name of ['use_pretrained_model', 'use_weighted_loss', 'multi_label'])
      expect(problems({ [name]: 0 }), name).to.deep.equal([]);
  });

  it('are those between two of them, which may be equal', () => {
    const fits: readonly Readonly<Record<string, unknown>>[] = [
      { checkpoint_frequency: 20, epochs: 20 },
      { checkpoint_frequency: 30 },
      { use_pretrained_model: 1 },
      { use_pretrained_model: 1, num_layers: 18, image_shape: '3,224,224' },
      { use_pretrained_model: 0, num_layers: 20, image_shape: '3,28,28' },
      { resize: 300, image_shape: '3,300,150' },
      { resize: 300, image_shape: '3,150,300' },
      { resize: 224 },
    ];
    for (const configured of fits) expect(problems(configured), JSON.stringify(configured)).to.deep.equal([]);
    expect(problems({ resize: 223 })).to.deep.equal([
      'hyperparameters.resize is "223": images resized to less than image_shape "3,224,224" fail the training; use more than 224',
    ]);
    expect(problems({ resize: 299, image_shape: '3,150,300' })).to.have.length(1);
  });
});

describe('instance types', () => {
  it('say why the algorithm cannot train on them', () => {
    const why = (type: string) => instanceTypeProblem(type)?.split('; choose one of ml.g4dn.xlarge, ')[0];
    const none = 'image-classification is not documented for this instance';
    for (const type of ['ml.g6.xlarge', 'ml.gr6.4xlarge', 'ml.p4d.24xlarge', 'ml.trn1.2xlarge', 'ml.inf1.xlarge'])
      expect(why(type), type).to.equal(none);
    const cpu = 'image-classification trains only on instances with a GPU';
    for (const type of ['ml.m5.xlarge', 'ml.c5.xlarge', 'ml.gx.large', 'ml.ml.g5.xlarge'])
      expect(why(type), type).to.equal(cpu);
    expect(why('ml.p2.xlarge')).to.equal('P2 instances are retired');
    for (const type of ['g4dn.xlarge', 'xml.g4dn.xlarge', ''])
      expect(why(type), type).to.equal('SageMaker\'s instance types begin with "ml."');
    for (const type of ['ml.g4dn.16xlarge', 'ml.g5.48xlarge', 'ml.g5.24xlarge', 'ml.p3.2xlarge'])
      expect(why(type)).to.equal(undefined);
  });
});

describe('names that are made', () => {
  it('have five characters of a hash where they are cut or changed', () => {
    // The first of `printf 'retraining-production-eu' | sha256sum`, and so on.
    expect(trainingJobNamePrefix('retraining', 'production-eu')).to.equal('retraining-p-8a4b1');
    expect(trainingJobNamePrefix('abcdefghijk', 'lmnopqrs')).to.equal('abcdefghijk-e4498');
    expect(trainingJobNamePrefix('Dev', 'a')).to.equal('dev-a-8839d');
    expect(trainingJobNamePrefix('日本', '語')).to.equal('905dc');
    expect(trainingJobNamePrefix('abcdefghijk', '123456')).to.equal('abcdefghijk-123456');
  });

  it('are meant by others that differ little', () => {
    expect(meantName('instance_Type', ['instanceCount', 'instanceType'])).to.equal('instanceType');
    expect(meantName('tests', ['tents', 'testy', 'tests'])).to.equal('tests');
    expect(meantName('cat', ['coats', 'hat', 'bat'])).to.equal('hat');
    expect(meantName('abcdef', ['abcdxy'])).to.equal('abcdxy');
    expect(meantName('abcdef', ['abcxyz'])).to.equal(undefined);
    expect(meantName('a', ['bc'])).to.equal(undefined);
  });
});

describe('rates', () => {
  it('have one unit in the singular and several in the plural', () => {
    for (const rate of ['rate(1 minute)', 'rate(2 minutes)', 'rate(1 day)', 'rate(10 hours)'])
      expect(scheduleRule(rate), rate).to.equal(undefined);
    for (const rate of ['rate(0 days)', 'rate(0 day)'])
      expect(scheduleRule(rate), rate).to.equal('a rate is at least 1');
    for (const rate of ['rate(1 minutes)', 'rate(2 minute)', 'rate(-1 days)', 'rate(1.5 days)', 'rate(2  days)'])
      expect(scheduleRule(rate), rate).to.be.a('string');
  });

  it('are counted in months of 30.436875 days', () => {
    expect(runsPerMonth('rate(1 minute)')).to.equal(43_829.1);
    expect(runsPerMonth('rate(2 hours)')).to.equal(365.2425);
    expect(runsPerMonth('rate(3 days)')).to.be.closeTo(10.145625, 1e-9);
    expect(runsPerMonth('weekly')).to.equal(undefined);
  });
});
