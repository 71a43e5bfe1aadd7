import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { bundleConsole } from '../../../../../localstack/cli/console/bundle-console.ts';

describe('the console as a browser takes it', () => {
  it('has at most 150 kB, gzipped, and asks for nothing from elsewhere', async () => {
    const files = await bundleConsole();
    const names = [...files.keys()].map((name) => name.replace(/-[A-Z0-9]{8}\.js$/, '-….js'));
    expect([...new Set(names)].sort()).to.deep.equal([
      'chunk-….js',
      'console.css',
      'console.js',
      'icon.svg',
      'index.html',
      'main-….js',
      'other-pages-….js',
    ]);
    const sizes = [...files.values()].map(({ body }) => gzipSync(body).length);
    expect(sizes.reduce((sum, size) => sum + size)).to.be.within(20_000, 150_000);
    const styles = new TextDecoder().decode(Buffer.from(files.get('console.css')?.body ?? ''));
    expect(styles)
      .to.contain('.chart')
      .and.not.match(/@import|url\(/);
  });

  it('names in its first file what a run’s page needs, and no other page’s code', async () => {
    const files = await bundleConsole();
    const html = new TextDecoder().decode(Buffer.from(files.get('index.html')?.body ?? ''));
    const named = [...html.matchAll(/(?:href|src)="([^"]+)"/g)].map(([, name = '']) => name);
    const others = [...files.keys()].filter((name) => name.startsWith('other-pages-') || name === 'index.html');
    expect(others).to.have.length(2);
    expect(named.toSorted()).to.deep.equal([...files.keys()].filter((name) => !others.includes(name)).sort());
  });
});
