import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { trimFolder } from './compile-cache.ts';
import { useTemporaryFolder } from './support/temporary-folder.ts';

describe('the compiled code that tests keep', () => {
  const folder = useTemporaryFolder();
  const cache = () => join(folder(), 'compiled');

  const write = (...names: readonly string[]) => {
    mkdirSync(join(cache(), 'v24'), { recursive: true });
    for (const name of names) writeFileSync(join(cache(), 'v24', name), 'code');
  };

  it('stays where there are as many files as there may be', () => {
    write('a.cache', 'b.cache');
    trimFolder(cache(), 2);
    expect(existsSync(join(cache(), 'v24', 'a.cache'))).to.equal(true);
    expect(existsSync(join(cache(), 'v24', 'b.cache'))).to.equal(true);
  });

  it('is made anew where there are more', () => {
    write('a.cache', 'b.cache', 'c.cache');
    trimFolder(cache(), 2);
    expect(existsSync(cache())).to.equal(false);
  });

  it('need not be there', () => {
    trimFolder(cache(), 0);
    expect(existsSync(cache())).to.equal(false);
  });
});
