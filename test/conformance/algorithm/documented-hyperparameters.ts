/** A hyperparameter as IC-Hyperparameter of the developer guide has it; typed off the page, not taken from the code. */
export interface DocumentedHyperparameter {
  readonly name: string;
  readonly type: 'int' | 'float' | 'categorical' | 'string' | 'list';
  readonly required?: true;
  readonly default?: string | number;
  readonly min?: number;
  readonly max?: number;
  readonly choices?: readonly string[];
  /** Values of a string or list that are good, and ones that are not. */
  readonly good?: readonly string[];
  readonly bad?: readonly string[];
}

const SHARE = { type: 'float', min: 0, max: 1 } as const;
const COUNT = { type: 'int', min: 1 } as const;

export const DOCUMENTED: readonly DocumentedHyperparameter[] = [
  { name: 'num_classes', ...COUNT, required: true },
  { name: 'num_training_samples', ...COUNT, required: true },
  { name: 'augmentation_type', type: 'categorical', choices: ['crop', 'crop_color', 'crop_color_transform'] },
  { name: 'beta_1', ...SHARE, default: 0.9 },
  { name: 'beta_2', ...SHARE, default: 0.999 },
  { name: 'checkpoint_frequency', ...COUNT },
  { name: 'early_stopping', type: 'categorical', choices: ['True', 'False'], default: 'False' },
  { name: 'early_stopping_min_epochs', ...COUNT, default: 10 },
  { name: 'early_stopping_patience', ...COUNT, default: 5 },
  { name: 'early_stopping_tolerance', ...SHARE, default: 0 },
  { name: 'epochs', ...COUNT, default: 30 },
  { name: 'eps', ...SHARE, default: 1e-8 },
  { name: 'gamma', ...SHARE, default: 0.9 },
  {
    name: 'image_shape',
    type: 'string',
    default: '3,224,224',
    good: ['3,224,224', '3, 300, 150', '1,28,28'],
    bad: ['224', '3,224', '3,0,224', '3x224x224', '3,224,224,1', '4,10,10', '3,22.4,224', ''],
  },
  { name: 'kv_store', type: 'categorical', choices: ['dist_sync', 'dist_async'] },
  { name: 'learning_rate', ...SHARE, default: 0.1 },
  { name: 'lr_scheduler_factor', ...SHARE, default: 0.1 },
  { name: 'lr_scheduler_step', type: 'list', good: ['10', '10,20', '10, 20'], bad: ['', '10;20', '1.5', '10,', 'x'] },
  { name: 'mini_batch_size', ...COUNT, default: 32 },
  { name: 'momentum', ...SHARE, default: 0.9 },
  { name: 'multi_label', type: 'categorical', choices: ['0', '1'], default: 0 },
  {
    name: 'num_layers',
    type: 'int',
    choices: ['18', '34', '50', '101', '152', '200', '20', '32', '44', '56', '110'],
    default: 152,
  },
  { name: 'optimizer', type: 'categorical', choices: ['sgd', 'adam', 'rmsprop', 'nag'], default: 'sgd' },
  { name: 'precision_dtype', type: 'categorical', choices: ['float32', 'float16'], default: 'float32' },
  // The smallest image side is that of image_shape, 224 unless given: see the rule hp.resizeMissing and data.resizeTooSmall.
  { name: 'resize', ...COUNT },
  { name: 'top_k', type: 'int', min: 2 },
  { name: 'use_pretrained_model', type: 'categorical', choices: ['0', '1'], default: 0 },
  { name: 'use_weighted_loss', type: 'categorical', choices: ['0', '1'], default: 0 },
  { name: 'weight_decay', ...SHARE, default: 0.0001 },
];
