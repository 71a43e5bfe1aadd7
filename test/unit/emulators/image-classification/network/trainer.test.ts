import { expect } from 'chai';
import { EpochCheckpoints } from '../../../../../emulators/image-classification/artifact/epoch-checkpoints.ts';
import { parseHyperparameters } from '../../../../../emulators/image-classification/checks/job-hyperparameters.ts';
import { Classifier } from '../../../../../emulators/image-classification/network/classifier.ts';
import { convolutionalNetwork } from '../../../../../emulators/image-classification/network/network.ts';
import { MANY_CLASSES, ONE_CLASS } from '../../../../../emulators/image-classification/network/objective.ts';
import { type EpochResult, Trainer } from '../../../../../emulators/image-classification/network/trainer.ts';
import {
  type ImageSet,
  measureNormalization,
} from '../../../../../emulators/image-classification/readers/image-set.ts';
import { twoClassSet, withMarks } from '../support/image-sets.ts';

const SHAPE = { height: 8, width: 8, channels: 1 };

interface Run {
  readonly given?: Record<string, string>;
  readonly seed?: number;
  readonly onEpoch?: (result: EpochResult, stop: AbortController) => void;
  readonly stopAtOnce?: boolean;
}

async function train({ given = {}, seed = 1, onEpoch, stopAtOnce = false }: Run = {}) {
  const defaults = {
    num_classes: '2',
    num_training_samples: '50',
    mini_batch_size: '20',
    epochs: '5',
    learning_rate: '0.05',
  };
  const hyperparameters = parseHyperparameters({ ...defaults, ...given });
  const { multiLabel } = hyperparameters;
  const [trainSet, validation] = [twoClassSet(SHAPE, 50, 1), twoClassSet(SHAPE, 30, 2)].map((set) =>
    multiLabel ? withMarks(set) : set,
  ) as [ImageSet, ImageSet];
  const network = convolutionalNetwork(SHAPE, 2, seed);
  const objective = multiLabel ? MANY_CLASSES : ONE_CLASS;
  const classifier = new Classifier(network, SHAPE, measureNormalization(trainSet), objective);
  const log: string[] = [];
  const write = (line: string) => void log.push(line);
  const checkpoints = new EpochCheckpoints(network.parameters, hyperparameters.checkpointFrequency, write);
  const results: EpochResult[] = [];
  const stop = new AbortController();
  if (stopAtOnce) stop.abort();
  const trainer = new Trainer({
    ...{ hyperparameters, train: trainSet, validation, classifier, checkpoints, seed, signal: stop.signal, log: write },
    onEpoch: async (result) => {
      results.push(result);
      onEpoch?.(result, stop);
    },
  });
  const stopped = await trainer.run();
  return { stopped, results, log, kept: checkpoints.kept, classifier, validation };
}

const withoutTimes = (log: string[]) => log.filter((line) => !line.includes('Time cost') && !line.includes('Speed'));

describe('the trainer', () => {
  for (const optimizer of ['sgd', 'nag', 'adam', 'rmsprop']) {
    it(`learns to distinguish two classes with ${optimizer}`, async () => {
      const rate = optimizer === 'rmsprop' || optimizer === 'adam' ? '0.005' : '0.05';
      const { results, stopped } = await train({ given: { optimizer, learning_rate: rate, epochs: '8' } });
      expect(results.at(-1)?.validationAccuracy).to.be.above(0.9);
      expect(stopped).to.equal(false);
    });
  }

  it('learns to mark the classes of images that may be of several', async () => {
    const { results, log } = await train({ given: { multi_label: '1', epochs: '8', top_k: '2' } });
    expect(results.at(-1)?.validationAccuracy).to.be.above(0.9);
    expect(log.filter((line) => line.includes('top_k'))).to.deep.equal([]);
  });

  it('repeats itself for the same seed and differs for another', async () => {
    const [first, same, other] = [await train(), await train(), await train({ seed: 2 })];
    expect(same.kept).to.deep.equal(first.kept);
    expect(withoutTimes(same.log)).to.deep.equal(withoutTimes(first.log));
    expect(other.kept).to.not.deep.equal(first.kept);
  });

  it('logs each epoch in the form and order of the algorithm', async () => {
    const { log, results } = await train({ given: { epochs: '1', top_k: '2' } });
    expect(log[0]).to.equal(`Epoch[0] Train-accuracy=${results[0]?.trainAccuracy.toFixed(6)}`);
    expect(log[1]).to.equal('Epoch[0] Train-top_k_accuracy_2=1.000000');
    expect(log[2]).to.match(/^Epoch\[0\] Time cost=\d+\.\d{3}$/u);
    expect(log[3]).to.equal(`Epoch[0] Validation-accuracy=${results[0]?.validationAccuracy.toFixed(6)}`);
    expect(log[4]).to.match(/^Storing the best model with validation accuracy: /u);
  });

  it('trains on whole batches only, as the algorithm does: 2 of 20 images each from 50', async () => {
    const { results } = await train({ given: { epochs: '1' } });
    const share = (results[0]?.trainAccuracy ?? 0) * 40;
    expect(share).to.be.closeTo(Math.round(share), 1e-9);
  });

  it('logs the speed after every 20 batches', async () => {
    const { log } = await train({ given: { epochs: '1', mini_batch_size: '1' } });
    const lines = log.filter((line) => line.includes('Speed'));
    expect(lines).to.have.lengthOf(2);
    expect(lines[0]).to.match(/^Epoch\[0\] Batch \[20\]#011Speed: \d+\.\d{3} samples\/sec#011accuracy=[01]\.\d{6}$/u);
  });

  it('keeps weights that give the accuracy of the best epoch', async () => {
    const { results, kept, classifier, validation } = await train();
    const best = Math.max(...results.map((result) => result.validationAccuracy));
    classifier.network.parameters.forEach(({ values }, index) => {
      values.set(kept[0]?.weights[index] ?? []);
    });
    expect(classifier.evaluate(validation, 1).correct / 30).to.equal(best);
  });

  it('ends after the batch under way when stopped, keeping what has been learned', async () => {
    const atOnce = await train({ stopAtOnce: true });
    expect(atOnce.stopped).to.equal(true);
    expect(atOnce.results).to.have.lengthOf(0);
    expect(atOnce.kept.map(({ epoch }) => epoch)).to.deep.equal([1]);
    const later = await train({ onEpoch: ({ epoch }, stop) => epoch === 1 && stop.abort() });
    expect(later.results).to.have.lengthOf(2);
    expect(later.kept).to.have.lengthOf(1);
  });

  it('ends early when accuracy no longer rises', async () => {
    const early = { early_stopping: 'True', early_stopping_min_epochs: '2', early_stopping_patience: '1' };
    const { results, log, stopped } = await train({ given: { ...early, epochs: '20', learning_rate: '0' } });
    expect(results).to.have.lengthOf(2);
    expect(log.at(-1)).to.contain('[rehearsal] early stopping after epoch 1');
    expect(stopped).to.equal(false);
  });

  it('sees other views of the images with augmentation', async () => {
    const [plain, augmented] = [await train(), await train({ given: { augmentation_type: 'crop' } })];
    expect(augmented.kept).to.not.deep.equal(plain.kept);
    expect(augmented.results.at(-1)?.validationAccuracy).to.be.above(0.9);
  });
});
