/** What a hyperparameter's value may be. */
export type HyperparameterRule =
  | { readonly kind: 'integer'; readonly min: number }
  | { readonly kind: 'integerOf'; readonly values: readonly number[] }
  | { readonly kind: 'number'; readonly min: number; readonly max: number }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'imageShape' }
  | { readonly kind: 'epochList' };

const SHARE: HyperparameterRule = { kind: 'number', min: 0, max: 1 };
const COUNT: HyperparameterRule = { kind: 'integer', min: 1 };
const SWITCH: HyperparameterRule = { kind: 'choice', values: ['0', '1'] };

/** Layers of a ResNet for large images; the only ones that have pretrained weights. */
export const LARGE_IMAGE_LAYERS: readonly number[] = [18, 34, 50, 101, 152, 200];
const SMALL_IMAGE_LAYERS: readonly number[] = [20, 32, 44, 56, 110];

/**
 * The built-in image-classification algorithm's hyperparameters with their documented ranges: Amazon SageMaker Developer
 * Guide, "Image Classification Hyperparameters" (awsdocs/amazon-sagemaker-developer-guide, doc_source/IC-Hyperparameter.md, 2023-06).
 * The algorithm refuses any other name.
 */
export const HYPERPARAMETERS: Readonly<Record<string, HyperparameterRule>> = {
  augmentation_type: { kind: 'choice', values: ['crop', 'crop_color', 'crop_color_transform'] },
  beta_1: SHARE,
  beta_2: SHARE,
  checkpoint_frequency: COUNT,
  early_stopping: { kind: 'choice', values: ['True', 'False'] },
  early_stopping_min_epochs: COUNT,
  early_stopping_patience: COUNT,
  early_stopping_tolerance: SHARE,
  epochs: COUNT,
  eps: SHARE,
  gamma: SHARE,
  image_shape: { kind: 'imageShape' },
  kv_store: { kind: 'choice', values: ['dist_sync', 'dist_async'] },
  learning_rate: SHARE,
  lr_scheduler_factor: SHARE,
  lr_scheduler_step: { kind: 'epochList' },
  mini_batch_size: COUNT,
  momentum: SHARE,
  multi_label: SWITCH,
  num_layers: { kind: 'integerOf', values: [...LARGE_IMAGE_LAYERS, ...SMALL_IMAGE_LAYERS] },
  optimizer: { kind: 'choice', values: ['sgd', 'adam', 'rmsprop', 'nag'] },
  precision_dtype: { kind: 'choice', values: ['float32', 'float16'] },
  resize: COUNT,
  top_k: { kind: 'integer', min: 2 },
  use_pretrained_model: SWITCH,
  use_weighted_loss: SWITCH,
  weight_decay: SHARE,
};

/** Required by the algorithm too, but counted by the workflow in the data of each run. */
export const COUNTED_HYPERPARAMETERS: readonly string[] = ['num_classes', 'num_training_samples'];
