import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import type { ChannelSpec, JobSpec } from '../../../../emulators/image-classification/protocol.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';
import { runJob } from './support/run-job.ts';
import { channel, jobSpec, openTrainingBucket, putDataset, type TrainingBucket } from './support/training-bucket.ts';

describe('a training job that cannot succeed', () => {
  let root: string;
  let bucket: TrainingBucket;
  const folder = useTemporaryFolder();

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'retraining-failures-'));
    bucket = await openTrainingBucket(root);
    await putDataset(bucket);
  });
  after(async () => {
    await bucket.close();
    await rm(root, { recursive: true });
  });

  async function failure(change: Partial<JobSpec> = {}): Promise<{ message: string; kind: string; log: string[] }> {
    const { last, log } = await runJob({ ...jobSpec(bucket, folder()), ...change });
    if (last?.type !== 'failed') throw new Error(`the job ended as ${last?.type}`);
    return { message: last.message, kind: last.kind, log };
  }

  const hyperParameters = (changes: Record<string, string>) => jobSpec(bucket, folder(), changes).hyperParameters;
  const withChannel = (changed: ChannelSpec) => [
    ...jobSpec(bucket, folder()).channels.filter(({ channelName }) => channelName !== changed.channelName),
    changed,
  ];

  it('for its hyperparameters says all faults in the log, as Customer Errors', async () => {
    const { message, kind, log } = await failure({ hyperParameters: hyperParameters({ epochs: 'x', what: '1' }) });
    expect([kind, message]).to.deep.equal([
      'customer',
      "Additional hyperparameters are not allowed ('what' was unexpected)",
    ]);
    expect(log.at(-2)).to.match(/^\[.* ERROR \d+\] Customer Error: Additional hyperparameters are not allowed/u);
    expect(log.at(-1)).to.contain("Customer Error: The value for hyperparameter 'epochs' should be of type integer");
  });

  it('for a missing channel', async () => {
    const channels = jobSpec(bucket, folder()).channels.slice(0, 3);
    expect((await failure({ channels })).message).to.contain("channel 'validation_lst' is missing");
  });

  it("for fewer images than mini_batch_size, in AWS's words", async () => {
    const { message, log } = await failure({ hyperParameters: hyperParameters({ mini_batch_size: '31' }) });
    expect(message).to.equal('The number of input images must be bigger or equal to the mini_batch_size.');
    expect(log.at(-1)).to.contain('the train channel has 30 images, mini_batch_size is 31');
  });

  it('for a malformed .lst file', async () => {
    await bucket.put('bad/train.lst', '1 0 few/0.jpg\n');
    const { message } = await failure({ channels: withChannel(channel('train_lst', 'bad/train.lst')) });
    expect(message).to.equal('Invalid lst file in the train channel.');
  });

  it('for none or several .lst files in a channel', async () => {
    const none = await failure({ channels: withChannel(channel('train_lst', 'data/train/')) });
    expect(none.message).to.equal("[rehearsal] Channel 'train_lst' must hold exactly one .lst file; it holds none.");
    const both = await failure({ channels: withChannel(channel('train_lst', 'data/t')) });
    expect(both.message).to.contain("it holds 'test-data.lst', 'train-data.lst'.");
  });

  it('for a corrupt image and a text file named .jpg, naming both', async () => {
    await bucket.put('broken/train/a.jpg', 'just text');
    await bucket.put('broken/train/empty.jpg', '');
    await bucket.put('broken/train.lst', `${'1\t0\ta.jpg\n'}2\t1\tempty.jpg\n`);
    const { message } = await failure({
      channels: [
        ...withChannel(channel('train', 'broken/train/')).filter(({ channelName }) => channelName !== 'train_lst'),
        channel('train_lst', 'broken/train.lst'),
      ],
      hyperParameters: hyperParameters({ mini_batch_size: '1' }),
    });
    expect(message).to.match(
      /^\[rehearsal\] 2 of 2 images of the train channel cannot be used: "a.jpg": it cannot be/u,
    );
    expect(message).to.contain('"empty.jpg": the file is empty.');
  });

  it('for images smaller than image_shape, naming file and sizes', async () => {
    const { message } = await failure({ hyperParameters: hyperParameters({ image_shape: '3,33,16' }) });
    expect(message).to.contain(
      '30 of 30 images of the train channel cannot be used: "many stripes/0.jpg": it is 16x32',
    );
    expect(message).to.contain('image_shape needs 16x33; ');
    expect(message).to.contain('; and 25 more.');
  });

  it('for an empty channel and a missing bucket', async () => {
    const empty = await failure({ channels: withChannel(channel('train', 'nothing/')) });
    expect(empty.message).to.contain("Channel 'train' has no file: no S3 object under s3://training-bucket/nothing/");
    const missing = { ...channel('train', ''), s3Uri: 's3://no-such-bucket/x' };
    const { message, kind } = await failure({ channels: withChannel(missing) });
    expect(kind).to.equal('customer');
    expect(message).to.contain('[rehearsal] reading s3://no-such-bucket/x failed with 404 NoSuchBucket');
  });

  it('for an endpoint that does not answer, as a fault of the platform', async () => {
    const s3 = { ...bucket.access, endpointUrl: 'http://127.0.0.1:1' };
    const { kind, message } = await failure({ s3 });
    expect(kind).to.equal('platform');
    expect(message).to.contain('[rehearsal] reading s3://training-bucket/data/train failed: ');
  });
});
