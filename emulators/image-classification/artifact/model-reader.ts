import { createReadStream } from 'node:fs';
import type { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { extract } from 'tar-stream';
import { Classifier } from '../network/classifier.ts';
import { convolutionalNetwork, type Network } from '../network/network.ts';
import { MANY_CLASSES, ONE_CLASS } from '../network/objective.ts';
import { decodeParams, type ModelDescription, type ParamsFile } from './params-file.ts';

export interface Model {
  readonly description: ModelDescription;
  /** Epochs after which the weights were kept: the number in the file's name. */
  readonly epoch: number;
  readonly classifier: Classifier;
}

const PARAMS_NAME = /^image-classification-(\d{4,})\.params$/u;

/** The model of the last checkpoint in a `model.tar.gz` of the rehearsal, ready to predict. Throws an Error otherwise. */
export async function readModel(file: string): Promise<Model> {
  const { epoch, params } = await readLastParams(createReadStream(file));
  const { description } = params;
  const network = convolutionalNetwork(description.inputShape, description.numClasses, 0);
  putWeights(network, params);
  const { inputShape, normalization, multiLabel } = description;
  const objective = multiLabel === undefined ? ONE_CLASS : MANY_CLASSES;
  return { description, epoch, classifier: new Classifier(network, inputShape, normalization, objective) };
}

/** The checkpoint with the highest epoch in an archive that comes as a stream. */
export async function readLastParams(archive: Readable): Promise<{ epoch: number; params: ParamsFile }> {
  const entries = extract();
  let last: { epoch: number; bytes: Buffer } | undefined;
  const read = async () => {
    for await (const entry of entries) {
      const epoch = Number(PARAMS_NAME.exec(entry.header.name)?.[1] ?? -1);
      const bytes = await buffer(entry);
      if (epoch > (last?.epoch ?? -1)) last = { epoch, bytes };
    }
  };
  await Promise.all([pipeline(archive, createGunzip(), entries), read()]);
  if (last === undefined) throw new Error('the artifact holds no image-classification-NNNN.params file');
  return { epoch: last.epoch, params: decodeParams(last.bytes) };
}

/** Copies stored weights into a network of the same build. */
export function putWeights(network: Network, { weights }: ParamsFile): void {
  for (const { name, values } of network.parameters) {
    const stored = weights.get(name);
    if (stored?.length !== values.length) {
      throw new Error(`the artifact's '${name}' has ${stored?.length ?? 0} weights instead of ${values.length}`);
    }
    values.set(stored);
  }
}
