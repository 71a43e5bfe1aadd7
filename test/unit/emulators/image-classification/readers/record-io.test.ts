import { expect } from 'chai';
import fc from 'fast-check';
import { unpackImage } from '../../../../../emulators/image-classification/readers/packed-image.ts';
import { RecordIoError, recordsOf } from '../../../../../emulators/image-classification/readers/record-io.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { framed, recordFile } from '../../../../support/record-files.ts';

/** The file in pieces of so many bytes. */
async function* pieces(file: Buffer, size: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function read(file: Buffer, size = 7): Promise<string[]> {
  const records: string[] = [];
  for await (const record of recordsOf(pieces(file, size))) records.push(record.toString('hex'));
  return records;
}

const bytes = (hex: string) => Buffer.from(hex.replace(/\s/gu, ''), 'hex');

/** Written by MXRecordIO and recordio.pack: (0, 3, 7, 0) with `abc`, (0, [1, 0], 8, 0) with `de`, and `wxyz`, the magic number, `q`. */
const MXNET_FILE = `
  0a23d7ce1b000000 0000000000004040 0700000000000000 0000000000000000 61626300
  0a23d7ce22000000 0200000000000000 0800000000000000 0000000000000000 0000803f00000000 64650000
  0a23d7ce04000020 7778797a 0a23d7ce01000060 71000000`;

describe('the RecordIO reader', () => {
  it('reads records with a magic number, a length and zeros up to a multiple of four', async () => {
    const file = bytes('0a23d7ce 05000000 0102030405 000000  0a23d7ce 04000000 aabbccdd');
    expect(await read(file)).to.deep.equal(['0102030405', 'aabbccdd']);
    expect(await read(file, 1)).to.deep.equal(await read(file, 1000));
  });

  it('reads what MXNet 1.9.1 writes: an image with one label, one with two, and a record that holds the magic number', async () => {
    const records = await read(bytes(MXNET_FILE));
    expect(records.slice(0, 2).map((hex) => unpackImage(bytes(hex)))).to.deep.equal([
      { labels: [3], file: Buffer.from('abc') },
      { labels: [1, 0], file: Buffer.from('de') },
    ]);
    expect(records[2]).to.equal('7778797a0a23d7ce71');
  });

  it('puts the magic number back where a record was cut at it', async () => {
    const file = bytes('0a23d7ce 02000020 ffff 0000  0a23d7ce 00000040  0a23d7ce 01000060 ee 000000');
    expect(await read(file)).to.deep.equal(['ffff0a23d7ce0a23d7ceee']);
  });

  it('lets go of a file that it does not read to the end', async () => {
    let closed = 0;
    const file = async function* () {
      try {
        yield bytes('0a23d7ce 04000000 aabbccdd 0a23d7ce 04000000 aabbccdd');
        yield bytes('0a23d7ce 04000000 aabbccdd');
      } finally {
        closed++;
      }
    };
    for await (const _record of recordsOf(file())) break;
    expect(closed).to.equal(1);
  });

  it('reads nothing from an empty file', async () => {
    expect(await read(Buffer.alloc(0))).to.deep.equal([]);
  });

  it('says where a file is not RecordIO, ends too early or joins parts that do not belong together', async () => {
    const refusals: [string, string][] = [
      ['ffd8ffe0 00104a46', 'there is no RecordIO magic number at byte 0'],
      ['0a23d7ce 04000000 aabbccdd 00000000 00000000', 'there is no RecordIO magic number at byte 12'],
      ['0a23d7ce 04000000 aabb', 'the file ends at byte 10, within a record'],
      ['0a23d7ce 04000000', 'the file ends within a record'],
      ['0a23d7ce 04000020 aabbccdd', 'the file ends within a record of several parts'],
      ['0a23d7ce 04000060 aabbccdd', 'the part before byte 12 does not belong to the record before it'],
      [
        '0a23d7ce 04000020 aabbccdd 0a23d7ce 00000000',
        'the part before byte 20 does not belong to the record before it',
      ],
    ];
    for (const [hex, message] of refusals) {
      const error = await errorOf(read(bytes(hex)));
      expect(error).to.be.instanceOf(RecordIoError);
      expect(error.message).to.equal(message);
    }
  });

  it('returns every record that is written, however the file is cut into pieces', async () => {
    const word = fc.oneof(
      fc.constant('0a23d7ce'),
      fc.uint8Array({ maxLength: 9 }).map((each) => Buffer.from(each).toString('hex')),
    );
    const record = fc.array(word, { maxLength: 5 }).map((words) => words.join(''));
    const property = fc.asyncProperty(
      fc.array(record, { maxLength: 4 }),
      fc.integer({ min: 1, max: 40 }),
      async (records, size) => {
        const file = Buffer.concat(records.map((hex) => framed(Buffer.from(hex, 'hex'))));
        expect(await read(file, size)).to.deep.equal(records);
      },
    );
    await fc.assert(property, { numRuns: 200 });
  });

  it('takes any bytes for RecordIO or refuses them, and nothing else happens', async () => {
    const start = fc.constantFrom('', '0a23d7ce', '0a23d7ce08000000');
    const property = fc.asyncProperty(start, fc.uint8Array({ maxLength: 60 }), async (head, rest) => {
      const outcome = await read(Buffer.concat([Buffer.from(head, 'hex'), rest])).catch((error: unknown) => error);
      expect(Array.isArray(outcome) || outcome instanceof RecordIoError).to.equal(true);
    });
    await fc.assert(property, { numRuns: 200 });
  });
});

describe('an image record', () => {
  it('has one label, or as many as its flag says, before the image file', async () => {
    const single = bytes('00000000 00004040 0700000000000000 0000000000000000 ffd8');
    expect(unpackImage(single)).to.deep.equal({ labels: [3], file: bytes('ffd8') });
    const several = bytes('02000000 00000000 0700000000000000 0000000000000000 0000803f 00000000 ffd8');
    expect(unpackImage(several)).to.deep.equal({ labels: [1, 0], file: bytes('ffd8') });
    const [written = ''] = await read(recordFile([{ labels: [1, 0], file: bytes('ffd8') }]));
    expect(unpackImage(bytes(written)).labels).to.deep.equal([1, 0]);
  });

  it('without room for its header is refused', () => {
    expect(() => unpackImage(bytes('00000000 00004040'))).to.throw(
      'a record of 8 bytes does not hold a header of 24 bytes',
    );
    expect(() => unpackImage(bytes('ffffffff 00004040 0700000000000000 0000000000000000'))).to.throw(RecordIoError);
  });
});
