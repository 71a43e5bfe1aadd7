import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import fc from 'fast-check';
import type { ChannelSpec } from '../../../emulators/image-classification/protocol.ts';
import { reportedFailure } from '../../../emulators/sagemaker/training-jobs/run/failure-reason.ts';
import { rounds } from '../../support/rounds.ts';
import { runJob } from '../../unit/emulators/image-classification/support/run-job.ts';
import { DOCUMENTED } from './documented-hyperparameters.ts';
import { sampleObjects } from './sample-objects.ts';
import { useTrainingFixture } from './training-fixture.ts';

const GOOD = {
  num_classes: '2',
  num_training_samples: '8',
  image_shape: '3,32,32',
  mini_batch_size: '4',
  epochs: '1',
};
const MOST_EPOCHS = 20;
const ALGORITHM = rounds(5, 12);
const WHOLE = rounds(2, 4);

/** Any character; fast-check's own unit `binary` lists all million of them first, which takes 2 s. */
const unit = fc
  .oneof(fc.nat(0x7f), fc.nat(0x10_ffff))
  .filter((code) => code < 0xd800 || code > 0xdfff)
  .map((code) => String.fromCodePoint(code));

const ODD = fc.oneof(
  fc.constantFrom(
    '',
    ' ',
    '0',
    '1',
    '-1',
    '0.5',
    '1e-8',
    '1e999',
    'NaN',
    'true',
    'True',
    'sgd',
    'adam',
    'crop',
    '18',
    '20',
  ),
  fc.constantFrom(
    '3,1,1',
    '1,32,32',
    '3,32,32',
    '0,0,0',
    '3,99999,99999',
    '1,2,3',
    '700000',
    '9007199254740993',
    "'",
    '"',
    '\\',
  ),
  fc.string({ unit, maxLength: 40 }),
  fc.constantFrom('é', '💥').map((text) => text.repeat(1200)),
);
const hyperParameters = fc
  .dictionary(fc.oneof(fc.constantFrom(...DOCUMENTED.map(({ name }) => name)), fc.string({ maxLength: 20 })), ODD, {
    maxKeys: 4,
  })
  .map((odd): Record<string, string> => ({ ...GOOD, ...odd }))
  // A job of very many epochs is a good job, and too long for a test.
  .filter(({ epochs }) => !(Number(epochs) > MOST_EPOCHS));

const cell = fc.oneof(
  fc.constantFrom(
    '0',
    '1',
    '2',
    '3',
    '-1',
    '1.000',
    '0.5',
    '0/1.jpg',
    '1/1.jpg',
    '1/9.jpg',
    '/0/1.jpg',
    's3://data/x',
    '..',
  ),
  fc.string({ unit, maxLength: 20 }),
);
const row = fc.oneof(
  fc
    .tuple(fc.nat(9), fc.constantFrom(0, 1), fc.constantFrom('0/1.jpg', '0/2.jpg', '1/1.jpg'))
    .map((cells) => cells.join('\t')),
  fc.array(cell, { maxLength: 5 }).map((cells) => cells.join('\t')),
);
const lst = fc.oneof(
  fc.array(row, { maxLength: 8 }).map((rows) => rows.join('\n')),
  fc.string({ unit, maxLength: 200 }),
);

interface Damage {
  /** Where, as a share of the whole, and what to. */
  readonly changes: readonly (readonly [place: number, value: number])[];
  /** What is left, as a share of the whole. */
  readonly left: number;
}
const place = fc.double({ min: 0, max: 1, noNaN: true });
const damage: fc.Arbitrary<Damage> = fc.record({
  changes: fc.array(fc.tuple(place, fc.nat(255)), { maxLength: 4 }),
  left: fc.oneof({ arbitrary: fc.constant(1), weight: 2 }, place),
});

function damaged(bytes: Buffer, { changes, left }: Damage): Buffer {
  const copy = Buffer.from(bytes);
  for (const [at, value] of changes) copy[Math.floor(at * (bytes.length - 1))] = value;
  return copy.subarray(0, Math.ceil(left * bytes.length));
}

function checkReason(reason: string | undefined): void {
  expect(reason).to.match(/^(ClientError|AlgorithmError|InternalServerError): \S/u);
  expect(reason?.length).to.be.at.most(1024);
  expect(reason?.isWellFormed()).to.equal(true);
}

