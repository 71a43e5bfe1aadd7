import { expect } from 'chai';
import {
  FanOutNeeded,
  FanOutWatch,
  takesTooLong,
  takesTooMuchRoom,
} from '../../../../../functions/generate-dataset/fan-out/fan-out-watch.ts';
import { cutRanges } from '../../../../../functions/generate-dataset/fan-out/key-ranges.ts';

describe('takesTooLong', () => {
  // 100,000 pages at 1,000 in 10 s: 1,000 s in all.
  const progress = { pagesListed: 1000, pagesLeft: 99_000 };

  it('is true where the listing at this speed takes more than half of the time', () => {
    expect(takesTooLong(progress, 10_000, 1_999_999)).to.equal(true);
    expect(takesTooLong(progress, 10_000, 2_000_000)).to.equal(false);
  });

  it('is true of a listing that has taken half of the time, whatever it thinks is left', () => {
    expect(takesTooLong({ pagesListed: 1000, pagesLeft: 0 }, 450_001, 900_000)).to.equal(true);
  });
});

describe('takesTooMuchRoom', () => {
  // 55 MB for a million keys: 5.5 GB in all.
  const progress = { pagesListed: 1000, pagesLeft: 99_000 };

  it('is true where what is put aside will fill more than 80 % of the free storage', () => {
    expect(takesTooMuchRoom(progress, 55e6, 6.874e9)).to.equal(true);
    expect(takesTooMuchRoom(progress, 55e6, 6.876e9)).to.equal(false);
  });
});

describe('cutRanges', () => {
  const parts = (...keys: number[]) => keys.map((count, index) => ({ end: `p/${index}`, keys: count }));

  it('cuts where the keys before are a share of all', () => {
    expect(cutRanges('train', parts(10, 10, 10, 10, 10, 10), 20)).to.deep.equal([
      { split: 'train', start: '', end: 'p/1' },
      { split: 'train', start: 'p/1', end: 'p/3' },
      { split: 'train', start: 'p/3' },
    ]);
  });

  it('gives a dense part a range of its own', () => {
    expect(cutRanges('test', parts(1, 1, 100, 1, 1), 50)).to.deep.equal([
      { split: 'test', start: '', end: 'p/2' },
      { split: 'test', start: 'p/2', end: 'p/3' },
      { split: 'test', start: 'p/3' },
    ]);
  });

  it('gives one range of everything where nothing is known', () => {
    expect(cutRanges('test', [], 50)).to.deep.equal([{ split: 'test', start: '' }]);
    expect(cutRanges('test', [{ end: undefined, keys: 0 }], 50)).to.deep.equal([{ split: 'test', start: '' }]);
  });

  it('never makes more than 500 ranges of a split', () => {
    const many = parts(...Array.from({ length: 3000 }, () => 10));
    expect(cutRanges('train', many, 1)).to.have.length(500);
  });
});

describe('FanOutWatch', () => {
  const listing = {
    progress: { pagesListed: 1, pagesLeft: 0 },
    putAside: { lines: 0, bytes: 0 },
    interrupt: () => undefined,
    parts: () => [],
  };

  it('makes ranges so small that each takes no more than 40 % of a function’s storage', () => {
    const watch = new FanOutWatch({ when: 'auto', timeLeftMs: undefined, freeBytes: 512e6, keysPerRange: 2_500_000 });
    // 1,024 bytes a key: 200,000 keys take 204.8 MB.
    const parts = Array.from({ length: 100 }, (_, index) => ({ end: `p/${index}`, keys: 10_000 }));
    watch.begin('train', { ...listing, putAside: { lines: 1000, bytes: 1_024_000 }, parts: () => parts });
    expect(watch.ranges().filter(({ split }) => split === 'train')).to.have.length(5);
  });

  it('gives a data set that was listed in time to one function, unless several are asked for', () => {
    for (const [when, isNeeded] of [
      ['auto', false],
      ['always', true],
    ] as const) {
      const watch = new FanOutWatch({ when, timeLeftMs: 900_000 });
      watch.begin('train', listing);
      if (isNeeded) expect(() => watch.listed()).to.throw(FanOutNeeded);
      else watch.listed();
    }
  });

  it('leaves a bucket that does not list in order of keys to one function', () => {
    const watch = new FanOutWatch({ when: 'always', timeLeftMs: undefined });
    watch.begin('train', listing);
    watch.begin('train', undefined);
    watch.listed();
  });
});
