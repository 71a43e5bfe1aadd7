import { expect } from 'chai';
import { rule } from '../../support/rule.ts';
import { type ChannelChange, RECORD_CHANNELS } from './job-request.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';
const GUIDE = 'SageMaker Developer Guide, "Image Classification - MXNet"';
const EMPTY_BATCH =
  'ClientError: Got empty batch from pipe. Please check if the manifest file contains valid batches and the value of training job parameter AttributeNames matches attributes names in the augmented manifest.';

/** A line of a manifest for each image of the sample: its address, its label, and metadata that nobody reads. */
function manifest(labelOf: (label: number, number: number) => unknown): string {
  const lines = [0, 1].flatMap((label) =>
    [1, 2, 3, 4].map((number) =>
      JSON.stringify({
        'source-ref': `s3://data/train/${label}/${number}.jpg`,
        class: labelOf(label, number),
        'class-metadata': { type: 'groundtruth/image-classification' },
      }),
    ),
  );
  return `${lines.join('\n')}\n`;
}

describe('Pipe mode of the image-classification algorithm', () => {
  const lab = useTrainingFixture();

  /** The end of a job on a manifest, for training and for validation alike. */
  async function withManifest(text: string, change: Partial<ChannelChange> = {}, hyperParameters = {}) {
    await lab().put('pipe/images.manifest', text);
    const channel = { prefix: 'pipe/images.manifest', attributes: ['source-ref', 'class'], ...change };
    const channels = { train: channel, validation: channel, train_lst: undefined, validation_lst: undefined };
    return lab().run({ channels, hyperParameters });
  }

  rule(
    {
      table: TABLE,
      id: 'data.emptyBatchFromPipe',
      aws: 'fails where no row has the attributes',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const rows = manifest((label) => label);
      expect((await withManifest(rows, { attributes: ['source-ref', 'label'] })).reason).to.equal(EMPTY_BATCH);
      expect((await withManifest(rows, { attributes: [] })).reason).to.equal(EMPTY_BATCH);
      expect((await withManifest('\n\n')).reason).to.equal(EMPTY_BATCH);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.augmentedManifest',
      aws: 'trains on image files that an augmented manifest names, in Pipe mode',
      here: 'same',
      note: 'the images are read at once, not streamed epoch by epoch',
      wording: 'none',
      source: GUIDE,
    },
    async () => {
      const numbers = await withManifest(manifest((label) => label));
      const texts = await withManifest(manifest(String), { contentType: 'application/x-recordio' });
      expect([numbers.status, texts.status]).to.deep.equal(['Completed', 'Completed']);
      expect(numbers.log).to.include("The channel 'train' is in pipe input mode under /opt/ml/input/data/train.");
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.augmentedManifestLabels',
      aws: 'takes the labels of images of several classes as multi-hot or, named by label-format, as class-id',
      here: 'same',
      wording: 'AWS',
      source: GUIDE,
    },
    async () => {
      const many = { multi_label: '1' };
      const hot = await withManifest(
        manifest((label, number) => [1 - label, number % 2]),
        {},
        many,
      );
      const contentType = 'application/x-recordio; label-format=class-id';
      const ids = await withManifest(
        manifest((label, number) => (number === 1 ? [] : [label])),
        { contentType },
        many,
      );
      expect([hot.status, ids.status]).to.deep.equal(['Completed', 'Completed']);
      expect(
        (
          await withManifest(
            manifest(() => [0, 1, 0]),
            {},
            many,
          )
        ).reason,
      ).to.equal(
        'ClientError: Mismatch between number of labels in the multi-label data (3) and the num_classes parameter (2).',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.augmentedManifestRows',
      aws: 'wants the image first and the label second in AttributeNames; what it does with single wrong rows is unknown',
      here: 'differs',
      note: 'fails, naming the lines',
      wording: 'ours',
      source: GUIDE,
    },
    async () => {
      const rows = manifest((label) => label).split('\n');
      const wrong = [
        '{"source-ref": "s3://data/x.jpg"}',
        '{broken',
        '{"source-ref": "s3://data/train/0/1.jpg", "class": 2}',
      ];
      expect((await withManifest([...rows.slice(0, 5), ...wrong].join('\n'))).reason).to.equal(
        "ClientError: [rehearsal] The manifest of the train channel: line 6: it has no 'source-ref' or no 'class'; " +
          'line 7: "{broken" is no JSON object; line 8: label 2 is not from 0 to 1 (num_classes is 2).',
      );
      const swapped = rows.map((line) => line.replace('source-ref', 'label').replace('"class"', '"class-ref"'));
      expect((await withManifest(swapped[0] ?? '', { attributes: ['class-ref', 'label'] })).reason).to.equal(
        'ClientError: [rehearsal] The manifest of the train channel: line 1: \'class-ref\', the first of AttributeNames, is "0" and not the s3:// address of an image.',
      );
      const absent = rows.join('\n').replace('train/1/4.jpg', 'train/1/9.jpg');
      expect((await withManifest(absent)).reason).to.match(
        /^ClientError: \[rehearsal\] reading s3:\/\/data\/train\/1\/9\.jpg failed with 404 NoSuchKey/u,
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.augmentedManifestReference',
      aws: 'sends the object of an attribute whose name ends in -ref, of any other the text itself, which is no image',
      here: 'differs',
      note: 'fails at once; how a job fails on the text is not known',
      wording: 'ours',
      source: 'SageMaker Developer Guide, "Augmented Manifest Files for Training Jobs"',
    },
    async () => {
      const rows = manifest((label) => label).replaceAll('source-ref', 'source');
      expect((await withManifest(rows, { attributes: ['source', 'class'] })).reason).to.equal(
        "ClientError: [rehearsal] AttributeNames of channel 'train' begin with 'source': only of an attribute whose name ends in '-ref' " +
          "does SageMaker send the object, of any other the text itself; call it 'source-ref' there and in the manifest.",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.augmentedManifestWithoutRecords',
      aws: 'fails on an augmented manifest without RecordWrapperType RecordIO',
      here: 'same',
      wording: 'AWS',
      source: 'aws/amazon-sagemaker-examples#4056 and aws/amazon-sagemaker-examples#562',
    },
    async () => {
      const rows = manifest((label) => label);
      expect((await withManifest(rows, { unwrapped: true })).reason).to.equal(
        'ClientError: Unable to parse record. Please make sure input data is in correct recordio format.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.pipe',
      aws: 'pipes RecordIO and augmented manifests; image files with lists need File mode',
      here: 'same',
      note: 'the images are read at once, not streamed epoch by epoch',
      wording: 'ours',
      source: GUIDE,
    },
    async () => {
      const { train, validation } = RECORD_CHANNELS;
      const piped = {
        ...RECORD_CHANNELS,
        train: { ...train, pipe: true as const },
        validation: { ...validation, pipe: true as const },
      };
      expect((await lab().run({ channels: piped })).status).to.equal('Completed');
      expect((await lab().run({ channels: { train: { pipe: true } } })).reason).to.equal(
        "ClientError: [rehearsal] The input channels do not fit: channel 'train' is in Pipe mode, which takes RecordIO or an augmented manifest.",
      );
    },
  );
});
