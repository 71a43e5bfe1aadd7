import { expect } from 'chai';
import fc from 'fast-check';
import { listedObject } from '../../../../../functions/generate-dataset/listing/listed-object.ts';
import { PictureHash } from '../../../../../functions/generate-dataset/listing/picture-hash.ts';
import { ClassNumbers } from '../../../../../functions/generate-dataset/report/class-numbers.ts';
import { ImageHash } from '../../../../../functions/generate-dataset/report/image-hash.ts';
import { SplitTally } from '../../../../../functions/generate-dataset/report/split-tally.ts';

interface Image {
  readonly className: string;
  readonly name: string;
  readonly eTag: string;
  readonly sizeBytes: number;
}

const IMAGE = fc.record({
  className: fc.constantFrom('cat', 'dog', 'ünï'),
  name: fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }),
  eTag: fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 32, maxLength: 32 }),
  sizeBytes: fc.integer({ min: 1, max: 6_000_000_000 }),
});
const IMAGES = fc.uniqueArray(IMAGE, {
  minLength: 1,
  maxLength: 40,
  selector: ({ className, name }) => className + name,
});

/** Nothing is written for so few images. */
const NO_FOLDER = '/nowhere';

function hashOf(images: readonly Image[]): string {
  const tally = new SplitTally('train', new ClassNumbers(), NO_FOLDER);
  for (const { className, name, eTag, sizeBytes } of images) {
    const path = `${className}/${name}`;
    tally.takeImage(className, path, listedObject({ key: path, eTag, sizeBytes, storageClass: undefined }));
  }
  return tally.ofAll().hash;
}

/** Sums of the four lanes, each modulo 2^32. */
function added(left: string, right: string): string {
  const lanes = [0, 8, 16, 24].map((at) => {
    const sum = BigInt(`0x${left.slice(at, at + 8)}`) + BigInt(`0x${right.slice(at, at + 8)}`);
    return (sum % 2n ** 32n).toString(16).padStart(8, '0');
  });
  return lanes.join('');
}

describe('the hash of images', () => {
  it('is the same in whatever order they are listed', () => {
    fc.assert(
      fc.property(
        IMAGES.chain((images) =>
          fc.tuple(fc.constant(images), fc.shuffledSubarray(images, { minLength: images.length })),
        ),
        ([images, shuffled]) => {
          expect(hashOf(shuffled)).to.equal(hashOf(images));
        },
      ),
    );
  });

  it('of two parts is the sum of theirs', () => {
    fc.assert(
      fc.property(IMAGES, fc.nat(40), (images, at) => {
        expect(added(hashOf(images.slice(0, at)), hashOf(images.slice(at)))).to.equal(hashOf(images));
      }),
    );
  });

  it('is another one when an image is left out, or one thing about it changes', () => {
    const changed = (image: Image): readonly Image[] => [
      { ...image, name: `${image.name}x` },
      { ...image, className: `${image.className}x` },
      { ...image, sizeBytes: image.sizeBytes + 1 },
      { ...image, sizeBytes: image.sizeBytes + 2 ** 32 },
      { ...image, eTag: image.eTag.replace(/^./, (digit) => (digit === '0' ? '1' : '0')) },
    ];
    fc.assert(
      fc.property(IMAGES, fc.nat(39), (images, chosen) => {
        const at = chosen % images.length;
        const [image] = images.slice(at);
        if (image === undefined) throw new Error('there is an image');
        const others = images.toSpliced(at, 1);
        const hashes = [hashOf(images), hashOf(others), ...changed(image).map((other) => hashOf([...others, other]))];
        expect(new Set(hashes).size).to.equal(7);
      }),
    );
  });

  it('is another one when two images change places', () => {
    const [one, other] = ['a'.repeat(32), 'b'.repeat(32)];
    const image = (name: string, eTag = '') => ({ className: 'cat', name, eTag, sizeBytes: 1 });
    expect(hashOf([image('1', one), image('2', other)])).not.to.equal(hashOf([image('1', other), image('2', one)]));
  });

  it('stays what it is from version to version: reports of earlier runs have it', () => {
    expect(hashOf([{ className: 'cat', name: '1.jpg', eTag: '0'.repeat(32), sizeBytes: 1000 }])).to.equal(
      '3074f3f9999d9f5ce23f27e798188d14',
    );
  });

  it('tells a hundred thousand paths and pictures apart', () => {
    const hash = new ImageHash();
    const picture = new PictureHash();
    const paths = new Set<string>();
    const pictures = new Set<string>();
    for (let number = 0; number < 100_000; number += 1) {
      picture.take(number.toString(16).padStart(32, '0'), 1000);
      hash.take(`class/${number}.jpg`, picture.content1, picture.content2);
      paths.add(`${hash.path1} ${hash.path2}`);
      pictures.add(`${hash.content1} ${hash.content2}`);
    }
    expect([paths.size, pictures.size]).to.deep.equal([100_000, 100_000]);
  });
});

describe('SplitTally', () => {
  it('adds images and bytes by class, under numbers that both splits share', () => {
    const numbers = new ClassNumbers();
    const train = new SplitTally('train', numbers, NO_FOLDER);
    const test = new SplitTally('test', numbers, NO_FOLDER);
    const image = (name: string, sizeBytes: number) =>
      [name, `${name}/1`, listedObject({ key: '', eTag: '', sizeBytes, storageClass: undefined })] as const;
    train.takeImage(...image('dog', 10));
    train.takeImage(...image('cat', 1));
    test.takeImage(...image('dog', 5));
    train.takeImage(...image('dog', 100));
    expect(train.ofClass('dog')).to.deep.include({ images: 2, bytes: 110 });
    expect(test.ofClass('dog')).to.deep.include({ images: 1, bytes: 5 });
    expect(test.ofClass('cat')).to.deep.equal({ images: 0, bytes: 0, hash: '0'.repeat(32) });
    expect(test.ofClass('emu')).to.deep.equal({ images: 0, bytes: 0, hash: '0'.repeat(32) });
    expect(train.ofAll()).to.deep.include({ images: 3, bytes: 111 });
    expect([numbers.of('dog'), numbers.of('cat'), numbers.of('emu')]).to.deep.equal([[0], [1], []]);
  });
});
