import { Classifier } from './classifier.ts';
import type { Hyperparameters } from './hyperparameters.ts';
import { type ImageSet, measureNormalization } from './image-set.ts';
import { putWeights } from './model-reader.ts';
import { convolutionalNetwork } from './network/network.ts';
import type { ParamsFile } from './params-file.ts';

/** The network as training begins: with random weights, or with an earlier model's and its normalization. */
export function preparedClassifier(
  train: ImageSet,
  { numClasses }: Hyperparameters,
  seed: number,
  earlier: ParamsFile | undefined,
): Classifier {
  const network = convolutionalNetwork(train.inputShape, numClasses, seed);
  if (earlier === undefined) return new Classifier(network, train.inputShape, measureNormalization(train));
  putWeights(network, earlier);
  return new Classifier(network, train.inputShape, earlier.description.normalization);
}
