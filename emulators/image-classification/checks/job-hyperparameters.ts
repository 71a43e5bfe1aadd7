import type { Shape } from '../network/layer.ts';
import type { OptimizerName, OptimizerSettings } from '../network/optimizer.ts';
import type { HyperparameterName } from './algorithm-hyperparameters.ts';
import { CustomerError } from './customer-error.ts';
import { type HyperparameterTexts, hyperparameterFaults, withDefaults } from './hyperparameter-faults.ts';

/** The hyperparameters of one job, as values; names as in the algorithm's documentation. */
export interface Hyperparameters extends OptimizerSettings {
  readonly numClasses: number;
  readonly numTrainingSamples: number;
  /** An image may be of several classes. */
  readonly multiLabel: boolean;
  readonly imageShape: Shape;
  readonly resize?: number;
  readonly miniBatchSize: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly lrSchedulerFactor: number;
  readonly lrSchedulerEpochs: readonly number[];
  readonly topK?: number;
  readonly checkpointFrequency?: number;
  readonly augmentationType?: string;
  readonly earlyStopping?: EarlyStopping;
  readonly numLayers: number;
  /** Every value as text, for the log and the artifact. */
  readonly texts: HyperparameterTexts;
}

export interface EarlyStopping {
  readonly minEpochs: number;
  readonly patienceEpochs: number;
  /** Smallest gain over the best accuracy, as a share of it, that counts as progress. */
  readonly tolerance: number;
}

/** Throws CustomerError: its message is the first fault, its details are all of them. */
export function parseHyperparameters(given: Readonly<Record<string, string>>): Hyperparameters {
  refuse(hyperparameterFaults(given));
  const texts = withDefaults(given);
  refuse(ruleFaults(texts));
  return toValues(texts);
}

function refuse(faults: readonly string[]): void {
  const [first] = faults;
  if (first !== undefined) throw new CustomerError(first, faults.slice(1));
}

/** Rules between hyperparameters. AWS documents the rules; its words for breaking them are not public. */
function ruleFaults(texts: HyperparameterTexts): string[] {
  const faults: string[] = [];
  const say = (text: string) => faults.push(`[rehearsal] ${text}`);
  const epochs = number(texts, 'epochs');
  const { height, width } = imageShape(texts);
  const frequency = optionalNumber(texts, 'checkpoint_frequency');
  if (frequency !== undefined && frequency > epochs) {
    say(`checkpoint_frequency ${frequency} must be no greater than epochs ${epochs}: no checkpoint would be kept.`);
  }
  if (texts.use_pretrained_model === '1') {
    if (!['18', '34', '50', '101', '152', '200'].includes(texts.num_layers ?? '')) {
      say(`use_pretrained_model=1 needs num_layers 18, 34, 50, 101, 152 or 200, not ${texts.num_layers}.`);
    }
    if (height !== 224 || width !== 224) {
      say(`use_pretrained_model=1 needs an image_shape of 224 by 224 pixels, not ${height} by ${width}.`);
    }
  }
  const resize = optionalNumber(texts, 'resize');
  if (resize !== undefined && resize < Math.min(height, width)) {
    say(
      `resize ${resize} must not be below image_shape's height ${height} and width ${width}: every image would be too small.`,
    );
  }
  return faults;
}

function toValues(texts: HyperparameterTexts): Hyperparameters {
  const resize = optionalNumber(texts, 'resize');
  const topK = optionalNumber(texts, 'top_k');
  const checkpointFrequency = optionalNumber(texts, 'checkpoint_frequency');
  const { augmentation_type: augmentationType } = texts;
  return {
    numClasses: number(texts, 'num_classes'),
    numTrainingSamples: number(texts, 'num_training_samples'),
    multiLabel: texts.multi_label === '1',
    imageShape: imageShape(texts),
    ...(resize === undefined ? {} : { resize }),
    miniBatchSize: number(texts, 'mini_batch_size'),
    epochs: number(texts, 'epochs'),
    learningRate: number(texts, 'learning_rate'),
    lrSchedulerFactor: number(texts, 'lr_scheduler_factor'),
    lrSchedulerEpochs: texts.lr_scheduler_step?.split(',').map(Number) ?? [],
    ...(topK === undefined ? {} : { topK }),
    ...(checkpointFrequency === undefined ? {} : { checkpointFrequency }),
    ...(augmentationType === undefined ? {} : { augmentationType }),
    ...(texts.early_stopping === 'True' ? { earlyStopping: earlyStopping(texts) } : {}),
    numLayers: number(texts, 'num_layers'),
    ...optimizerSettings(texts),
    texts,
  };
}

function optimizerSettings(texts: HyperparameterTexts): OptimizerSettings {
  return {
    optimizer: (texts.optimizer ?? 'sgd') as OptimizerName,
    momentum: number(texts, 'momentum'),
    weightDecay: number(texts, 'weight_decay'),
    beta1: number(texts, 'beta_1'),
    beta2: number(texts, 'beta_2'),
    gamma: number(texts, 'gamma'),
    eps: number(texts, 'eps'),
  };
}

function earlyStopping(texts: HyperparameterTexts): EarlyStopping {
  return {
    minEpochs: number(texts, 'early_stopping_min_epochs'),
    patienceEpochs: number(texts, 'early_stopping_patience'),
    tolerance: number(texts, 'early_stopping_tolerance'),
  };
}

function imageShape(texts: HyperparameterTexts): Shape {
  const [channels = 0, height = 0, width = 0] = texts.image_shape?.split(',').map(Number) ?? [];
  return { channels, height, width };
}

function number(texts: HyperparameterTexts, name: HyperparameterName): number {
  return Number(texts[name]);
}

function optionalNumber(texts: HyperparameterTexts, name: HyperparameterName): number | undefined {
  return texts[name] === undefined ? undefined : number(texts, name);
}
