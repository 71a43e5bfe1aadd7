import { expect } from 'chai';
import { recordFile } from '../../support/record-files.ts';
import { rule } from '../../support/rule.ts';
import { RECORD_CHANNELS } from './job-request.ts';
import { FOUR_ROWS, jpeg, lstFile } from './sample-objects.ts';
import { type EndedJob, useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';
const GUIDE = 'SageMaker Developer Guide, "Image Classification - MXNet"';
/** Why the rehearsal fails where the container may go on. */
const PICKY = 'fails: if the container skips the file as the stock im2rec does, it trains on less than was meant';

describe('images of the image-classification algorithm', () => {
  const lab = useTrainingFixture();

  rule(
    {
      table: TABLE,
      id: 'data.multiLabelCount',
      aws: 'fails for images whose labels are not as many as num_classes',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const hyperParameters = { multi_label: '1', num_classes: '3' };
      const reason =
        'ClientError: Mismatch between number of labels in the multi-label data (2) and the num_classes parameter (3).';
      const rows = lstFile([
        [[1, 0], '0/1.jpg'],
        [[1, 1], '1/1.jpg'],
      ]);
      expect((await lab().runWithTrainLst(rows, { hyperParameters })).reason).to.equal(reason);
      const file = recordFile([{ labels: [1, 0], file: await jpeg(32, 32) }]);
      expect((await lab().runWithTrainRecords(file, hyperParameters)).reason).to.equal(reason);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.multiLabel',
      aws: 'trains on images of several classes (multi_label=1); accuracy is the share of labels that are right',
      here: 'same',
      wording: 'none',
      source: 'accuracies of a job in aws/amazon-sagemaker-examples#2746',
    },
    async () => {
      const rows = lstFile([
        [[1, 0], '0/1.jpg'],
        [[0, 1], '1/1.jpg'],
        [[1, 1], '0/2.jpg'],
        [[0, 0], '1/2.jpg'],
      ]);
      await lab().put(
        'multi/test.lst',
        lstFile([
          [[1, 1], '0/1.jpg'],
          [[1, 1], '1/1.jpg'],
        ]),
      );
      const channels = { validation_lst: { prefix: 'multi/test.lst' } };
      const { status, log } = await lab().runWithTrainLst(rows, {
        channels,
        hyperParameters: { multi_label: '1', use_weighted_loss: '1' },
      });
      expect(status).to.equal('Completed');
      expect(log).to.include('multi_label: 1');
      const accuracy = Number(/Validation-accuracy=([\d.]+)/u.exec(log.join('\n'))?.[1]);
      // Two images of two classes: whatever was learnt, it is a number of quarters.
      expect([0, 0.25, 0.5, 0.75, 1]).to.include(accuracy);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.recordio',
      aws: 'trains on one RecordIO file a channel, as im2rec writes them',
      here: 'same',
      wording: 'none',
      source: GUIDE,
    },
    async () => {
      const [records, files] = await Promise.all([lab().run({ channels: RECORD_CHANNELS }), lab().run()]);
      expect([records.status, files.status]).to.deep.equal(['Completed', 'Completed']);
      const metrics = ({ description }: EndedJob) =>
        description.FinalMetricDataList?.filter(({ MetricName }) => MetricName !== 'throughput').map(
          ({ Value }) => Value,
        );
      // The same images by either way give the same model.
      expect(metrics(records)).to.deep.equal(metrics(files));
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.recordioBad',
      aws: 'fails for a file that is not RecordIO',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const { reason, log } = await lab().runWithTrainRecords(await jpeg(32, 32));
      expect(reason).to.equal(
        "ClientError: Unable to read data channel 'train'. Requested content-type is 'application/x-recordio'. Please verify the data matches the requested content-type.",
      );
      expect(log.at(-1)).to.contain('[rehearsal] train.rec: there is no RecordIO magic number at byte 0');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.recordioEmpty',
      aws: 'fails for a .rec file without records',
      here: 'same',
      note: 'for the validation channel the words are ours',
      wording: 'AWS',
      source: 'aws-samples/amazon-sagemaker-pipelines-mxnet-image-classification#1',
    },
    async () => {
      expect((await lab().runWithTrainRecords(Buffer.alloc(0))).reason).to.equal(
        'ClientError: Unable to start training. Empty .rec file in train channel.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.recordioCount',
      aws: 'wants one .rec file a channel',
      here: 'same',
      wording: 'ours',
      source: GUIDE,
    },
    async () => {
      const none = { prefix: 'train/', contentType: 'application/x-recordio' };
      expect((await lab().run({ channels: { ...RECORD_CHANNELS, train: none } })).reason).to.equal(
        "ClientError: [rehearsal] Channel 'train' must hold exactly one .rec file; it holds none.",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.corruptImage',
      aws: 'unknown: may skip it',
      here: 'differs',
      note: PICKY,
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const whole = await jpeg(64, 64);
      const half = whole.subarray(0, whole.length / 2);
      await lab().put('corrupt/0/1.jpg', half);
      await lab().put('corrupt/1/1.jpg', '');
      const { reason } = await lab().runWithTrainLst(FOUR_ROWS.split('\n').slice(0, 2).join('\n'), {
        channels: { train: { prefix: 'corrupt/' } },
        hyperParameters: { mini_batch_size: '1' },
      });
      expect(reason).to.equal(
        'ClientError: [rehearsal] 2 of 2 images of the train channel cannot be used: ' +
          '"0/1.jpg": the file is cut short or corrupt; "1/1.jpg": the file is empty.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.imageSmallerThanShape',
      aws: 'fails for an image smaller than image_shape',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const { reason } = await lab().run({ hyperParameters: { image_shape: '3,33,32' } });
      expect(reason).to.match(
        /^ClientError: \[rehearsal\] 8 of 8 images of the train channel cannot be used: "0\/1\.jpg": it is 32x32 pixels \(width x height\); image_shape needs 32x33; /u,
      );
      const file = recordFile([{ labels: [0], file: await jpeg(31, 40) }]);
      expect((await lab().runWithTrainRecords(file, { mini_batch_size: '1' })).reason).to.equal(
        'ClientError: [rehearsal] 1 of 1 images of the train channel cannot be used: "record 1": it is 31x40 pixels (width x height); image_shape needs 32x32.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.resizeTooSmall',
      aws: 'fails where resize makes an image smaller than image_shape',
      here: 'same',
      note: 'below both sides at once, between them when an image turns out to be too small',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const below = await lab().run({ hyperParameters: { resize: '31' } });
      expect(below.reason).to.equal(
        "ClientError: [rehearsal] resize 31 must not be below image_shape's height 32 and width 32: every image would be too small.",
      );
      const between = await lab().run({ hyperParameters: { resize: '30', image_shape: '3,32,30' } });
      expect(between.reason).to.contain(
        'it is 32x32 pixels (width x height), 30x30 after resize=30; image_shape needs 30x32',
      );
      expect((await lab().run({ hyperParameters: { resize: '32' } })).status).to.equal('Completed');
    },
  );
});
