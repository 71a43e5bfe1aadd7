import { basename } from 'node:path';
import { Readable } from 'node:stream';
import type { S3Client } from '@aws-sdk/client-s3';
import { CustomerError } from '../checks/customer-error.ts';
import type { Hyperparameters } from '../checks/job-hyperparameters.ts';
import { convolutionalNetwork } from '../network/network.ts';
import type { ChannelSpec } from '../protocol.ts';
import { inputShapeFor } from '../readers/image-geometry.ts';
import { S3Channel } from '../readers/s3-channel.ts';
import { putWeights, readLastParams } from './model-reader.ts';
import type { ModelDescription, ParamsFile } from './params-file.ts';

const ARTIFACT = 'model.tar.gz';

/**
 * Reads the artifact in the `model` channel, from which incremental training goes on. Throws CustomerError when there is
 * none, when it is not the rehearsal's, or when it was trained for something else; AWS's words for these are not public.
 */
export async function readEarlierModel(
  client: S3Client,
  spec: ChannelSpec,
  hyperparameters: Hyperparameters,
  signal: AbortSignal,
): Promise<ParamsFile> {
  const channel = await S3Channel.open(client, spec, signal);
  const path = [...channel.paths.keys()].find((candidate) => basename(candidate) === ARTIFACT);
  if (path === undefined) {
    throw new CustomerError(`[rehearsal] Channel 'model' must hold ${ARTIFACT}; ${spec.s3Uri} does not.`);
  }
  const bytes = await channel.read(path, signal);
  return usableParams(bytes, hyperparameters).catch((error: unknown) => {
    if (error instanceof CustomerError) throw error;
    const text = error instanceof Error ? error.message : String(error);
    throw new CustomerError(`[rehearsal] Channel 'model': ${path} cannot be used: ${text}.`, [], { cause: error });
  });
}

/** Whatever is thrown in here is the archive's fault: it may have come from anywhere. */
async function usableParams(archive: Buffer, hyperparameters: Hyperparameters): Promise<ParamsFile> {
  const { params } = await readLastParams(Readable.from([archive]));
  const faults = differences(params.description, hyperparameters);
  if (faults.length > 0) {
    throw new CustomerError(`[rehearsal] Channel 'model': the earlier model does not fit: ${faults.join('; ')}.`);
  }
  const { imageShape, numClasses } = hyperparameters;
  putWeights(convolutionalNetwork(inputShapeFor(imageShape), numClasses, 0), params);
  const { means, deviations } = params.description.normalization;
  if (![means, deviations].every(({ length }) => length === imageShape.channels)) {
    throw new Error('the artifact does not say how its pixels were normalized');
  }
  return params;
}

/** What AWS documents as having to be the same: num_layers, image_shape and num_classes. */
function differences(earlier: ModelDescription, now: Hyperparameters): string[] {
  const pairs: [string, string | number, string | number][] = [
    ['num_layers', earlier.numLayers, now.numLayers],
    ['image_shape', shapeText(earlier.imageShape), shapeText(now.imageShape)],
    ['num_classes', earlier.numClasses, now.numClasses],
  ];
  return pairs
    .filter(([, before, after]) => before !== after)
    .map(([name, before, after]) => `${name} was ${before}, now it is ${after}`);
}

function shapeText({ channels, height, width }: ModelDescription['imageShape']): string {
  return `${channels},${height},${width}`;
}
