import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { rule } from '../../support/rule.ts';
import { type JobChanges, RECORD_CHANNELS } from './job-request.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';

describe('objects that are piped to the image-classification algorithm', () => {
  const lab = useTrainingFixture();

  const piped = (train: object): NonNullable<JobChanges['channels']> => ({
    ...RECORD_CHANNELS,
    train: { contentType: 'application/x-recordio', pipe: true, ...train },
  });

  rule(
    {
      table: TABLE,
      id: 'channel.pipeOfSeveral',
      aws: 'pipes all objects of a prefix one after the other, whatever their names',
      here: 'same',
      wording: 'none',
      source: 'API model, documentation text of "CreateTrainingJob"',
    },
    async () => {
      const records = await lab().read('train.rec');
      await lab().put('parts/1', records);
      await lab().put('parts/2.rec', records);
      const job = await lab().run({
        channels: piped({ prefix: 'parts/' }),
        hyperParameters: { mini_batch_size: '16' },
      });
      // Twice the eight images of the sample; half of them would be fewer than mini_batch_size.
      expect(job.status, job.reason).to.equal('Completed');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.gzip',
      aws: 'unpacks what is piped with CompressionType Gzip',
      here: 'same',
      note: 'what a job says of objects that are not compressed is not known',
      wording: 'ours',
      source: 'API model, documentation text of "CreateTrainingJob"',
    },
    async () => {
      await lab().put('packed/train.rec.gz', gzipSync(await lab().read('train.rec')));
      const job = await lab().run({ channels: piped({ prefix: 'packed/', gzip: true }) });
      expect(job.status, job.reason).to.equal('Completed');
      expect((await lab().run({ channels: piped({ prefix: 'train.rec', gzip: true }) })).reason).to.equal(
        'ClientError: [rehearsal] s3://data/train.rec is not compressed by gzip, as its channel says.',
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.recordWrapper',
      aws: 'RecordWrapperType RecordIO makes a record of each object, so that RecordIO files are wrapped twice',
      here: 'same',
      note: 'the job fails; in which words is not known',
      wording: 'ours',
      source: 'API model, documentation text of "CreateTrainingJob"',
    },
    async () => {
      expect((await lab().run({ channels: piped({ prefix: 'train.rec', wrapped: true }) })).reason).to.equal(
        "ClientError: [rehearsal] The input channels do not fit: channel 'train' has RecordWrapperType RecordIO, which makes one " +
          'record of a whole RecordIO file: leave it out.',
      );
    },
  );
});
