import { type Log, pythonDict } from './algorithm-log.ts';
import type { Hyperparameters } from './checks/job-hyperparameters.ts';
import type { Shape } from './network/layer.ts';

/** The configuration as the container logs it before it reads any data. */
export function logConfiguration(log: Log, given: Readonly<Record<string, string>>, { texts }: Hyperparameters): void {
  log(`Merging with provided configuration from /opt/ml/input/config/hyperparameters.json: ${pythonDict(given)}`);
  log(`Final configuration: ${pythonDict(texts)}`);
}

/** The container's list of parameters before the first epoch, then what of it the rehearsal takes differently. */
export function logParameters(log: Log, hyperparameters: Hyperparameters, inputShape: Shape): void {
  const { texts } = hyperparameters;
  log(`use_pretrained_model: ${texts.use_pretrained_model}`);
  log(`multi_label: ${texts.multi_label}`);
  log('---- Parameters ----');
  for (const [name, value] of parameterLines(hyperparameters)) log(`${name}: ${value}`);
  if (texts.checkpoint_frequency === undefined) log('checkpoint_frequency not set, will store the best model');
  log('--------------------');
  for (const note of rehearsalNotes(hyperparameters, inputShape)) log(`[rehearsal] ${note}`);
}

function parameterLines({ texts }: Hyperparameters): [string, string | undefined][] {
  const usesMomentum = texts.optimizer === 'sgd' || texts.optimizer === 'nag';
  const lines: [string, string | undefined][] = [
    ['num_layers', texts.num_layers],
    ['data type', `<class 'numpy.${texts.precision_dtype}'>`],
    ['epochs', texts.epochs],
    ['image resize size', texts.resize],
    ['optimizer', texts.optimizer],
    ...(usesMomentum ? [['momentum', texts.momentum] as [string, string | undefined]] : []),
    ...(usesMomentum ? [['weight_decay', texts.weight_decay] as [string, string | undefined]] : []),
    ['learning_rate', texts.learning_rate],
    ['num_training_samples', texts.num_training_samples],
    ['mini_batch_size', texts.mini_batch_size],
    ['image_shape', texts.image_shape],
    ['num_classes', texts.num_classes],
    ['augmentation_type', texts.augmentation_type ?? 'None'],
    ['kv_store', texts.kv_store ?? 'device'],
    ['top_k', texts.top_k],
    ['checkpoint_frequency', texts.checkpoint_frequency],
  ];
  return lines.filter(([, value]) => value !== undefined);
}

function rehearsalNotes({ texts }: Hyperparameters, { width, height }: Shape): string[] {
  const notes = [
    `trains a small network on pixels reduced to ${width}x${height} (width x height), not a ResNet of ${texts.num_layers} layers; num_layers and precision_dtype do not change it.`,
  ];
  if (texts.use_pretrained_model === '1')
    notes.push('there are no pretrained weights here: training begins at random.');
  if (texts.use_weighted_loss === '1') {
    notes.push(
      texts.multi_label === '1'
        ? 'use_weighted_loss has no effect: all classes weigh the same here.'
        : 'use_weighted_loss is documented for multi_label=1 only: it has no effect.',
    );
  }
  if (texts.multi_label === '1' && texts.top_k !== undefined) notes.push('top_k has no effect with multi_label=1.');
  if (texts.kv_store !== undefined) notes.push('kv_store has no effect: one process trains.');
  if (texts.augmentation_type !== undefined) {
    notes.push(
      `augmentation_type=${texts.augmentation_type}: images are mirrored and shifted; colours and shapes stay.`,
    );
  }
  return notes;
}
