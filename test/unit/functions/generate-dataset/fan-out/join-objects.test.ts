import { randomBytes } from 'node:crypto';
import { expect } from 'chai';
import fc from 'fast-check';
import { joinObjects } from '../../../../../functions/generate-dataset/fan-out/join-objects.ts';
import { joinSteps } from '../../../../../functions/generate-dataset/fan-out/join-steps.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { rounds } from '../../../../support/rounds.ts';
import { BucketS3 } from './bucket-s3.ts';

const MIB = 1024 * 1024;

describe('the parts of a joined object', () => {
  it('hold every byte once and in order, and all but the last have the least size', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 60 }), { maxLength: 12 }), (sizes) => {
        const steps = joinSteps(sizes, 20);
        const pieces = steps.flatMap((step) => (step.kind === 'copy' ? [step] : step.pieces));
        const bytes = pieces.flatMap(({ source, from, bytes: count }) =>
          Array.from({ length: count }, (_, index) => `${source}:${from + index}`),
        );
        expect(bytes).to.deep.equal(
          sizes.flatMap((size, source) => Array.from({ length: size }, (_, index) => `${source}:${index}`)),
        );
        const partSizes = steps.map((step) =>
          step.kind === 'copy' ? step.bytes : step.pieces.reduce((sum, piece) => sum + piece.bytes, 0),
        );
        expect(partSizes.slice(0, -1).filter((size) => size < 20)).to.deep.equal([]);
        expect(partSizes.filter((size) => size === 0)).to.deep.equal([]);
      }),
      rounds(500),
    );
  });

  it('are copied by S3 where they are large, by no more than 1 GiB at a time', () => {
    expect(joinSteps([3 * 1024 * MIB, 6 * MIB], 5 * MIB)).to.deep.equal([
      { kind: 'copy', source: 0, from: 0, bytes: 1024 * MIB },
      { kind: 'copy', source: 0, from: 1024 * MIB, bytes: 1024 * MIB },
      { kind: 'copy', source: 0, from: 2048 * MIB, bytes: 1024 * MIB },
      { kind: 'copy', source: 1, from: 0, bytes: 6 * MIB },
    ]);
  });

  it('are copied in pieces of about the same size, where it is no multiple of it', () => {
    // A byte more than 3 GiB by 4 are 805,306,368 and a quarter.
    expect(joinSteps([3 * 1024 * MIB + 1], 5 * MIB)).to.deep.equal([
      { kind: 'copy', source: 0, from: 0, bytes: 805_306_368 },
      { kind: 'copy', source: 0, from: 805_306_368, bytes: 805_306_368 },
      { kind: 'copy', source: 0, from: 1_610_612_736, bytes: 805_306_368 },
      { kind: 'copy', source: 0, from: 2_415_919_104, bytes: 805_306_369 },
    ]);
  });
});

describe('joinObjects', () => {
  const bucketWith = (...sizes: number[]) => {
    const s3 = new BucketS3(new Map(), 1000);
    for (const [index, size] of sizes.entries()) s3.objects.set(`part ${index}+ä`, randomBytes(size));
    const sources = [...s3.objects.keys()];
    return { s3, sources, whole: Buffer.concat([...s3.objects.values()]) };
  };

  it('copies large objects, and reads small ones and what they lack of the next', async () => {
    const { s3, sources, whole } = bucketWith(6 * MIB, MIB, 10 * MIB, 0, 3);
    await joinObjects(s3.sender, 'b', sources, 'whole');
    expect(s3.objects.get('whole')?.equals(whole)).to.equal(true);
    expect(s3.calls.filter((call) => call === 'UploadPartCopy')).to.have.length(2);
    expect(s3.calls.filter((call) => call === 'UploadPart')).to.have.length(2);
  });

  it('writes one object at once where all together is small, also nothing at all', async () => {
    for (const sizes of [[10, 20], [0], []]) {
      const { s3, sources, whole } = bucketWith(...sizes);
      await joinObjects(s3.sender, 'b', sources, 'whole');
      expect(s3.objects.get('whole')?.equals(whole)).to.equal(true);
      expect(s3.calls).to.not.include('CreateMultipartUpload');
    }
  });

  it('leaves no upload and no object where a copy fails', async () => {
    const { s3, sources } = bucketWith(6 * MIB, 6 * MIB);
    s3.failure = (name) => (name === 'UploadPartCopy' ? new Error('We encountered an internal error.') : undefined);
    const error = await errorOf(joinObjects(s3.sender, 'b', sources, 'whole'));
    expect(error.message).to.equal('joining s3://b/whole failed: Error: We encountered an internal error.');
    expect(s3.uploads.size).to.equal(0);
    expect(s3.objects.has('whole')).to.equal(false);
  });
});
