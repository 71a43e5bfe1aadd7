import { expect } from 'chai';
import type { ChannelSpec } from '../../../../../emulators/image-classification/protocol.ts';
import { jobChannels } from '../../../../../emulators/image-classification/readers/channels.ts';

const channel = (channelName: string, contentType = 'application/x-image'): ChannelSpec => ({
  channelName,
  s3Uri: `s3://bucket/${channelName}`,
  contentType,
});
const FOUR = ['train', 'validation', 'train_lst', 'validation_lst'].map((name) => channel(name));

const channelsOf = (channels: readonly ChannelSpec[]) => jobChannels(channels, () => undefined);

describe('the input channels', () => {
  it('are train, validation and one .lst channel for each', () => {
    const channels = channelsOf(FOUR);
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
    expect(channelsOf([...FOUR, model]).model).to.equal(model);
  });

  it('are all missed at once', () => {
    expect(() => channelsOf([channel('train')])).to.throw(
      "[rehearsal] The input channels do not fit: channel 'validation' is missing (image files need train, validation, train_lst, validation_lst); channel 'train_lst' is missing",
    );
  });

  it('must have known names', () => {
    expect(() => channelsOf([...FOUR, channel('test')])).to.throw(
      "channel 'test' is not one of train, validation, train_lst, validation_lst, model",
    );
  });

  it('must have the content type of images', () => {
    const wrong = [channel('train', 'text/csv'), ...FOUR.slice(1)];
    expect(() => channelsOf(wrong)).to.throw("channel 'train' has content type 'text/csv'");
    const none = [{ channelName: 'train', s3Uri: 's3://bucket/train' }, ...FOUR.slice(1)];
    expect(() => channelsOf(none)).to.throw("channel 'train' has content type none");
  });

  it('may have another type that names an image, which is a warning', () => {
    const others = [channel('train', 'application/jpeg'), channel('validation', 'image/jpg'), ...FOUR.slice(2)];
    const warnings: string[] = [];
    expect(jobChannels(others, (text, level) => warnings.push(`${level} ${text}`)).kind).to.equal('image files');
    const documented = 'application/x-image, image/jpeg, image/png, which are documented.';
    expect(warnings).to.deep.equal([
      `WARNING [rehearsal] channel 'train' has content type 'application/jpeg', not ${documented}`,
      `WARNING [rehearsal] channel 'validation' has content type 'image/jpg', not ${documented}`,
    ]);
  });

  it('are train and validation alone where the images are in RecordIO files', () => {
    const train = channel('train', 'application/x-recordio');
    const validation = channel('validation', 'Application/X-RecordIO; charset=binary');
    expect(channelsOf([train, validation])).to.deep.equal({ kind: 'records', train, validation });
    expect(() => channelsOf([train, channel('validation')])).to.throw(
      "channel 'validation' has content type 'application/x-image', not application/x-recordio",
    );
    expect(() => channelsOf([train, validation, channel('train_lst')])).to.throw(
      "channel 'train_lst' is not one of train, validation, model",
    );
    expect(() => channelsOf([train])).to.throw("channel 'validation' is missing (RecordIO needs train, validation)");
  });
});
