import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { type Pack, pack } from 'tar-stream';
import type { Network } from '../network/network.ts';
import { buildArtifact } from './artifact-file.ts';
import { type EpochCheckpoint, paramsFileName } from './epoch-checkpoints.ts';
import { encodeParams, type ModelDescription } from './params-file.ts';

export const SYMBOL_FILE = 'image-classification-symbol.json';
export const SHAPES_FILE = 'model-shapes.json';

/** Writes `model.tar.gz` with the file names of the real algorithm's artifact; the same model gives the same bytes. */
export async function writeModel(
  file: string,
  description: ModelDescription,
  network: Network,
  checkpoints: readonly EpochCheckpoint[],
): Promise<void> {
  const archive = pack();
  const entries = async () => {
    for (const { epoch, weights } of checkpoints) {
      await addEntry(archive, paramsFileName(epoch), encodeParams(description, network.parameters, weights));
    }
    await addEntry(archive, SHAPES_FILE, shapesText(description));
    await addEntry(archive, SYMBOL_FILE, symbolText(description, network));
    archive.finalize();
  };
  await buildArtifact(file, (unfinished) =>
    Promise.all([pipeline(archive, createGzip(), createWriteStream(unfinished)), entries()]),
  );
}

function addEntry(archive: Pack, name: string, content: Buffer | string): Promise<void> {
  const bytes = Buffer.from(content);
  return new Promise((resolve, reject) => {
    const header = { name, size: bytes.length, mtime: new Date(0), mode: 0o644, uid: 0, gid: 0 };
    archive.entry(header, bytes, (error) => (error ? reject(error) : resolve()));
  });
}

/** What MXNet's model server reads: the name and shape of the input, with the batch first. */
function shapesText({ imageShape }: ModelDescription): string {
  const { channels, height, width } = imageShape;
  return JSON.stringify([{ shape: [1, channels, height, width], name: 'data' }]);
}

function symbolText(description: ModelDescription, { parameters }: Network): string {
  const format = 'Not an MXNet graph: the network of the local rehearsal. See docs/training.md.';
  const { numClasses, numLayers, imageShape, inputShape } = description;
  const weights = parameters.map(({ name, shape }) => ({ name, shape }));
  return JSON.stringify({ format, numClasses, numLayers, imageShape, inputShape, weights }, undefined, 1);
}
