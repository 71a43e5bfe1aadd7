import { putWeights } from '../artifact/model-reader.ts';
import type { ParamsFile } from '../artifact/params-file.ts';
import type { Hyperparameters } from '../checks/job-hyperparameters.ts';
import { type ImageSet, measureNormalization } from '../readers/image-set.ts';
import { Classifier } from './classifier.ts';
import { convolutionalNetwork } from './network.ts';
import { MANY_CLASSES, ONE_CLASS } from './objective.ts';

/** The network as training begins: with random weights, or with an earlier model's and its normalization. */
export function preparedClassifier(
  train: ImageSet,
  { numClasses, multiLabel }: Hyperparameters,
  seed: number,
  earlier: ParamsFile | undefined,
): Classifier {
  const network = convolutionalNetwork(train.inputShape, numClasses, seed);
  if (earlier !== undefined) putWeights(network, earlier);
  const normalization = earlier?.description.normalization ?? measureNormalization(train);
  return new Classifier(network, train.inputShape, normalization, multiLabel ? MANY_CLASSES : ONE_CLASS);
}