describe('whatever is put into', () => {
  const lab = useTrainingFixture();
  let workFolder: string;
  before(async () => {
    workFolder = await mkdtemp(join(tmpdir(), 'any-input-'));
  });
  after(() => rm(workFolder, { recursive: true, force: true }));

  const channel = (channelName: string, key: string, contentType = 'application/x-image'): ChannelSpec => ({
    channelName,
    s3Uri: `s3://data/${key}`,
    contentType,
  });
  const records = (train: string) => [
    channel('train', train, 'application/x-recordio'),
    channel('validation', 'test.rec', 'application/x-recordio'),
  ];
  const files = (trainLst: string) => [
    ...[channel('train', 'train/'), channel('validation', 'test/')],
    ...[channel('train_lst', trainLst), channel('validation_lst', 'test.lst')],
  ];

  /** Runs the algorithm in this process; its process would end as the last event says. */
  async function checkJob(given: Readonly<Record<string, string>>, channels: readonly ChannelSpec[]): Promise<void> {
    const { access } = lab().clients;
    const s3 = { endpointUrl: access.endpointUrl, region: access.region, ...access.credentials };
    const { last } = await runJob({
      trainingJobName: 'job',
      hyperParameters: given,
      channels,
      s3,
      workFolder,
      seed: 1,
    });
    if (last?.type !== 'failed') expect(last?.type).to.equal('finished');
    else {
      checkReason(reportedFailure(last));
      expect(last.kind).to.equal('customer', last.message);
    }
  }

  it('a hyperparameter, the algorithm trains or names what the customer got wrong', async () => {
    await fc.assert(
      fc.asyncProperty(hyperParameters, (given) => checkJob(given, files('train.lst'))),
      ALGORITHM,
    );
  });

  it('a .lst file, it does', async () => {
    const property = fc.asyncProperty(lst, fc.constantFrom('0', '1'), async (text, multiLabel) => {
      await lab().put('odd/train.lst', text);
      await checkJob({ ...GOOD, mini_batch_size: '1', multi_label: multiLabel }, files('odd/train.lst'));
    });
    await fc.assert(property, ALGORITHM);
  });

  it('a .rec file, it does', async () => {
    const whole = Buffer.from((await sampleObjects()).get('train.rec') ?? '');
    const property = fc.asyncProperty(damage, async (change) => {
      await lab().put('odd/train.rec', damaged(whole, change));
      await checkJob({ ...GOOD, mini_batch_size: '1' }, records('odd/train.rec'));
    });
    await fc.assert(property, ALGORITHM);
  });

  it("an earlier model's archive, it does", async () => {
    const { description } = await lab().run({ hyperParameters: { num_layers: undefined } });
    const key = description.ModelArtifacts?.S3ModelArtifacts?.replace('s3://data/', '') ?? '';
    const archive = gunzipSync(await lab().read(key));
    // Names, and the description at the start of the weights' file, are where a change means something.
    const start = archive.subarray(0, 2048);
    const property = fc.asyncProperty(damage, async (change) => {
      const model = gzipSync(Buffer.concat([damaged(start, change), archive.subarray(start.length)]));
      await lab().put('odd/model.tar.gz', model);
      await checkJob(GOOD, [...files('train.lst'), channel('model', 'odd/', 'application/x-sagemaker-model')]);
    });
    await fc.assert(property, ALGORITHM);
  });

  it('either, a job of the emulator ends Completed or Failed with a reason, and the next one too', async () => {
    const property = fc.asyncProperty(hyperParameters, lst, async (given, text) => {
      await lab().put('odd/train.lst', text);
      const job = { hyperParameters: given, channels: { train_lst: { prefix: 'odd/train.lst' } } };
      const ended = await lab()
        .run(job)
        .catch((error: unknown) => error);
      // CreateTrainingJob refuses some texts itself.
      if (ended instanceof Error) expect(ended.name).to.equal('ValidationException');
      else {
        const { status, reason } = ended as { status?: string; reason?: string };
        if (status !== 'Completed') {
          expect(status).to.equal('Failed');
          checkReason(reason);
        }
      }
    });
    await fc.assert(property, WHOLE);
    expect((await lab().run()).status).to.equal('Completed');
  });
});
