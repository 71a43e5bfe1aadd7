import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { PathSpool } from '../../../../functions/generate-dataset/path-spool.ts';

describe('PathSpool', () => {
  let folder = '';

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'path-spool-'));
  });

  afterEach(async () => {
    await rm(folder, { recursive: true });
  });

  async function throughSpool(...batches: (readonly string[])[]): Promise<string[]> {
    const spool = await PathSpool.create(join(folder, 'paths'));
    try {
      for (const batch of batches) await spool.add(batch);
      const paths: string[] = [];
      for await (const batch of spool.batches()) paths.push(...batch);
      return paths;
    } finally {
      await spool.close();
    }
  }

  it('gives nothing back of nothing', async () => {
    expect(await throughSpool()).to.deep.equal([]);
    await rm(join(folder, 'paths'));
    expect(await throughSpool([], [])).to.deep.equal([]);
  });

  it('returns whole paths where they cross the limit of one read', async () => {
    // Some 400 KiB; characters of 2, 3 and 4 bytes meet every position of the 64 KiB border.
    const paths = Array.from({ length: 20_000 }, (_, n) => `ü–😀/${String(n).padStart(6, '0')}.jpg`);
    expect(await throughSpool(paths.slice(0, 7), paths.slice(7))).to.deep.equal(paths);
  });

  it('merges batches that come in any order', async () => {
    const paths = Array.from({ length: 3000 }, (_, n) => `c/${String(n).padStart(6, '0')}.jpg`);
    const batches = [paths.slice(2000), paths.slice(0, 1000), paths.slice(1000, 2000)];
    expect(await throughSpool(...batches)).to.deep.equal(paths);
  });

  it('sorts paths that are in no order at all', async () => {
    expect(await throughSpool(['c', 'b', 'a'], ['d', 'b', '😀', '\uffff'])).to.deep.equal([
      ...['a', 'b', 'b', 'c', 'd'],
      '\uffff',
      '😀',
    ]);
  });

  it('merges a part with characters outside the Basic Multilingual Plane with one without', async () => {
    // 100,000 paths are one run of the file, which is sorted before the others are known.
    const plain = Array.from({ length: 100_000 }, (_, n) => `\uffff${String((n * 40_503) % 100_000).padStart(6, '0')}`);
    const others = ['😀2', 'a', '\uffff1', '😀1', '\uffff'];
    const sorted = [...plain, ...others].sort((one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other)));
    expect(await throughSpool(plain, others)).to.deep.equal(sorted);
  });

  it('sorts 250,000 paths in no order, for two readers at a time', async () => {
    // An odd multiplier gives every number below 2^18 once, in an order like none.
    const paths = Array.from({ length: 2 ** 18 }, (_, n) => String((n * 40_503) % 2 ** 18).padStart(6, '0'));
    const spool = await PathSpool.create(join(folder, 'many'));
    try {
      for (let start = 0; start < paths.length; start += 1000) await spool.add(paths.slice(start, start + 1000));
      const read = async () => {
        const all: string[] = [];
        for await (const batch of spool.batches()) all.push(...batch);
        return all;
      };
      const sorted = paths.toSorted();
      for (const all of await Promise.all([read(), read()])) expect(all).to.deep.equal(sorted);
    } finally {
      await spool.close();
    }
  });
});
