import type { LoadedModel } from '../../image-classification/prediction/prediction-protocol.ts';
import { type PredictedImage, type Prediction, PredictorProcess } from './predictor-process.ts';

/**
 * A model of the rehearsal that predicts, in a process of its own: decoding and arithmetic take nothing of this process's time,
 * and an image that a decoder dies of takes nothing else with it.
 *
 * ```
 * await using predictor = await Predictor.load('/…/model.tar.gz');
 * predictor.model.numClasses;
 * const prediction = await predictor.predict({ contentType: 'image/jpeg', bytes });
 * ```
 *
 * - `load` takes the path of an artifact, which may be removed once it has resolved. It throws UnusableArtifactError for one that
 *   is not the rehearsal's; nothing is left running then.
 * - `predict` may be called any number of times at once and answers each call by itself. Bad input is a result (`refusal`: a wrong
 *   content type, an image that cannot be decoded), never an error. About six calls at once keep two cores busy; the bytes of a
 *   waiting call are in the memory of the other process.
 * - The whole image is brought to `image_shape`, of whatever size it is, as the container does.
 * - The same artifact and bytes give the same numbers.
 * - `close` ends the process; calls that have no answer yet, and later ones, throw PredictorEndedError, as they do when the
 *   process dies. `isEnded` says so before. The process ends with this one, and does not keep it alive.
 */
export class Predictor implements AsyncDisposable {
  readonly model: LoadedModel;
  readonly #child: PredictorProcess;

  private constructor(model: LoadedModel, child: PredictorProcess) {
    this.model = model;
    this.#child = child;
  }

  static async load(artifact: string): Promise<Predictor> {
    const child = new PredictorProcess();
    try {
      return new Predictor(await child.load(artifact), child);
    } catch (error) {
      await child.close();
      throw error;
    }
  }

  get isEnded(): boolean {
    return this.#child.isEnded;
  }

  predict(image: PredictedImage, signal?: AbortSignal): Promise<Prediction> {
    return this.#child.predict(image, signal);
  }

  close(): Promise<void> {
    return this.#child.close();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }
}
