import { LARGE_IMAGE_LAYERS } from './hyperparameter-table.ts';

type Values = Readonly<Record<string, string>>;

// The algorithm's defaults, for rules between a configured value and one that is not.
const DEFAULT_EPOCHS = 30;
const DEFAULT_LAYERS = 152;
const DEFAULT_IMAGE_SHAPE = '3,224,224';

/** Documented rules between hyperparameters, on values that are each valid by themselves. */
export function hyperparameterConflicts(values: Values): string[] {
  return [
    ...labelConflicts(values),
    ...checkpointConflicts(values),
    ...pretrainedConflicts(values),
    ...resizeConflicts(values),
  ];
}

function labelConflicts(values: Values): string[] {
  if (values['use_weighted_loss'] !== '1' || values['multi_label'] === '1') return [];
  return ['hyperparameters.use_weighted_loss is "1": it needs multi_label "1"; set that, too, or remove it'];
}

function checkpointConflicts(values: Values): string[] {
  const frequency = values['checkpoint_frequency'];
  const epochs = Number(values['epochs'] ?? DEFAULT_EPOCHS);
  if (frequency === undefined || Number(frequency) <= epochs) return [];
  return [
    `hyperparameters.checkpoint_frequency is "${frequency}": it may be at most the number of epochs, ${epochs}; lower it or raise epochs`,
  ];
}

function pretrainedConflicts(values: Values): string[] {
  if (values['use_pretrained_model'] !== '1') return [];
  const problems: string[] = [];
  const layers = Number(values['num_layers'] ?? DEFAULT_LAYERS);
  if (!LARGE_IMAGE_LAYERS.includes(layers)) {
    problems.push(
      `hyperparameters.num_layers is "${layers}": with use_pretrained_model it is one of ${LARGE_IMAGE_LAYERS.join(', ')}`,
    );
  }
  const shape = values['image_shape'] ?? DEFAULT_IMAGE_SHAPE;
  if (shape !== DEFAULT_IMAGE_SHAPE) {
    problems.push(
      `hyperparameters.image_shape is "${shape}": pretrained models take only 224 x 224 images, "${DEFAULT_IMAGE_SHAPE}"; set it so or leave use_pretrained_model out`,
    );
  }
  return problems;
}

function resizeConflicts(values: Values): string[] {
  const resize = values['resize'];
  if (resize === undefined) return [];
  const shape = values['image_shape'] ?? DEFAULT_IMAGE_SHAPE;
  const [, height = 0, width = 0] = shape.split(',').map(Number);
  // The guide wants it larger than both; whether an equal value fails is not proven, so only a smaller one is refused.
  if (Number(resize) >= Math.max(height, width)) return [];
  return [
    `hyperparameters.resize is "${resize}": images resized to less than image_shape "${shape}" fail the training; use more than ${Math.max(height, width)}`,
  ];
}
