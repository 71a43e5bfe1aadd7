import { setImmediate } from 'node:timers/promises';
import { type Log, shareText } from '../algorithm-log.ts';
import type { EpochCheckpoints } from '../artifact/epoch-checkpoints.ts';
import type { Hyperparameters } from '../checks/job-hyperparameters.ts';
import { type ImageSet, imageCount } from '../readers/image-set.ts';
import { randomViews } from './augmentation.ts';
import type { Classifier } from './classifier.ts';
import { EarlyStop } from './early-stop.ts';
import { learningRateIn } from './learning-rate.ts';
import { Optimizer } from './optimizer.ts';
import { SeededRandom } from './seeded-random.ts';
import type { BatchScore } from './softmax-loss.ts';

/** After so many batches the container logs a line with its speed. */
const SPEED_LINE_BATCHES = 20;

export interface TrainingPlan {
  readonly hyperparameters: Hyperparameters;
  readonly train: ImageSet;
  readonly validation: ImageSet;
  readonly classifier: Classifier;
  readonly checkpoints: EpochCheckpoints;
  /** Where a job goes on that was interrupted; 0 without it. */
  readonly firstEpoch?: number;
  readonly seed: number;
  /** When aborted, training ends after the batch under way. */
  readonly signal: AbortSignal;
  readonly log: Log;
  readonly onEpoch: (result: EpochResult) => Promise<void>;
}

/** Accuracies are shares from 0 to 1, cross entropy the mean per image. */
export interface EpochResult {
  readonly epoch: number;
  readonly trainAccuracy: number;
  readonly trainCrossEntropy: number;
  readonly validationAccuracy: number;
  readonly imagesPerSecond: number;
}

/** Runs all epochs, or fewer when stopped early or by the signal. */
export class Trainer {
  readonly #plan: TrainingPlan;
  readonly #optimizer: Optimizer;
  readonly #random: SeededRandom;
  readonly #order: Uint32Array;

  constructor(plan: TrainingPlan) {
    this.#plan = plan;
    this.#optimizer = new Optimizer(plan.classifier.network.parameters, plan.hyperparameters);
    this.#random = new SeededRandom(plan.seed + 1);
    this.#order = Uint32Array.from({ length: imageCount(plan.train) }, (_, image) => image);
  }

  /** Resolves with whether the signal ended it. */
  async run(): Promise<boolean> {
    const { hyperparameters, checkpoints, firstEpoch = 0, log } = this.#plan;
    const earlyStop = hyperparameters.earlyStopping && new EarlyStop(hyperparameters.earlyStopping);
    for (let epoch = firstEpoch; epoch < hyperparameters.epochs; epoch++) {
      const result = await this.#runEpoch(epoch);
      if (result === undefined) {
        checkpoints.keepUnfinished(epoch + 1);
        return true;
      }
      checkpoints.afterEpoch(epoch + 1, result.validationAccuracy);
      await this.#plan.onEpoch(result);
      if (earlyStop?.shouldStopAfter(result.validationAccuracy)) {
        log(`[rehearsal] early stopping after epoch ${epoch}: validation accuracy no longer rises.`);
        checkpoints.keepUnfinished(epoch + 1);
        return false;
      }
    }
    return false;
  }

  async #runEpoch(epoch: number): Promise<EpochResult | undefined> {
    const { classifier, validation, log } = this.#plan;
    const startMs = performance.now();
    const trained = await this.#trainEpoch(epoch, startMs);
    if (trained === undefined) return undefined;
    const { score, images } = trained;
    const seconds = (performance.now() - startMs) / 1000;
    log(`Epoch[${epoch}] Train-accuracy=${shareText(score.correct / images)}`);
    const { topK, multiLabel } = this.#plan.hyperparameters;
    if (topK !== undefined && !multiLabel)
      log(`Epoch[${epoch}] Train-top_k_accuracy_${topK}=${shareText(score.correctInTopK / images)}`);
    log(`Epoch[${epoch}] Time cost=${seconds.toFixed(3)}`);
    const validationAccuracy = classifier.evaluate(validation, topK ?? 1).correct / imageCount(validation);
    log(`Epoch[${epoch}] Validation-accuracy=${shareText(validationAccuracy)}`);
    return {
      epoch,
      trainAccuracy: score.correct / images,
      trainCrossEntropy: score.crossEntropy / images,
      validationAccuracy,
      imagesPerSecond: images / seconds,
    };
  }

  /** Whole batches only, of images in a new order; undefined when the signal ended it. */
  async #trainEpoch(epoch: number, startMs: number): Promise<{ score: BatchScore; images: number } | undefined> {
    const { hyperparameters, classifier, train, signal } = this.#plan;
    const { miniBatchSize, topK = 1 } = hyperparameters;
    const learningRate = learningRateIn(epoch, hyperparameters);
    const nextView = hyperparameters.augmentationType && randomViews(classifier.inputShape, this.#random);
    const score: BatchScore = { crossEntropy: 0, correct: 0, correctInTopK: 0 };
    const batches = Math.floor(this.#order.length / miniBatchSize);
    this.#random.shuffle(this.#order);
    for (let batch = 0; batch < batches; batch++) {
      const images = this.#order.subarray(batch * miniBatchSize, (batch + 1) * miniBatchSize);
      classifier.learn(train, images, topK, score, nextView || undefined);
      this.#optimizer.step(learningRate);
      this.#logSpeed(epoch, batch, score, startMs);
      await setImmediate();
      if (signal.aborted) return undefined;
    }
    return { score, images: batches * miniBatchSize };
  }

  #logSpeed(epoch: number, batch: number, score: BatchScore, startMs: number): void {
    if (batch === 0 || batch % SPEED_LINE_BATCHES !== 0) return;
    const images = (batch + 1) * this.#plan.hyperparameters.miniBatchSize;
    const perSecond = (images / ((performance.now() - startMs) / 1000)).toFixed(3);
    // '#011' is how a tab looks in the algorithm's CloudWatch logs.
    this.#plan.log(
      `Epoch[${epoch}] Batch [${batch}]#011Speed: ${perSecond} samples/sec#011accuracy=${shareText(score.correct / images)}`,
    );
  }
}
