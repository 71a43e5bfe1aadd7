import { type Model, readModel } from '../artifact/model-reader.ts';
import { PredictionRefusal, predictImage } from './image-input.ts';
import type { LoadedModel, PredictionAnswer, PredictionRequest } from './prediction-protocol.ts';

/**
 * Entry of a process that predicts with one model; prediction-protocol.ts has its messages. It ends when the channel is closed,
 * which is also what happens when its parent is gone.
 */
function main(): void {
  let model: Model | undefined;
  process.on('disconnect', () => process.exit(0));
  // Ctrl-C in a terminal goes to the whole group of processes; the parent decides when predictions end.
  process.on('SIGINT', () => {});
  process.on('message', async (message: PredictionRequest) => {
    if (message.type === 'load') {
      const loaded = await loadedModel(message.artifact);
      if ('model' in loaded) model = loaded.model;
      answer(loaded.answer);
    } else if (model !== undefined) answer(await prediction(model, message));
  });
}

function answer(message: PredictionAnswer): void {
  // The parent may be gone between the question and its answer.
  if (process.connected) process.send?.(message);
}

async function loadedModel(
  artifact: string,
): Promise<{ answer: PredictionAnswer } | { model: Model; answer: PredictionAnswer }> {
  try {
    const model = await readModel(artifact);
    return { model, answer: { type: 'loaded', model: summaryOf(model) } };
  } catch (error) {
    return { answer: { type: 'unusable', message: error instanceof Error ? error.message : String(error) } };
  }
}

function summaryOf({ description, epoch }: Model): LoadedModel {
  const { numClasses, imageShape, multiLabel } = description;
  return { numClasses, imageShape, epoch, isMultiLabel: multiLabel === true };
}

async function prediction(
  model: Model,
  { id, contentType, bytes }: Extract<PredictionRequest, { type: 'predict' }>,
): Promise<PredictionAnswer> {
  try {
    return { type: 'predicted', id, probabilities: await predictImage(model, contentType, bytes) };
  } catch (error) {
    if (error instanceof PredictionRefusal) return { type: 'refused', id, refusal: error.refusal };
    throw error;
  }
}

main();
