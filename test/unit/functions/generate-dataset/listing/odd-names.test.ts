import { expect } from 'chai';
import type { ListedObject } from '../../../../../functions/generate-dataset/listing/listed-object.ts';
import { ListingPace } from '../../../../../functions/generate-dataset/listing/listing-pace.ts';
import { PageSource } from '../../../../../functions/generate-dataset/listing/page-source.ts';
import { ParallelListing } from '../../../../../functions/generate-dataset/listing/parallel-listing.ts';
import { ListingS3 } from './listing-s3.ts';

const PREFIX = 'set/train/';
const KEYS = 6000;

/** Keys and requests of a listing whose answers take a few turns each. */
async function listed(paths: readonly string[], pageSize: number) {
  const s3 = new ListingS3(
    paths.map((path) => PREFIX + path),
    { pageSize, turns: (request) => request % 4 },
  );
  const pace = new ListingPace();
  const source = new PageSource(s3.sender, { Bucket: 'pictures', Prefix: PREFIX }, pace);
  const listing = new ParallelListing<readonly ListedObject[]>(source, async (objects) => objects, pace);
  await listing.run();
  const keys: string[] = [];
  for await (const chunk of listing.chunks()) keys.push(...chunk.map(({ key }) => key));
  return { keys, sorted: s3.sorted, requests: s3.requests.length };
}

const numbers = Array.from({ length: KEYS }, (_, number) => number);
/** As many digits of another alphabet, so that all names have the same length. */
const inDigits = (number: number, digits: readonly string[], length: number) => {
  let text = '';
  for (let rest = number, place = 0; place < length; place += 1) {
    text = `${digits[rest % digits.length]}${text}`;
    rest = Math.floor(rest / digits.length);
  }
  return text;
};
const points = (first: number, count: number) =>
  Array.from({ length: count }, (_, index) => String.fromCodePoint(first + index));

const NAMES: Readonly<Record<string, (number: number) => string>> = {
  'Chinese, two characters each': (number) => `猫/${inDigits(number, points(0x4e00, 90), 2)}.jpg`,
  'Greek and Cyrillic': (number) => `a/${inDigits(number, [...points(0x3b1, 17), ...points(0x430, 20)], 3)}.png`,
  'emoji, beyond the Basic Multilingual Plane': (number) => `a/${inDigits(number, points(0x1f600, 60), 3)}.jpg`,
  'of both sides of the surrogates, which sort otherwise in UTF-16': (number) =>
    `a/${inDigits(number, ['\uffee', '\ue000', '\u{10000}', '\u{10ffff}', '\ufffd', 'z'], 5)}.jpg`,
  'of the last characters that there are, whose bytes are the highest': (number) =>
    `\u{10ffff}/${inDigits(number, points(0x10ffe0, 32), 3)}.jpg`,
  'of control characters and signs': (number) =>
    `a/${inDigits(number, ['\u0001', '\u001f', ' ', '!', '%', '+', '~', '\u007f'], 5)}.jpg`,
  'numbers that are not padded': (number) => `a/${number}.jpg`,
  'dates and times': (number) => `a/${new Date(1.77e12 + number * 7_919_000).toISOString().replaceAll(':', '-')}.jpg`,
};
// S3's longest keys have 1,024 bytes: what is shared, four digits and the ending.
const LONGEST = 1024 - PREFIX.length - '0000.jpg'.length;
for (const [what, folder] of [
  ['1,024 bytes, of which the last differ', `a/${'x'.repeat(LONGEST - 2)}`],
  ['1,024 bytes of three-byte characters, of which the last differ', `a/${'猫'.repeat((LONGEST - 4) / 3)}xx`],
] as const) {
  if (Buffer.byteLength(`${PREFIX}${folder}0000.jpg`) !== 1024) throw new Error(`${what} are not 1,024 bytes`);
  Object.assign(NAMES, { [what]: (number: number) => `${folder}${String(number).padStart(4, '0')}.jpg` });
}

describe('keys of unusual names', () => {
  for (const [what, nameOf] of Object.entries(NAMES)) {
    it(`are all listed, once and in order, with few requests: ${what}`, async () => {
      const { keys, sorted, requests } = await listed(numbers.map(nameOf), 100);
      expect(keys).to.deep.equal(sorted);
      expect(new Set(keys).size).to.equal(KEYS);
      // 60 pages, a tenth more for ranges that end within a page, and 64 to find where keys are.
      expect(requests).to.be.below(60 * 1.1 + 64 + 1);
    });
  }
});

describe('a service with small pages', () => {
  it('is listed with as few requests for each of its pages', async () => {
    const { keys, sorted, requests } = await listed(
      numbers.map((number) => `class-${number % 5}/${String(number).padStart(6, '0')}.jpg`),
      10,
    );
    expect(keys).to.deep.equal(sorted);
    expect(requests).to.be.below(600 * 1.1 + 64 + 1);
  });
});
