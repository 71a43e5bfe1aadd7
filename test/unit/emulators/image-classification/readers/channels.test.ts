import { expect } from 'chai';
import type { ChannelSpec } from '../../../../../emulators/image-classification/protocol.ts';
import { jobChannels } from '../../../../../emulators/image-classification/readers/channels.ts';

const channel = (channelName: string, contentType = 'application/x-image'): ChannelSpec => ({
  channelName,
  s3Uri: `s3://bucket/${channelName}`,
  contentType,
});
const FOUR = ['train', 'validation', 'train_lst', 'validation_lst'].map((name) => channel(name));

describe('the input channels', () => {
  it('are train, validation and one .lst channel for each', () => {
    const channels = jobChannels(FOUR);
    expect(channels).to.deep.equal({
      kind: 'image files',
      train: FOUR[0],
      validation: FOUR[1],
      trainLst: FOUR[2],
      validationLst: FOUR[3],
    });
    expect(channels).to.not.have.property('model');
  });

  it('may have an earlier model', () => {
    const model = channel('model', 'application/x-sagemaker-model');
    expect(jobChannels([...FOUR, model]).model).to.equal(model);
  });

  it('are all missed at once', () => {
    expect(() => jobChannels([channel('train')])).to.throw(
      "[rehearsal] The input channels do not fit: channel 'validation' is missing (image files need train, validation, train_lst, validation_lst); channel 'train_lst' is missing",
    );
  });

  it('must have known names', () => {
    expect(() => jobChannels([...FOUR, channel('test')])).to.throw(
      "channel 'test' is not one of train, validation, train_lst, validation_lst, model",
    );
  });

  it('must have the content type of images', () => {
    const wrong = [channel('train', 'text/csv'), ...FOUR.slice(1)];
    expect(() => jobChannels(wrong)).to.throw("channel 'train' has content type 'text/csv'");
    const none = [{ channelName: 'train', s3Uri: 's3://bucket/train' }, ...FOUR.slice(1)];
    expect(() => jobChannels(none)).to.throw("channel 'train' has content type none");
  });

  it('are train and validation alone where the images are in RecordIO files', () => {
    const train = channel('train', 'application/x-recordio');
    const validation = channel('validation', 'Application/X-RecordIO; charset=binary');
    expect(jobChannels([train, validation])).to.deep.equal({ kind: 'records', train, validation });
    expect(() => jobChannels([train, channel('validation')])).to.throw(
      "channel 'validation' has content type 'application/x-image', not application/x-recordio",
    );
    expect(() => jobChannels([train, validation, channel('train_lst')])).to.throw(
      "channel 'train_lst' is not one of train, validation, model",
    );
    expect(() => jobChannels([train])).to.throw("channel 'validation' is missing (RecordIO needs train, validation)");
  });
});
