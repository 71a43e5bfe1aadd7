/**
 * Compares learners on a data set folder: `node bench/training-candidates.ts [folder] [learning_rate] [optimizer]`, by default
 * the sample data set with the dev stack's hyperparameters. docs/training.md holds the figures of one such run.
 */
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CommandTable } from '../emulators/core/command-line/command-table.ts';
import { runCommand } from '../emulators/core/command-line/run-command.ts';
import { EpochCheckpoints } from '../emulators/image-classification/artifact/epoch-checkpoints.ts';
import { parseHyperparameters } from '../emulators/image-classification/checks/job-hyperparameters.ts';
import { Classifier } from '../emulators/image-classification/network/classifier.ts';
import { DenseLayer } from '../emulators/image-classification/network/dense-layer.ts';
import type { Shape } from '../emulators/image-classification/network/layer.ts';
import { CHUNK_IMAGES, convolutionalNetwork, Network } from '../emulators/image-classification/network/network.ts';
import { SeededRandom } from '../emulators/image-classification/network/seeded-random.ts';
import { Trainer } from '../emulators/image-classification/network/trainer.ts';
import { loadImages } from '../emulators/image-classification/readers/image-loader.ts';
import { type ImageSet, measureNormalization } from '../emulators/image-classification/readers/image-set.ts';
import { makeSampleDataset } from '../localstack/rehearsal/sample-dataset.ts';

const IMAGE_SHAPE = { channels: 3, height: 300, width: 150 };
const SEEDS = [1, 2, 3];

interface Candidate {
  readonly name: string;
  readonly input: Shape;
  readonly build: (input: Shape, classes: number, seed: number) => Network;
}

function dense(input: Shape, outputs: number, relu: boolean, first: boolean, random: SeededRandom): DenseLayer {
  const scale = relu ? 1 : 0.1;
  const name = first ? 'fc0' : 'fc1';
  const options = { name, outputs, maxCount: CHUNK_IMAGES, relu, weightScale: scale, givesInputGradients: !first };
  return new DenseLayer(input, options, random);
}

function linear(input: Shape, classes: number, seed: number): Network {
  return new Network([dense(input, classes, false, true, new SeededRandom(seed))], classes);
}

function multilayer(input: Shape, classes: number, seed: number): Network {
  const random = new SeededRandom(seed);
  const hidden = dense(input, 64, true, true, random);
  return new Network([hidden, dense(hidden.outputShape, classes, false, false, random)], classes);
}

const SMALL = { channels: 3, height: 32, width: 16 };
const MIDDLE = { channels: 3, height: 44, width: 24 };
const LARGE = { channels: 3, height: 64, width: 32 };
const CANDIDATES: readonly Candidate[] = [
  { name: 'linear softmax', input: SMALL, build: linear },
  { name: 'one hidden layer of 64', input: SMALL, build: multilayer },
  { name: 'two convolutions (chosen)', input: SMALL, build: convolutionalNetwork },
  { name: 'linear softmax', input: MIDDLE, build: linear },
  { name: 'two convolutions', input: MIDDLE, build: convolutionalNetwork },
  { name: 'two convolutions', input: LARGE, build: convolutionalNetwork },
];

async function readSplit(folder: string, split: string, inputShape: Shape): Promise<ImageSet> {
  const classes = (await readdir(join(folder, split))).sort();
  const perClass = classes.map(async (name, label) => {
    const files = (await readdir(join(folder, split, name))).sort();
    return files.map((file) => ({ labels: [label], path: join(folder, split, name, file) }));
  });
  const rows = (await Promise.all(perClass)).flat().map((row, index) => ({ ...row, index }));
  const source = { name: split, log: () => undefined, read: ({ path }: { path: string }) => readFile(path) };
  return loadImages(source, rows, { imageShape: IMAGE_SHAPE, inputShape }, new AbortController().signal);
}

async function measure(candidate: Candidate, train: ImageSet, validation: ImageSet, seed: number, given: object) {
  const classes = Math.max(...train.labels) + 1;
  const hyperparameters = parseHyperparameters({
    ...{ num_classes: String(classes), num_training_samples: String(train.labels.length), image_shape: '3,300,150' },
    ...{ mini_batch_size: '120', epochs: '20', learning_rate: '0.01', optimizer: 'sgd', ...given },
  });
  const network = candidate.build(candidate.input, classes, seed);
  const classifier = new Classifier(network, candidate.input, measureNormalization(train));
  const checkpoints = new EpochCheckpoints(network.parameters, undefined, () => {});
  const accuracies: number[] = [];
  const onEpoch = async ({ validationAccuracy }: { validationAccuracy: number }) => {
    accuracies.push(validationAccuracy);
  };
  const { signal } = new AbortController();
  const startMs = performance.now();
  const plan = { hyperparameters, train, validation, classifier, checkpoints, seed, signal, log: () => {}, onEpoch };
  await new Trainer(plan).run();
  const seconds = (performance.now() - startMs) / 1000;
  const weights = network.parameters.reduce((sum, { values }) => sum + values.length, 0);
  return { weights, seconds, best: Math.max(...accuracies), last: accuracies.at(-1) ?? 0 };
}

const TABLE = {
  command: 'node bench/training-candidates.ts',
  summary: ['Trains with each candidate for the stand-in of the algorithm and shows what each learns in which time.'],
  options: {
    dataset: { value: 'DIR', text: 'images (default: the sample images)' },
    rate: { value: 'NUMBER', text: 'learning rate (default: 0.01)' },
    optimizer: { value: 'NAME', text: 'default: sgd' },
  },
} as const satisfies CommandTable;

await runCommand(TABLE, async (options) => {
  const folderArgument = options.path('dataset');
  const rate = options.text('rate') ?? '0.01';
  const optimizer = options.text('optimizer') ?? 'sgd';
  const temporary = await mkdtemp(join(tmpdir(), 'training-candidates-'));
  try {
    const folder = folderArgument ?? join(temporary, 'sample');
    if (folderArgument === undefined) await makeSampleDataset(folder);
    console.log(
      '| learner | input (width x height) | weights | s for 20 epochs | validation accuracy, by seed: best (last) |',
    );
    console.log('|---|---|---|---|---|');
    for (const candidate of CANDIDATES) {
      const train = await readSplit(folder, 'train', candidate.input);
      const validation = await readSplit(folder, 'test', candidate.input);
      const runs = [];
      for (const seed of SEEDS)
        runs.push(await measure(candidate, train, validation, seed, { learning_rate: rate, optimizer }));
      const { width, height } = candidate.input;
      const seconds = (runs.reduce((sum, run) => sum + run.seconds, 0) / runs.length).toFixed(1);
      const accuracies = runs.map(({ best, last }) => `${best.toFixed(3)} (${last.toFixed(3)})`).join(', ');
      console.log(`| ${candidate.name} | ${width}x${height} | ${runs[0]?.weights} | ${seconds} | ${accuracies} |`);
    }
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
  return 0;
});
