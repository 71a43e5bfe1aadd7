import { expect } from 'chai';
import { makeThumbnail } from '../../../../../localstack/cli/console/make-thumbnail.ts';

describe('a small picture', () => {
  it('is a JPEG of at most 96 pixels a side, and nothing of what is no image', async () => {
    const { default: sharp } = await import('sharp');
    const image = await sharp({ create: { width: 300, height: 150, channels: 3, background: '#123456' } })
      .png()
      .toBuffer();
    const source = (await makeThumbnail(image)) ?? '';
    const [head, body = ''] = source.split(',');
    expect(head).to.equal('data:image/jpeg;base64');
    const { width, height, format } = await sharp(Buffer.from(body, 'base64')).metadata();
    expect({ width, height, format }).to.deep.equal({ width: 96, height: 48, format: 'jpeg' });
    expect(await makeThumbnail(Buffer.from('no image'))).to.equal(undefined);
  });
});
