import { expect } from 'chai';
import { lookInside } from '../../../../../functions/generate-dataset/look-inside/look-inside.ts';
import type { TrainingShape } from '../../../../../functions/generate-dataset/look-inside/look-settings.ts';
import { animatedPng, bmp, noise, withProfile, withSegment } from './image-kinds.ts';
import { RangedS3 } from './ranged-s3.ts';

async function look(
  objects: Readonly<Record<string, Buffer | Error>>,
  shape: TrainingShape = { width: 32, height: 32 },
  deleted: readonly string[] = [],
) {
  const s3 = new RangedS3(Object.entries(objects));
  for (const key of deleted) s3.deleted.add(key);
  const sizeBytes = (object: Buffer | Error | undefined) => (object instanceof Buffer ? object.length : 100);
  const images = Object.entries(objects).map(([key, object]) => ({ key, sizeBytes: sizeBytes(object) }));
  const found = await lookInside(s3.sender, 'pictures', images, { samplePerClass: 1, shape });
  return { ...found, problems: found.problems.map(({ name, message }) => `${name}: ${message}`), reads: s3.reads };
}

const refusal = (code: string) => Object.assign(new Error('refused'), { name: code });

describe('a look inside', () => {
  it('has nothing to say of images that can be trained on', async () => {
    const found = await look({
      'a.jpg': await noise(64, 64).jpeg().toBuffer(),
      'b.png': await noise(40, 40).png().toBuffer(),
      'c.bmp': bmp(33, 32),
      // The content counts, whatever the name.
      'd.jpg': await noise(32, 32).png().toBuffer(),
    });
    expect(found).to.deep.include({ images: 4, problems: [], warnings: [] });
  });

  it('names all problems at once, each with its images, as an error', async () => {
    const jpeg = await noise(64, 64).jpeg().toBuffer();
    const { problems, warnings } = await look({
      'a.jpg': await noise(64, 64).gif().toBuffer(),
      'b.jpg': Buffer.from('<html>not found</html>'),
      'c.jpg': jpeg.subarray(0, jpeg.length - 500),
      'd.png': await noise(31, 64).png().toBuffer(),
      'e.jpg': jpeg,
    });
    expect(problems).to.deep.equal([
      'ImageContentError: training would fail: 1 of 5 images looked into: GIF by their content, which the algorithm\'s decoder (OpenCV) does not read: "a.jpg"; ' +
        '1 of 5 images looked into: a web page (HTML) by their content, which the algorithm\'s decoder (OpenCV) does not read: "b.jpg"; ' +
        '1 of 5 images looked into: cut short: the file ends before the image does: "c.jpg"; ' +
        '1 of 5 images looked into: smaller than image_shape (32x32, width x height): "d.png" (31x64); ' +
        'replace these images, and look for more of the kind (samplePerClass 0 leaves this look out)',
    ]);
    expect(warnings).to.deep.equal([]);
  });

  it('warns of what the algorithm would show in another way than people see it', async () => {
    const { problems, warnings } = await look({
      'a.jpg': await noise(64, 64).toColourspace('cmyk').jpeg().toBuffer(),
      'b.png': await noise(64, 64).toColourspace('rgb16').png().toBuffer(),
      'c.png': animatedPng(await noise(64, 64).png().toBuffer()),
      'd.jpg': await noise(64, 64).webp().toBuffer(),
    });
    expect(problems).to.deep.equal([]);
    expect(warnings.map((line) => line.replace(/^1 of 4 images looked into: /, ''))).to.deep.equal([
      'JPEG in CMYK or YCCK: the algorithm turns them into RGB without their colour profile, so that colours change: "a.jpg"',
      'PNG of 16 bit a value: the algorithm keeps the upper 8, so that dim images become black: "b.png"',
      'animated: the algorithm takes the first picture, if it reads them: "c.png"',
      'WebP by their content, which not every build of the algorithm\'s decoder (OpenCV) reads: "d.jpg"',
    ]);
  });

  it('judges sizes as they are after resize', async () => {
    const png = (width: number, height: number) => noise(width, height).png().toBuffer();
    const resized = { width: 224, height: 224, resize: 256 };
    // Shorter sides of 256: 341x256; from 128, 2 times as large; 1280x256, of which a crop of 224x224 shows 15 %.
    const sizes = { 'a.png': await png(400, 300), 'b.png': await png(128, 128), 'c.png': await png(1500, 300) };
    expect((await look(sizes, resized)).warnings).to.deep.equal([
      '1 of 3 images looked into: enlarged to 224x224 and more by resize=256: "b.png" (128x128)',
      '1 of 3 images looked into: so much larger or longer than image_shape (224x224) after resize=256 that a crop shows less than a quarter: "c.png" (1500x300)',
    ]);
    expect((await look({ 'd.png': await png(600, 600) }, { width: 224, height: 224 })).warnings).to.deep.equal([
      '1 of 1 images looked into: so much larger or longer than image_shape (224x224) that a crop shows less than a quarter; hyperparameter resize makes images smaller first: "d.png" (600x600)',
    ]);
    const tooSmall = await look({ 'e.png': await png(400, 300) }, { width: 224, height: 224, resize: 200 });
    expect(tooSmall.problems[0]).to.contain(
      'smaller than image_shape (224x224, width x height) after resize=200: "e.png" (400x300, 267x200 after resize=200)',
    );
  });

  it('reads a few kilobytes of each image, and jumps over long segments', async () => {
    const jpeg = await noise(200, 200).jpeg().toBuffer();
    const long = withSegment(withSegment(jpeg, 0xe1, Buffer.alloc(60_000)), 0xe2, Buffer.alloc(60_000));
    const { reads } = await look({ 'a.jpg': long, 'b.jpg': await noise(20, 20).jpeg().toBuffer() });
    const end = long.length - 1;
    expect(reads.filter((read) => read.startsWith('a'))).to.deep.equal([
      'a.jpg 0-8191',
      'a.jpg 60006-64101',
      'a.jpg 120010-124105',
      `a.jpg ${end - 4095}-${end}`,
    ]);
    expect(reads.filter((read) => read.startsWith('b'))).to.have.length(1);
  });

  it('finds transparency and animation behind a long colour profile', async () => {
    const png = withProfile(await noise(64, 64, 4).png().toBuffer(), 30_000);
    expect((await look({ 'a.png': png })).warnings).to.deep.equal([
      '1 of 1 images looked into: transparent: the algorithm drops transparency and shows the colours beneath it: "a.png"',
    ]);
  });

  it('counts images that are there no more, and names one that is archived', async () => {
    const gone = ['a.jpg', 'c.jpg', 'd.jpg', 'e.jpg'];
    const objects = Object.fromEntries(gone.map((key) => [key, refusal('NoSuchKey')]));
    const found = await look({ ...objects, 'b.jpg': refusal('InvalidObjectState') });
    expect(found.images).to.equal(1);
    expect(found.problems[0]).to.contain(
      '1 of 1 images looked into: archived: S3 gives them to a training job only after they were restored: "b.jpg"',
    );
    expect(found.warnings).to.deep.equal([
      '4 images of the sample were deleted, or replaced by a shorter one, after they were listed: "a.jpg", "c.jpg", "d.jpg", ...; the .lst files have such rows all the same: start another run when nothing is deleted any more',
    ]);
  });

  it('takes a refusal for a deleted image where the key is not listed any more, as S3 refuses who may not list the bucket', async () => {
    const objects = { 'a.jpg': refusal('AccessDenied'), 'a.jpg.png': await noise(64, 64).png().toBuffer() };
    const found = await look(objects, undefined, ['a.jpg']);
    expect([found.images, found.problems]).to.deep.equal([1, []]);
    expect(found.warnings).to.deep.equal([
      '1 image of the sample was deleted, or replaced by a shorter one, after it was listed: "a.jpg"; the .lst files have such rows all the same: start another run when nothing is deleted any more',
    ]);
  });

  it('fails where an image cannot be read, naming it', async () => {
    const error = await look({ 'a.jpg': refusal('AccessDenied') }).catch((thrown: unknown) => thrown);
    expect(String(error)).to.equal(
      'DatasetStorageError: reading the head of s3://pictures/a.jpg failed: AccessDenied: refused',
    );
  });
});
