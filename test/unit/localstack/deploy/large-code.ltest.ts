import { expect } from 'chai';
import { unzipSync } from 'fflate';
import { textOfSize, zipOf } from './zip-of-text.ts';

describe('the zip of a function’s code of more than 30 MB', () => {
  it('is compressed, and the same each time', async () => {
    const text = textOfSize(31_000_000);
    const zip = await zipOf(text);
    expect(zip.length).to.be.lessThan(3_000_000);
    const code = unzipSync(zip)['index.mjs'];
    expect(Buffer.compare(code ?? Buffer.alloc(0), Buffer.from(text))).to.equal(0);
    expect(Buffer.compare(await zipOf(text), zip)).to.equal(0);
  });
});
