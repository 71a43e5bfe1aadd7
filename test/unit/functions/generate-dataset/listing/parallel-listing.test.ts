import { expect } from 'chai';
import { keysOf, listingOf, PREFIX } from './listed-keys.ts';

describe('ParallelListing', () => {
  it('asks for several pages at a time', async () => {
    const keys = Array.from({ length: 5000 }, (_, index) => `${PREFIX}a/${String(index).padStart(6, '0')}.jpg`);
    const listed = listingOf(keys, { pageSize: 50, turns: () => 5 });
    await listed.listing.run();
    // Nobody would ask for a page in the second half before the first half is listed, if not to begin there.
    const requests = listed.s3.requests.map(({ StartAfter }) => StartAfter ?? '');
    const firstOfSecondHalf = requests.findIndex((key) => key > `${PREFIX}a/0025`);
    expect(firstOfSecondHalf).to.be.within(2, 20);
    expect(await keysOf(listed)).to.deep.equal(keys);
  });

  it('needs little more than a request for each thousand keys', async () => {
    const kinds = [
      (index: number) => `a/${String(index).padStart(9, '0')}.jpg`,
      (index: number) => `class-${index % 7}/${String(Math.floor(index / 7)).padStart(6, '0')}.jpg`,
      (index: number) => `a/${(Math.imul(index, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0')}${index}.jpg`,
    ];
    for (const kind of kinds) {
      const keys = Array.from({ length: 60_000 }, (_, index) => PREFIX + kind(index));
      const listed = listingOf(keys, { pageSize: 1000, turns: () => 3 });
      await listed.listing.run();
      // 60 pages; the ranges' last pages are not full, and some requests look for where keys are.
      expect(listed.s3.requests.length).to.be.below(60 * 1.1 + 64);
    }
  });

  it('goes on without the folders where asking for them is refused', async () => {
    const keys = ['a/1.jpg', 'a/2.jpg', 'b/1.jpg'].map((path) => PREFIX + path);
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const listed = listingOf(keys, {
      pageSize: 1,
      failure: (_, { Delimiter }) => (Delimiter === undefined ? undefined : denied),
    });
    await listed.listing.run();
    expect(await keysOf(listed)).to.deep.equal(keys);
  });

  it('fails with the first error, and so does who waits for the keys', async () => {
    const keys = Array.from({ length: 500 }, (_, index) => `${PREFIX}a/${String(index).padStart(6, '0')}.jpg`);
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const listed = listingOf(keys, { pageSize: 10, failure: (request) => (request === 9 ? denied : undefined) });
    const reading = keysOf(listed).catch((error: unknown) => error);
    expect(await listed.listing.run().catch((error: unknown) => error)).to.equal(denied);
    expect(await reading).to.equal(denied);
  });
});

describe('ParallelListing and services that are not S3', () => {
  const keys = Array.from({ length: 40 }, (_, index) => `${PREFIX}a/${String(index).padStart(6, '0')}.jpg`);

  it('follows a page without keys to the next one', async () => {
    const listed = listingOf(keys, { pageSize: 10, emptyFirst: true });
    await listed.listing.run();
    expect(await keysOf(listed)).to.deep.equal(keys);
  });

  it('ends where the last keys were deleted after their page was announced', async () => {
    const listed = listingOf(keys, { pageSize: 10, goneAfter: keys[9] });
    await listed.listing.run();
    expect(await keysOf(listed)).to.deep.equal(keys.slice(0, 10));
  });

  it('ends other requests when one is refused', async () => {
    const denied = Object.assign(new Error('no'), { name: 'AccessDenied' });
    const listed = listingOf(keys, {
      pageSize: 1,
      turns: (request) => (request === 2 ? Number.POSITIVE_INFINITY : 0),
      failure: (request) => (request === 6 ? denied : undefined),
    });
    expect(await listed.listing.run().catch((error: unknown) => error)).to.equal(denied);
  });

  it('takes names in a few dense places apart without end', async () => {
    const dense = ['0000', '7fff', 'ffff'].flatMap((begin) =>
      Array.from({ length: 300 }, (_, index) => `${PREFIX}a/${begin}${index.toString(16).padStart(16, '0')}.jpg`),
    );
    const listed = listingOf(dense, { pageSize: 10, turns: () => 1 });
    await listed.listing.run();
    expect(await keysOf(listed)).to.deep.equal(dense);
    expect(listed.s3.requests.length).to.be.below(90 * 1.1 + 64 + 90);
  });
});
