import type { GenerateDatasetEvent } from '../../../../../functions/generate-dataset/event.ts';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { keepLabels } from '../../../../../functions/generate-dataset/labels/keep-labels.ts';
import { FakeS3, type FakeS3Options } from '../fake-s3.ts';

export const SETTINGS = { bucket: 'pictures', prefix: 'set', trainingJobNamePrefix: 'retraining-dev' };
const RETRAINING = { requestHash: 'r', retrainWhenUnchanged: false, minimumNewImages: 0 };

/** Images below `set/`, and a labels file, over several runs. */
export class LabelledRun {
  s3: FakeS3;
  severalLabels = false;
  /** As if there were no labels file. */
  byFolders = false;
  readonly #options: FakeS3Options;

  constructor(
    images: readonly (string | readonly [string, number])[],
    labels: string | Buffer,
    options: FakeS3Options = {},
  ) {
    this.#options = options;
    this.s3 = this.#bucket(images, labels);
  }

  /** Other images, or other labels, beside what earlier runs have written. */
  change(images: readonly string[], labels: string): void {
    const { written } = this.s3;
    this.s3 = this.#bucket(images, labels);
    for (const [key, text] of written) this.s3.written.set(key, text);
  }

  run(event: Partial<GenerateDatasetEvent> = {}) {
    const labelsFile = { path: 'labels.csv', severalLabels: this.severalLabels };
    const labels = this.byFolders ? {} : { labelsFile };
    const all = { executionName: 'run-1', retraining: RETRAINING, ...labels, ...event };
    return generateDataset(this.s3.sender, SETTINGS, all);
  }

  async trained(event: Partial<GenerateDatasetEvent> = {}) {
    const result = await this.run(event);
    const { executionName = 'run-1' } = event;
    await keepLabels(this.s3.sender, SETTINGS, { executionName, modelName: `model-of-${executionName}` });
    return result;
  }

  rows(split: 'train' | 'test'): readonly string[] {
    return (this.s3.written.get(`set/${split}-data.lst`) ?? '').split('\n').slice(0, -1);
  }

  report() {
    return JSON.parse(this.s3.written.get('set/dataset-report.json') ?? 'null');
  }

  #bucket(images: readonly (string | readonly [string, number])[], labels: string | Buffer): FakeS3 {
    const keys = images.map((image) =>
      typeof image === 'string' ? `set/${image}` : ([`set/${image[0]}`, image[1]] as const),
    );
    return new FakeS3(keys, { ...this.#options, files: { 'set/labels.csv': Buffer.from(labels) } });
  }
}
