import { asset } from '@pulumi/pulumi';
import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { zipOfArchive } from '../../../../localstack/deploy/asset-zip.ts';

const LINE = 'export const answer = 42; // as in many a bundle\n';

function zipOf(text: string): Promise<Uint8Array> {
  const code = new asset.AssetArchive({ 'index.mjs': new asset.StringAsset(text) });
  return zipOfArchive({ type: 'aws:lambda/function:Function', logicalName: 'f', inputs: { code } }, 'code');
}

describe('the zip of a function’s code', () => {
  it('is compressed where storing it could be more than a request may have, and the same each time', async () => {
    const text = LINE.repeat(Math.ceil(31_000_000 / LINE.length));
    const zip = await zipOf(text);
    expect(zip.length).to.be.lessThan(3_000_000);
    const code = unzipSync(zip)['index.mjs'];
    expect(Buffer.compare(code ?? Buffer.alloc(0), Buffer.from(text))).to.equal(0);
    expect(Buffer.compare(await zipOf(text), zip)).to.equal(0);
  });

  it('is stored where it is small, which is quicker', async () => {
    const text = LINE.repeat(1000);
    const zip = await zipOf(text);
    expect(zip.length).to.be.greaterThan(text.length);
    expect(Buffer.from(unzipSync(zip)['index.mjs'] ?? []).toString()).to.equal(text);
  });
});
