import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { RowSpool } from '../../../../../functions/generate-dataset/listing/row-spool.ts';

describe('RowSpool', () => {
  let path = '';
  let folder = '';
  let spool: RowSpool;

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'row-spool-'));
    path = join(folder, 'rows');
    spool = new RowSpool(path);
  });

  afterEach(async () => {
    await spool.close();
    await rm(folder, { recursive: true });
  });

  it('gives each page back, whatever was added at the same time', async () => {
    const pages = Array.from({ length: 60 }, (_, page) =>
      Array.from({ length: 1000 }, (_row, row) => `ü–😀/${page}-${String(row).padStart(20, '0')}.jpg`),
    );
    const spooled = await Promise.all(pages.map((page) => spool.add(page)));
    for (const [index, lines] of spooled.entries()) expect(await spool.read(lines)).to.deep.equal(pages[index]);
    // 60,000 lines of 40 bytes: the first two mebibytes are on disk.
    expect((await stat(path)).size).to.be.above(2 * 1024 * 1024);
  });

  it('needs no file for little', async () => {
    expect(await spool.read(await spool.add(['a', 'b']))).to.deep.equal(['a', 'b']);
    expect(await spool.read(await spool.add([]))).to.deep.equal([]);
    expect(existsSync(path)).to.equal(false);
  });
});
