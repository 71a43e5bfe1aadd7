import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { readModel } from '../../../../emulators/image-classification/artifact/model-reader.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runJob } from './support/run-job.ts';
import { jobSpec, openTrainingBucket, putDataset, type TrainingBucket } from './support/training-bucket.ts';

describe('a training job', () => {
  let root: string;
  let bucket: TrainingBucket;
  const folder = useTemporaryFolder();

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'retraining-training-'));
    bucket = await openTrainingBucket(root);
    await putDataset(bucket);
  });
  after(async () => {
    await bucket.close();
    await rm(root, { recursive: true });
  });

  it('reads, trains and writes its artifact, and says so event by event', async () => {
    const { events, last } = await runJob(jobSpec(bucket, folder(), { epochs: '6' }));
    expect(last).to.deep.equal({ type: 'finished', modelFile: join(folder(), 'model.tar.gz'), stopped: false });
    const steps = events
      .filter(({ type }) => type !== 'log')
      .map((event) => ('phase' in event ? event.phase : event.type));
    expect(steps).to.deep.equal(['Downloading', 'Training', ...new Array(6).fill('epoch'), 'finished']);
    const epochs = events.filter((event) => event.type === 'epoch');
    expect(epochs.map(({ epoch }) => epoch)).to.deep.equal([0, 1, 2, 3, 4, 5]);
    expect(epochs.at(-1)?.validationAccuracy).to.equal(1);
    expect(epochs.at(-1)?.epochs).to.equal(6);
    expect(epochs.at(-1)?.imagesPerSecond).to.be.above(0);
  });

  it('logs as the algorithm does', async () => {
    const { log } = await runJob(
      jobSpec(bucket, folder(), { epochs: '1', optimizer: 'adam', augmentation_type: 'crop' }),
    );
    expect(log[0]).to.equal('Docker entrypoint called with argument(s): train');
    const texts = log.map((line) => line.replace(/^\[\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d INFO \d+\] /u, ''));
    expect(texts).to.include.members([
      'Searching for .lst files in /opt/ml/input/data/train_lst.',
      'Creating record files for train-data.lst',
      'Done creating record files...',
      '---- Parameters ----',
      'optimizer: adam',
      'image_shape: 3,32,16',
      'checkpoint_frequency not set, will store the best model',
    ]);
    expect(texts).to.not.include('momentum: 0.9');
    expect(texts.some((text) => text.startsWith('[rehearsal] augmentation_type=crop: images are mirrored'))).to.equal(
      true,
    );
    expect(texts.some((text) => text.startsWith("Final configuration: {'num_classes': '2'"))).to.equal(true);
  });

  it('gives the same bytes for the same seed and data', async () => {
    const bytes = async (seed: number) => {
      await runJob({ ...jobSpec(bucket, folder()), seed });
      return readFileSync(join(folder(), 'model.tar.gz'));
    };
    const first = await bytes(1);
    expect((await bytes(1)).equals(first)).to.equal(true);
    expect((await bytes(2)).equals(first)).to.equal(false);
  });

  it('goes on from an earlier model in the channel "model"', async () => {
    await runJob(jobSpec(bucket, folder(), { epochs: '6' }));
    const artifact = readFileSync(join(folder(), 'model.tar.gz'));
    await bucket.put('earlier/output/model.tar.gz', artifact);
    const spec = jobSpec(bucket, folder(), { epochs: '1', learning_rate: '0' });
    const model = {
      channelName: 'model',
      s3Uri: 's3://training-bucket/earlier/output',
      contentType: 'application/x-sagemaker-model',
    };
    const { events } = await runJob({ ...spec, channels: [...spec.channels, model], seed: 9 });
    const epoch = events.find((event) => event.type === 'epoch');
    expect(epoch?.validationAccuracy).to.equal(1);
    const other = await runJob({
      ...spec,
      hyperParameters: { ...spec.hyperParameters, num_layers: '18', num_classes: '3' },
      channels: [...spec.channels, model],
    });
    expect(other.last).to.deep.equal({
      type: 'failed',
      kind: 'customer',
      message:
        "[rehearsal] Channel 'model': the earlier model does not fit: num_layers was 152, now it is 18; num_classes was 2, now it is 3.",
    });
  });

  it('stopped while it reads, ends with an artifact without weights', async () => {
    const stop = new AbortController();
    stop.abort();
    const { last, log } = await runJob(jobSpec(bucket, folder()), stop.signal);
    expect(last).to.deep.equal({ type: 'finished', modelFile: join(folder(), 'model.tar.gz'), stopped: true });
    expect(log.at(-1)).to.contain('[rehearsal] stopped before training began');
    const error = await readModel(join(folder(), 'model.tar.gz')).catch((reason: Error) => reason.message);
    expect(error).to.equal('the artifact holds no image-classification-NNNN.params file');
  });
});
