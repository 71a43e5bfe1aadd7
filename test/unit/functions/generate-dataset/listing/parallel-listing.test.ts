import { expect } from 'chai';
import fc from 'fast-check';
import type { ListedObject } from '../../../../../functions/generate-dataset/listing/listed-object.ts';
import { ListingPace } from '../../../../../functions/generate-dataset/listing/listing-pace.ts';
import { PageSource } from '../../../../../functions/generate-dataset/listing/page-source.ts';
import { ParallelListing } from '../../../../../functions/generate-dataset/listing/parallel-listing.ts';
import { rounds } from '../../../../support/rounds.ts';
import { ListingS3, type ListingS3Options } from './listing-s3.ts';

const PREFIX = 'set/train/';

interface Listed {
  readonly s3: ListingS3;
  readonly listing: ParallelListing<readonly ListedObject[]>;
}

function listingOf(keys: readonly string[], options: ListingS3Options): Listed {
  const s3 = new ListingS3(keys, options);
  const pace = new ListingPace();
  const source = new PageSource(s3.sender, { Bucket: 'pictures', Prefix: PREFIX }, pace);
  return { s3, listing: new ParallelListing(source, async (objects) => objects, pace) };
}

async function keysOf({ listing }: Listed): Promise<string[]> {
  const keys: string[] = [];
  for await (const chunk of listing.chunks()) keys.push(...chunk.map(({ key }) => key));
  return keys;
}

const word = fc.oneof(
  fc.constantFrom('a', 'b', 'img', 'IMG_', 'ä', 'ﬀ', '𐀀', '😀', '-', ' ', '%', '+', '&'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }).filter((text) => !/[/\p{Cs}]/u.test(text)),
);
const hex = fc
  .array(fc.constantFrom(...'0123456789abcdef'), { minLength: 12, maxLength: 12 })
  .map((all) => all.join(''));

/** Names of one kind below a folder: numbered, hashes, dates, any text, and what shares a prefix of up to 1,000 bytes. */
const folder = fc
  .tuple(
    word,
    fc.integer({ min: 1, max: 120 }),
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: 0, max: 900 }),
    hex,
    word,
  )
  .map(([name, count, kind, at, seed, text]) =>
    Array.from({ length: count }, (_, index) => {
      const mixed = (Math.imul(index + at, 0x9e3779b1) >>> 0).toString(16).padStart(8, '0');
      const names = [
        `image-${String(index + at * 1000).padStart(8, '0')}.jpg`,
        `${mixed}${seed}.png`,
        `2026-0${1 + (index % 9)}-${String(1 + (index % 28)).padStart(2, '0')}/${index}.jpg`,
        `${text}${index}${text}`,
        `${'x'.repeat(at)}${index}.jpg`,
        `${String.fromCodePoint(0x4e00 + ((index * 37) % 5000))}${text}.jpg`,
      ];
      return `${PREFIX}${name}/${names[kind]}`;
    }),
  );
const keySpace = fc.array(folder, { maxLength: 6 }).map((folders) => [...new Set(folders.flat())]);

describe('ParallelListing', () => {
  it('gives the keys of any key space in order, as a listing from page to page does', async () => {
    await fc.assert(
      fc.asyncProperty(
        keySpace,
        fc.integer({ min: 1, max: 20 }),
        fc.array(fc.nat(5), { minLength: 1 }),
        async (keys, pageSize, turns) => {
          const listed = listingOf([...keys, 'set/test/a/1.jpg', 'set/train', 'set/train0'], {
            pageSize,
            turns: (request) => turns[request % turns.length] ?? 0,
          });
          const [all] = await Promise.all([keysOf(listed), listed.listing.run()]);
          expect(all).to.deep.equal(listed.s3.sorted.filter((key) => key.startsWith(PREFIX)));
          // A second reading gives the same.
          expect(await keysOf(listed)).to.deep.equal(all);
        },
      ),
      rounds(200),
    );
  });

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
