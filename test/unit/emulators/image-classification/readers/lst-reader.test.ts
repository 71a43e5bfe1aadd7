import { expect } from 'chai';
import fc from 'fast-check';
import { CustomerError } from '../../../../../emulators/image-classification/checks/customer-error.ts';
import { readLst } from '../../../../../emulators/image-classification/readers/lst-reader.ts';

const PATHS = new Set(['cat/1.jpg', 'dog/ä b%.jpg']);
const context = (channel = 'train') => ({
  channel,
  fileName: 'train-data.lst',
  numClasses: 2,
  multiLabel: false,
  paths: PATHS,
});

function failure(text: string, channel = 'train'): CustomerError {
  try {
    readLst(text, context(channel));
  } catch (error) {
    if (error instanceof CustomerError) return error;
    throw error;
  }
  throw new Error('expected a refusal');
}

describe('the .lst reader', () => {
  it('reads index, label and path', () => {
    expect(readLst('1\t0\tcat/1.jpg\n2\t1\tdog/ä b%.jpg\n', context())).to.deep.equal([
      { index: 1, labels: [0], path: 'cat/1.jpg' },
      { index: 2, labels: [1], path: 'dog/ä b%.jpg' },
    ]);
  });

  it("reads labels with zeros after the point, as MXNet's tool writes them, and Windows line ends", () => {
    expect(readLst('0\t1.000000\tcat/1.jpg\r\n', context())).to.deep.equal([
      { index: 0, labels: [1], path: 'cat/1.jpg' },
    ]);
  });

  it('returns what was written, for any paths', () => {
    const path = fc.string({ minLength: 1, unit: 'grapheme' }).filter((text) => !/[\t\n\r]|^\/|^s3:/iu.test(text));
    const property = fc.property(fc.uniqueArray(path, { minLength: 1 }), (paths) => {
      const text = paths.map((each, index) => `${index}\t0\t${each}\n`).join('');
      const rows = readLst(text, { ...context(), paths: new Set(paths) });
      expect(rows.map((row) => row.path)).to.deep.equal(paths);
    });
    fc.assert(property);
  });

  it('refuses a file without rows', () => {
    expect(failure('').message).to.equal(
      '[rehearsal] train-data.lst of the train channel is empty: it names no image.',
    );
  });

  it("refuses lines without the format in AWS's words and names them in the details", () => {
    const error = failure('1 0 cat/1.jpg\n2\t0\tcat/1.jpg\textra\nx\t0\tcat/1.jpg\n3\t0.5\tcat/1.jpg\n4\t0\t\n');
    expect(error.message).to.equal('Invalid lst file in the train channel.');
    expect(error.details).to.deep.equal([
      '[rehearsal] train-data.lst line 1: 1 column(s) instead of 3 separated by tabs: "1 0 cat/1.jpg"',
      '[rehearsal] train-data.lst line 2: 4 column(s) instead of 3 separated by tabs: "2\\t0\\tcat/1.jpg\\textra"',
      '[rehearsal] train-data.lst line 3: index "x" is not a whole number',
      '[rehearsal] train-data.lst line 4: label "0.5" is not a whole number',
      '[rehearsal] train-data.lst line 5: the path is empty',
    ]);
  });

  it('marks the same words as ours for the validation channel, where they are not known', () => {
    expect(failure('1 0 x', 'validation').message).to.equal('[rehearsal] Invalid lst file in the validation channel.');
  });

  it('refuses rows that cannot be right, all of them at once', () => {
    const error = failure('1\t0\tcat/1.jpg\n1\t2\tcat/1.jpg\n3\t-1\t/cat/1.jpg\n4\t0\ts3://b/x.jpg\n5\t0\tcat/9.jpg\n');
    expect(error.message).to.equal(
      '[rehearsal] train-data.lst of the train channel: 6 fault(s) in 5 line(s): line 2: index 1 is that of line 1 too; ' +
        'line 2: label 2 is not from 0 to 1 (num_classes is 2); line 3: label -1 is not from 0 to 1 (num_classes is 2); ' +
        'line 3: path "/cat/1.jpg" must be relative to the train channel; ' +
        'line 4: path "s3://b/x.jpg" must be relative to the train channel; and 1 more.',
    );
    expect(error.details.at(-1)).to.equal(
      '[rehearsal] train-data.lst line 5: the train channel has no file "cat/9.jpg"',
    );
  });
});
