import { GetObjectCommand } from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { patternJpeg } from '../support/dataset-factory.ts';
import { freshName, StartedTarget } from '../support/start-target.ts';
import { needing } from '../support/target-name.ts';

const CLASS_NAMES = ['cat', 'dog'];
const HYPERPARAMETERS = {
  num_layers: 18,
  image_shape: '3,32,32',
  mini_batch_size: 4,
  epochs: 2,
  optimizer: 'sgd',
  learning_rate: '0.01',
};

/** Images whose folders say nothing of their classes, with their classes. */
async function flatImages(): Promise<{ readonly key: string; readonly body: Buffer; readonly classIndex: number }[]> {
  const places = ['train', 'test'].flatMap((split) => Array.from({ length: 8 }, (_, number) => ({ split, number })));
  return Promise.all(
    places.map(async ({ split, number }, seed) => {
      const classIndex = number % 2;
      const body = await patternJpeg({ classIndex, width: 32, height: 32, seed });
      return { key: `${split}/${number}.jpg`, body, classIndex };
    }),
  );
}

needing('deployment', 'the retraining workflow with a labels file', () => {
  let target: StartedTarget;

  afterEach(() => target.close());

  async function run(labels: string): Promise<{ readonly dataset: Dataset; readonly train: string }> {
    const { clients, outputs } = target;
    const images = await flatImages();
    const files = new Map<string, Buffer | string>(images.map(({ key, body }) => [key, body]));
    await target.putDataset(files.set('labels', labels));
    const execution = await target.ended(await target.startExecution(freshName('labels')));
    expect(execution.status, execution.cause).to.equal('SUCCEEDED');
    const { dataset } = JSON.parse(execution.output ?? '');
    const object = { Bucket: outputs.bucketName, Key: dataset.trainLst.key };
    const { Body } = await clients.s3.send(new GetObjectCommand(object));
    return { dataset, train: (await Body?.transformToString()) ?? '' };
  }

  interface Dataset {
    readonly classes: readonly object[];
    readonly warnings: readonly string[];
  }

  const ROWS = Array.from({ length: 8 }, (_, number) => `${number + 1}\t${number % 2}\t${number}.jpg\n`).join('');

  it('trains on the labels of CSV, and of the output of Ground Truth', async () => {
    target = await StartedTarget.start({ config: { labelsFile: 'labels', hyperparameters: HYPERPARAMETERS } });
    expect(target.outputs.labelsFile).to.equal('labels');
    const images = await flatImages();
    const csv = images.map(({ key, classIndex }) => `${key},${CLASS_NAMES[classIndex]}\r\n`);
    const { dataset, train } = await run(`\ufeffkey,label\r\n${csv.join('')}`);
    expect(train).to.equal(ROWS);
    const classes = CLASS_NAMES.map((name, label) => ({ label, name, train: 4, validation: 4 }));
    expect(dataset.classes).to.deep.equal(classes);
    expect(dataset.warnings).to.deep.equal([]);

    const { bucketName, datasetPrefix } = target.outputs;
    const lines = images.map(({ key, classIndex }) =>
      JSON.stringify({
        'source-ref': `s3://${bucketName}/${datasetPrefix}/${key}`,
        species: classIndex,
        'species-metadata': {
          'class-name': CLASS_NAMES[classIndex],
          confidence: 0.95,
          type: 'groundtruth/image-classification',
          'job-name': 'labeling-job/species',
          'human-annotated': 'yes',
          'creation-date': '2026-02-27T21:36:25.000201',
        },
      }),
    );
    const again = await run(`${lines.join('\n')}\n`);
    expect(again.train).to.equal(ROWS);
    expect(again.dataset.classes).to.deep.equal(classes);
  });

  it('trains with several labels an image', async () => {
    const hyperparameters = { ...HYPERPARAMETERS, multi_label: 1 };
    target = await StartedTarget.start({ config: { labelsFile: 'labels', hyperparameters } });
    const images = await flatImages();
    const csv = images.map(({ key, classIndex }) => `${key},${CLASS_NAMES[classIndex]},striped\n`);
    const { dataset, train } = await run(csv.join(''));
    const rows = Array.from({ length: 8 }, (_, number) => {
      const marks = number % 2 === 0 ? '1\t0\t1' : '0\t1\t1';
      return `${number + 1}\t${marks}\t${number}.jpg\n`;
    });
    expect(train).to.equal(rows.join(''));
    expect(dataset.classes).to.deep.equal([
      { label: 0, name: 'cat', train: 4, validation: 4 },
      { label: 1, name: 'dog', train: 4, validation: 4 },
      { label: 2, name: 'striped', train: 8, validation: 8 },
    ]);
  });
});
