import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { MOST_STORED_BYTES } from '../../../../localstack/deploy/asset-zip.ts';
import { textOfSize, zipOf } from './zip-of-text.ts';

describe('the zip of a function’s code', () => {
  it('is compressed where storing it could be more than a request may have, and the same each time', async () => {
    const text = textOfSize(100_001);
    const zip = await zipOf(text, 100_000);
    expect(zip.length).to.be.lessThan(10_000);
    expect(Buffer.from(unzipSync(zip)['index.mjs'] ?? []).toString()).to.equal(text);
    expect(Buffer.compare(await zipOf(text, 100_000), zip)).to.equal(0);
  });

  it('is stored where it is small, which is quicker', async () => {
    const text = textOfSize(100_000);
    const zip = await zipOf(text, 100_000);
    expect(zip.length).to.be.greaterThan(text.length);
    expect(Buffer.from(unzipSync(zip)['index.mjs'] ?? []).toString()).to.equal(text);
  });

  // "CreateFunction": 50 MB as base64 in a request, here with room for what is around it.
  it('is stored up to 30 MB', () => {
    expect(MOST_STORED_BYTES).to.equal(30_000_000);
  });
});
