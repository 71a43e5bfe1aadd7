import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { bundleConsole } from '../../../../../localstack/cli/console/bundle-console.ts';

describe('the console as a browser takes it', () => {
  it('has at most 150 kB, gzipped, and asks for nothing from elsewhere', async () => {
    const files = await bundleConsole();
    expect([...files.keys()].sort()).to.deep.equal(['console.css', 'console.js', 'icon.svg', 'index.html']);
    const sizes = [...files.values()].map(({ body }) => gzipSync(body).length);
    expect(sizes.reduce((sum, size) => sum + size)).to.be.within(20_000, 150_000);
    const styles = new TextDecoder().decode(Buffer.from(files.get('console.css')?.body ?? ''));
    expect(styles)
      .to.contain('.chart')
      .and.not.match(/@import|url\(/);
  });
});
