/** What one hyperparameter may hold; `default` is the documented one, as text. */
export type HyperparameterRule = { readonly name: string; readonly required?: true; readonly default?: string } & (
  | { readonly type: 'integer' | 'float'; readonly min: number; readonly max?: number }
  | { readonly type: 'choice'; readonly choices: readonly string[] }
  | { readonly type: 'imageShape' }
  | { readonly type: 'epochList' }
);

const YES_NO = ['0', '1'];

/** The algorithm's 29 hyperparameters. https://docs.aws.amazon.com/sagemaker/latest/dg/IC-Hyperparameter.html */
export const HYPERPARAMETERS = [
  { name: 'num_classes', type: 'integer', min: 1, required: true },
  { name: 'num_training_samples', type: 'integer', min: 1, required: true },
  { name: 'augmentation_type', type: 'choice', choices: ['crop', 'crop_color', 'crop_color_transform'] },
  { name: 'beta_1', type: 'float', min: 0, max: 1, default: '0.9' },
  { name: 'beta_2', type: 'float', min: 0, max: 1, default: '0.999' },
  { name: 'checkpoint_frequency', type: 'integer', min: 1 },
  { name: 'early_stopping', type: 'choice', choices: ['True', 'False'], default: 'False' },
  { name: 'early_stopping_min_epochs', type: 'integer', min: 1, default: '10' },
  { name: 'early_stopping_patience', type: 'integer', min: 1, default: '5' },
  { name: 'early_stopping_tolerance', type: 'float', min: 0, max: 1, default: '0.0' },
  { name: 'epochs', type: 'integer', min: 1, default: '30' },
  { name: 'eps', type: 'float', min: 0, max: 1, default: '1e-8' },
  { name: 'gamma', type: 'float', min: 0, max: 1, default: '0.9' },
  { name: 'image_shape', type: 'imageShape', default: '3,224,224' },
  { name: 'kv_store', type: 'choice', choices: ['dist_sync', 'dist_async'] },
  { name: 'learning_rate', type: 'float', min: 0, max: 1, default: '0.1' },
  { name: 'lr_scheduler_factor', type: 'float', min: 0, max: 1, default: '0.1' },
  { name: 'lr_scheduler_step', type: 'epochList' },
  { name: 'mini_batch_size', type: 'integer', min: 1, default: '32' },
  { name: 'momentum', type: 'float', min: 0, max: 1, default: '0.9' },
  { name: 'multi_label', type: 'choice', choices: YES_NO, default: '0' },
  {
    name: 'num_layers',
    type: 'choice',
    choices: ['18', '34', '50', '101', '152', '200', '20', '32', '44', '56', '110'],
    default: '152',
  },
  { name: 'optimizer', type: 'choice', choices: ['sgd', 'adam', 'rmsprop', 'nag'], default: 'sgd' },
  { name: 'precision_dtype', type: 'choice', choices: ['float32', 'float16'], default: 'float32' },
  { name: 'resize', type: 'integer', min: 1 },
  { name: 'top_k', type: 'integer', min: 2 },
  { name: 'use_pretrained_model', type: 'choice', choices: YES_NO, default: '0' },
  { name: 'use_weighted_loss', type: 'choice', choices: YES_NO, default: '0' },
  { name: 'weight_decay', type: 'float', min: 0, max: 1, default: '0.0001' },
] as const satisfies readonly HyperparameterRule[];

export type HyperparameterName = (typeof HYPERPARAMETERS)[number]['name'];

/** Names that AWS's own tools add and the container accepts without documentation. */
export const UNDOCUMENTED_NAMES: readonly string[] = [
  '_tuning_objective_metric',
  '_kvstore',
  '_num_gpus',
  '_num_kv_servers',
];
