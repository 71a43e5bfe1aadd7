import { expect } from 'chai';
import { recordFile } from '../../support/record-files.ts';
import { rule } from '../../support/rule.ts';
import { RECORD_CHANNELS } from './job-request.ts';
import { FOUR_ROWS, jpeg } from './sample-objects.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';
/** Why the rehearsal fails where the container may go on. */
const PICKY = 'fails: if the container skips the file as the stock im2rec does, it trains on less than was meant';

describe('.lst files and labels of the image-classification algorithm', () => {
  const lab = useTrainingFixture();

  rule(
    {
      table: TABLE,
      id: 'data.fewerImagesThanBatch',
      aws: 'fails for fewer images than mini_batch_size',
      here: 'same',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const { status, reason, log } = await lab().run({ hyperParameters: { mini_batch_size: '9' } });
      const text = 'The number of input images must be bigger or equal to the mini_batch_size.';
      expect([status, reason]).to.deep.equal(['Failed', `ClientError: ${text}`]);
      expect(log.at(-2)).to.match(
        /^\[\d\d\/\d\d\/\d{4} \d\d:\d\d:\d\d ERROR \d+\] Customer Error: The number of input images/u,
      );
      expect((await lab().run({ hyperParameters: { mini_batch_size: '8' } })).status).to.equal('Completed');
      const records = await lab().run({ channels: RECORD_CHANNELS, hyperParameters: { mini_batch_size: '9' } });
      expect(records.reason).to.equal(`ClientError: ${text}`);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.invalidLst.train',
      aws: 'fails for a malformed .lst file; which faults count is not public',
      here: 'same',
      note: 'for another number of columns, an index or label that is no whole number, an empty path',
      wording: 'AWS',
      source: FACTS,
    },
    async () => {
      const faults = ['1 0 0/1.jpg\n', '1\t0\t0/1.jpg\textra\n', 'x\t0\t0/1.jpg\n', '1\t0.5\t0/1.jpg\n', '1\t0\t\n'];
      const jobs = await Promise.all(
        faults.map(async (text, at) => {
          await lab().put(`invalid-${at}/train.lst`, text);
          return lab().run({ channels: { train_lst: { prefix: `invalid-${at}/` } } });
        }),
      );
      expect(jobs.map(({ reason }) => reason)).to.deep.equal(
        faults.map(() => 'ClientError: Invalid lst file in the train channel.'),
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.invalidLst.validation',
      aws: 'presumably the same for the validation channel',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      await lab().put('bad/test.lst', 'no tabs\n');
      const { reason } = await lab().run({ channels: { validation_lst: { prefix: 'bad/test.lst' } } });
      expect(reason).to.equal('ClientError: [rehearsal] Invalid lst file in the validation channel.');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.labelOutOfRange',
      aws: 'unknown: may fail, may train a bad model',
      here: 'differs',
      note: 'fails, since labels are documented as 0 to num_classes - 1',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const { reason } = await lab().runWithTrainLst(FOUR_ROWS.replace('4\t1', '4\t2'));
      expect(reason).to.equal(
        'ClientError: [rehearsal] train.lst of the train channel: 1 fault(s) in 4 line(s): line 4: label 2 is not from 0 to 1 (num_classes is 2).',
      );
      const file = recordFile([{ labels: [2], file: await jpeg(32, 32) }]);
      expect((await lab().runWithTrainRecords(file)).reason).to.equal(
        'ClientError: [rehearsal] train.rec of the train channel: record 1: label 2 is not from 0 to 1 (num_classes is 2).',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.labelGap',
      aws: 'wants labels without gaps; that a gap fails is not known',
      here: 'same',
      note: 'trains, with a line in the log that names the classes without images',
      wording: 'none',
      source: FACTS,
    },
    async () => {
      const { status, log } = await lab().runWithTrainLst(FOUR_ROWS.replaceAll('\t1\t', '\t2\t'), {
        hyperParameters: { num_classes: '3' },
      });
      expect(status).to.equal('Completed');
      expect(log).to.include('[rehearsal] no training image has the label 1: that class cannot be learned.');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.duplicateIndex',
      aws: 'wants unique indices; whether it looks is not known',
      here: 'differs',
      note: 'fails, since a repeated index means that lists were joined by mistake',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await lab().runWithTrainLst(FOUR_ROWS.replace('4\t', '1\t'))).reason).to.equal(
        'ClientError: [rehearsal] train.lst of the train channel: 1 fault(s) in 4 line(s): line 4: index 1 is that of line 1 too.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.missingImage',
      aws: 'unknown: may skip it',
      here: 'differs',
      note: PICKY,
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await lab().runWithTrainLst(FOUR_ROWS.replace('1/2.jpg', '1/7.jpg'))).reason).to.equal(
        'ClientError: [rehearsal] train.lst of the train channel: 1 fault(s) in 4 line(s): line 4: the train channel has no file "1/7.jpg".',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'data.absolutePath',
      aws: 'does not find an absolute path or an s3:// address; what it does then is unknown',
      here: 'differs',
      note: 'fails',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const rows = FOUR_ROWS.replace('0/1.jpg', '/opt/ml/input/data/train/0/1.jpg').replace(
        '1/1.jpg',
        's3://data/train/1/1.jpg',
      );
      expect((await lab().runWithTrainLst(rows)).reason).to.equal(
        'ClientError: [rehearsal] train.lst of the train channel: 2 fault(s) in 4 line(s): ' +
          'line 1: path "/opt/ml/input/data/train/0/1.jpg" must be relative to the train channel; ' +
          'line 2: path "s3://data/train/1/1.jpg" must be relative to the train channel.',
      );
    },
  );
});
