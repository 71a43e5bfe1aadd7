import { expect } from 'chai';
import { errorOf } from '../../../../support/error-of.ts';
import { LabelledRun } from './labelled-run.ts';

const IMAGES = ['train/a.jpg', 'train/b.jpg', 'test/a.jpg', 'test/b.jpg'];
const GOOD = 'train/a.jpg,cat\ntrain/b.jpg,dog\ntest/a.jpg,cat\ntest/b.jpg,dog\n';
const URI = 's3://pictures/set/labels.csv';

async function refusal(labels: string | Buffer, images: readonly string[] = IMAGES) {
  const run = new LabelledRun(images, labels);
  const error = await errorOf(run.run());
  // Nothing is lost: what an earlier run has written stays.
  expect([...run.s3.written.keys()]).to.deep.equal([]);
  return { name: error.name, message: error.message };
}

describe('a labels file that cannot be used', () => {
  it('is refused with all of its lines', async () => {
    const rows = [
      'train/a.jpg,cat',
      'train/b.jpg',
      'train/a.jpg,dog',
      's3://elsewhere/set/train/b.jpg,dog',
      'images/b.jpg,dog',
      '"train/b.jpg,dog',
      'train/b.jpg,',
      'train\\b.jpg,dog',
    ];
    const { name, message } = await refusal(rows.join('\n'));
    expect(name).to.equal('ImageLabelsError');
    expect(message.split('; ')).to.deep.equal([
      `${URI} has 7 lines that cannot be used: line 2: one column instead of key and label, which a comma separates: "train/b.jpg"`,
      'line 3: "train/a.jpg" has "dog", and in line 1 "cat"',
      'line 4: "s3://elsewhere/set/train/b.jpg" is not below s3://pictures/set/',
      'line 5: "images/b.jpg" is not in train/ or test/ below s3://pictures/set/',
      'line 6: a quote is not closed, or text follows it: "\\"train/b.jpg,dog"',
      'line 7: no label for "train/b.jpg"',
      'line 8: "train\\\\b.jpg" is not in train/ or test/ below s3://pictures/set/',
    ]);
  });

  it('shows the first 20 lines of many', async () => {
    const { message } = await refusal('train/a.jpg\n'.repeat(1000));
    expect(message.split('; ')).to.have.length(21);
    expect(message).to.match(
      /^s3:\/\/pictures\/set\/labels\.csv has 1000 lines that cannot be used: line 1: .*; and 980 more$/,
    );
  });

  it('names images that are not there, with their lines', async () => {
    const rows = `${GOOD}train/gone.jpg,cat\ns3://pictures/set/test/lost.jpg,dog\n`;
    expect(await refusal(rows)).to.deep.equal({
      name: 'ImageLabelsError',
      message: `${URI} has 2 lines whose image is not there: line 5: "train/gone.jpg"; line 6: "s3://pictures/set/test/lost.jpg"`,
    });
    const many = Array.from({ length: 500 }, (_, index) => `train/gone-${index}.jpg,cat\n`).join('');
    const { message } = await refusal(GOOD + many);
    expect(message).to.match(/has 500 lines whose image is not there: line 5: "train\/gone-0\.jpg"; line 6: /);
    expect(message).to.match(/; line 24: "train\/gone-19\.jpg"; and 480 more$/);
  });

  it('is refused in other encodings than UTF-8', async () => {
    const { message } = await refusal(Buffer.from('train/a.jpg,k\xe4tzchen\n', 'latin1'));
    expect(message).to.equal(`${URI} has 1 line that cannot be used: line 1: not UTF-8: "train/a.jpg,k\ufffdtzchen"`);
    expect((await refusal(Buffer.from(`\ufeff${GOOD}`, 'utf16le'))).message).to.include('line 1: not UTF-8');
    expect((await refusal(GOOD.replaceAll('\n', '\r'))).message).to.include(
      'line 1: a carriage return without a line feed: "train/a.jpg,cat\\rtrain/b.jpg',
    );
  });

  it('is refused without rows, or without a label in any', async () => {
    const wanted = 'a labels file is CSV of key and label, or a manifest whose lines have source-ref and a label';
    for (const text of ['', '\n\n', 'key,label\n']) {
      expect((await refusal(text)).message).to.equal(`${URI} has no rows; ${wanted}`);
    }
    expect((await refusal('{"source-ref":"s3://pictures/set/train/a.jpg"}\n')).message).to.equal(
      `${URI} has 1 line with an image and none with a label; ${wanted}`,
    );
  });

  it('is refused where two members of a manifest are the label', async () => {
    const rows = ['{"source-ref":"train/a.jpg","sport":"golf"}', '{"source-ref":"train/b.jpg","place":"indoors"}'];
    expect((await refusal(rows.join('\n'))).message).to.equal(
      `${URI} has 1 line that cannot be used: line 2: the label is in "place", and in line 1 in "sport": set labelAttribute to one of them`,
    );
  });

  it('is refused where it is not there', async () => {
    const run = new LabelledRun(IMAGES, GOOD);
    const error = await errorOf(run.run({ labelsFile: { path: 'label.csv', severalLabels: false } }));
    expect(error.message).to.equal(
      's3://pictures/set/label.csv is not there: labelsFile must be a key below the prefix',
    );
  });

  it('is refused with what else is wrong with the images', async () => {
    const { message } = await refusal('train/a.jpg,cat\ntrain/b.jpg,cat\ntrain/c.jpg,cat\n');
    expect(message.split('\n')).to.deep.equal([
      'no images under s3://pictures/set/test/: none of the 2 keys there is one; upload .jpg, .jpeg, .png or .bmp files there and name them in s3://pictures/set/labels.csv',
      'Also SingleClassError: all images under s3://pictures/set/train/ are of the class "cat"; a classifier needs at least two labels in s3://pictures/set/labels.csv',
      'Also ImageLabelsError: s3://pictures/set/labels.csv has 1 line whose image is not there: line 3: "train/c.jpg"',
    ]);
  });
});
