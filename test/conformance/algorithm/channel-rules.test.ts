import { expect } from 'chai';
import { rule } from '../../support/rule.ts';
import { type ChannelChange, RECORD_CHANNELS } from './job-request.ts';
import { lstFile } from './sample-objects.ts';
import { useTrainingFixture } from './training-fixture.ts';

const TABLE = 'sagemaker-algorithm';
const FACTS = 'training-failures.json';

describe('channels of the image-classification algorithm', () => {
  const lab = useTrainingFixture();

  const withChannels = (channels: Readonly<Record<string, ChannelChange | undefined>>) => lab().run({ channels });

  rule(
    {
      table: TABLE,
      id: 'channel.missingTrainLst',
      aws: 'needs train_lst and validation_lst beside image files',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const { reason } = await withChannels({ train_lst: undefined, validation_lst: undefined });
      const need = 'image files need train, validation, train_lst, validation_lst';
      expect(reason).to.equal(
        `ClientError: [rehearsal] The input channels do not fit: channel 'train_lst' is missing (${need}); channel 'validation_lst' is missing (${need}).`,
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.missingValidation',
      aws: 'needs a validation channel',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withChannels({ ...RECORD_CHANNELS, validation: undefined })).reason).to.equal(
        "ClientError: [rehearsal] The input channels do not fit: channel 'validation' is missing (RecordIO needs train, validation).",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.unknown',
      aws: 'knows train, validation, train_lst, validation_lst and model',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withChannels({ test: { prefix: 'test/' } })).reason).to.equal(
        "ClientError: [rehearsal] The input channels do not fit: channel 'test' is not one of train, validation, train_lst, validation_lst, model.",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'download.illegalKey',
      aws: 'cannot download a channel, in File mode, with // in any key below its prefix, also of a file that nothing names',
      here: 'same',
      wording: 'AWS',
      source: 'aws-samples/generative-ai-on-amazon-sagemaker#242',
    },
    async () => {
      await lab().put('illegal/0//1.jpg', 'no image');
      await lab().put('illegal/0//2.txt', 'no image');
      const { reason, log } = await withChannels({ train: { prefix: 'illegal/' } });
      expect(reason).to.equal(
        "ClientError: Data download failed:Failed to download data. S3 key: s3://data/illegal/0//1.jpg has an illegal char sub-sequence '//' in it",
      );
      expect(log.at(-1)).to.match(
        / Customer Error: \[rehearsal\] channel 'train' has s3:\/\/data\/illegal\/0\/\/2\.txt, too\.$/u,
      );
      const within = await withChannels({ train: { prefix: 'illegal/0/' } });
      expect(within.reason).to.equal(reason);
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.contentType',
      aws: 'supports application/x-recordio, application/x-image, image/jpeg and image/png',
      here: 'same',
      note: 'a channel without a content type fails too',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const { reason } = await withChannels({ train: { contentType: 'text/csv' }, validation: { contentType: null } });
      const types = 'application/x-image, image/jpeg, image/png';
      expect(reason).to.equal(
        `ClientError: [rehearsal] The input channels do not fit: channel 'train' has content type 'text/csv', not ${types}; channel 'validation' has content type none, not ${types}.`,
      );
      expect((await withChannels({ train: { contentType: 'image/jpeg' } })).status).to.equal('Completed');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'channel.lstCount',
      aws: 'wants one .lst file in each of the lst channels',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      expect((await withChannels({ train_lst: { prefix: 'train/' } })).reason).to.equal(
        "ClientError: [rehearsal] Channel 'train_lst' must hold exactly one .lst file; it holds none.",
      );
      await lab().put('lists/a.lst', lstFile([[[0], '0/1.jpg']]));
      await lab().put('lists/b.lst', lstFile([[[0], '0/2.jpg']]));
      expect((await withChannels({ train_lst: { prefix: 'lists/' } })).reason).to.equal(
        "ClientError: [rehearsal] Channel 'train_lst' must hold exactly one .lst file; it holds 'a.lst', 'b.lst'.",
      );
    },
  );

  rule(
    {
      table: TABLE,
      id: 'model.mismatch',
      aws: 'goes on from an earlier model with the same num_layers, image_shape and num_classes only',
      here: 'same',
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      const { description } = await lab().run();
      const artifact = description.ModelArtifacts?.S3ModelArtifacts?.replace('s3://data/', '') ?? '';
      const model = { model: { prefix: artifact, contentType: 'application/x-sagemaker-model' } };
      const hyperParameters = { num_layers: '32', image_shape: '3,32,31', num_classes: '3' };
      expect((await lab().run({ channels: model, hyperParameters })).reason).to.equal(
        "ClientError: [rehearsal] Channel 'model': the earlier model does not fit: num_layers was 20, now it is 32; image_shape was 3,32,32, now it is 3,32,31; num_classes was 2, now it is 3.",
      );
      expect((await withChannels(model)).status).to.equal('Completed');
      expect((await withChannels({ ...RECORD_CHANNELS, ...model })).status).to.equal('Completed');
    },
  );

  rule(
    {
      table: TABLE,
      id: 'model.contentType',
      aws: 'wants model.tar.gz with content type application/x-sagemaker-model',
      here: 'same',
      note: "the artifact must be the rehearsal's: that of AWS's own container is refused",
      wording: 'ours',
      source: FACTS,
    },
    async () => {
      await lab().put('earlier/model.tar.gz', 'not an archive');
      expect((await withChannels({ model: { prefix: 'earlier/' } })).reason).to.equal(
        "ClientError: [rehearsal] The input channels do not fit: channel 'model' has content type 'application/x-image', not application/x-sagemaker-model.",
      );
      const contentType = 'application/x-sagemaker-model';
      expect((await withChannels({ model: { prefix: 'train.lst', contentType } })).reason).to.equal(
        "ClientError: [rehearsal] Channel 'model' must hold model.tar.gz; s3://data/train.lst does not.",
      );
      expect((await withChannels({ model: { prefix: 'earlier/', contentType } })).reason).to.match(
        /^ClientError: \[rehearsal\] Channel 'model': model\.tar\.gz cannot be used: /u,
      );
    },
  );
});
