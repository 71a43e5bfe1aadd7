import { expect } from 'chai';
import { imageChannels } from '../../../../localstack/training/channels.ts';
import type { ChannelSpec } from '../../../../localstack/training/protocol.ts';

const channel = (channelName: string, contentType = 'application/x-image'): ChannelSpec => ({
  channelName,
  s3Uri: `s3://bucket/${channelName}`,
  contentType,
});
const FOUR = ['train', 'validation', 'train_lst', 'validation_lst'].map((name) => channel(name));

describe('the input channels', () => {
  it('are train, validation and one .lst channel for each', () => {
    const channels = imageChannels(FOUR);
    expect(channels.trainLst.s3Uri).to.equal('s3://bucket/train_lst');
    expect(channels).to.not.have.property('model');
  });

  it('may have an earlier model', () => {
    const model = channel('model', 'application/x-sagemaker-model');
    expect(imageChannels([...FOUR, model]).model).to.equal(model);
  });

  it('are all missed at once', () => {
    expect(() => imageChannels([channel('train')])).to.throw(
      "[rehearsal] The input channels do not fit: channel 'validation' is missing (image files need train, validation, train_lst, validation_lst); channel 'train_lst' is missing",
    );
  });

  it('must have known names', () => {
    expect(() => imageChannels([...FOUR, channel('test')])).to.throw(
      "channel 'test' is not one of train, validation, train_lst, validation_lst, model",
    );
  });

  it('must have the content type of images', () => {
    const wrong = [channel('train', 'text/csv'), ...FOUR.slice(1)];
    expect(() => imageChannels(wrong)).to.throw("channel 'train' has content type 'text/csv'");
    const none = [{ channelName: 'train', s3Uri: 's3://bucket/train' }, ...FOUR.slice(1)];
    expect(() => imageChannels(none)).to.throw("channel 'train' has content type none");
  });

  it('with RecordIO or augmented manifests are refused as not emulated', () => {
    const recordIo = [
      channel('train', 'application/x-recordio'),
      channel('validation', 'application/x-recordio; label-format=class-id'),
    ];
    expect(() => imageChannels(recordIo)).to.throw("channel 'train' holds RecordIO, which the rehearsal does not read");
  });
});
