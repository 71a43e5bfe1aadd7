import { expect } from 'chai';
import { fileLines, findFile } from '../../../../../functions/generate-dataset/inputs/file-lines.ts';
import type { S3Sender } from '../../../../../functions/generate-dataset/listing/fetch-page.ts';
import { errorOf } from '../../../../support/error-of.ts';

interface Sent {
  readonly constructor: { readonly name: string };
  readonly input: Readonly<Record<string, string>>;
}

/** One object, of which `answer` may change what is read. */
class OneFile {
  readonly ranges: string[] = [];
  readonly #bytes: Buffer;
  readonly #answer: (bytes: Buffer, read: number) => Buffer;

  constructor(bytes: Buffer, answer: (bytes: Buffer, read: number) => Buffer = (whole) => whole) {
    this.#bytes = bytes;
    this.#answer = answer;
  }

  get sender(): S3Sender {
    return { send: (command: Sent) => this.#send(command) } as unknown as S3Sender;
  }

  async lines(): Promise<string[]> {
    const file = await findFile(this.sender, { bucket: 'b', key: 'p/labels.csv' });
    if (file === undefined) throw new Error('the file was not found');
    const all: string[] = [];
    for await (const batch of fileLines(file)) all.push(...batch);
    return all;
  }

  async #send(command: Sent): Promise<object> {
    const { input } = command;
    if (command.constructor.name === 'ListObjectsV2Command') {
      return { Contents: [{ Key: 'p/labels.csv', Size: this.#bytes.length, ETag: '"v1"' }] };
    }
    // Whatever comes first is the version that all the others must be of.
    expect(input['IfMatch']).to.equal(this.ranges.length === 0 ? undefined : '"v1"');
    const range = String(input['Range']).replace('bytes=', '');
    this.ranges.push(range);
    const [from = 0, to = 0] = range.split('-').map(Number);
    const bytes = this.#answer(this.#bytes.subarray(from, to + 1), this.ranges.length);
    return { ETag: '"v1"', Body: { transformToWebStream: () => new Blob([new Uint8Array(bytes)]).stream() } };
  }
}

const PIECE = 4 * 1024 * 1024;

describe('the lines of a file', () => {
  it('are those of all its pieces, also where a character lies across two', async () => {
    const line = `${'x'.repeat(99)}\n`;
    const filling = line.repeat(Math.floor((PIECE - 1) / line.length));
    const start = `${filling}${'y'.repeat(PIECE - 1 - filling.length)}`;
    const file = new OneFile(Buffer.from(`${start}ä\nlast`));
    const lines = await file.lines();
    expect(lines.slice(-2)).to.deep.equal([`${'y'.repeat(PIECE - 1 - filling.length)}ä`, 'last']);
    expect(lines).to.have.length(filling.length / line.length + 2);
    expect(file.ranges).to.deep.equal([`0-${PIECE - 1}`, `${PIECE}-${PIECE + 5}`]);
  });

  it('are none of an empty file', async () => {
    expect(await new OneFile(Buffer.alloc(0)).lines()).to.deep.equal([]);
  });

  it('are read on where a body breaks off', async () => {
    const file = new OneFile(Buffer.from('a\nb\n'), (bytes, read) => (read === 1 ? bytes.subarray(0, 2) : bytes));
    expect(await file.lines()).to.deep.equal(['a', 'b']);
    const broken = new OneFile(Buffer.from('a\nb\n'), (bytes, read) => bytes.subarray(0, read === 1 ? 2 : 0));
    const error = await errorOf(broken.lines());
    expect(error.message).to.equal('reading s3://b/p/labels.csv failed: Error: the body ends 2 bytes before its end');
    expect(broken.ranges).to.deep.equal(['0-3', ...Array.from({ length: 5 }, () => '2-3')]);
  });

  it('are refused where the file is changed while it is read', async () => {
    const file = new OneFile(Buffer.from('a\n'), () => {
      throw Object.assign(new Error('At least one of the pre-conditions you specified did not hold'), {
        name: 'PreconditionFailed',
        $metadata: {},
      });
    });
    const error = await errorOf(file.lines());
    expect(error.name).to.equal('ImageLabelsError');
    expect(error.message).to.equal('s3://b/p/labels.csv was changed while it was read; start a new execution');
  });

  it('are refused where there are no line breaks', async () => {
    const error = await errorOf(new OneFile(Buffer.alloc(2 * 1024 * 1024, 'x')).lines());
    expect(error.message).to.equal(
      's3://b/p/labels.csv has a line of more than 1048576 characters; it must be CSV or JSON Lines',
    );
  });
});
