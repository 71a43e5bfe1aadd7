import { expect } from 'chai';
import { eachOutputLine } from '../../../../../../localstack/clouds/docker/training/output-lines.ts';

/** As Docker attaches: 1 for standard output, 2 for standard error. */
function frame(stream: 1 | 2, payload: Buffer | string): Buffer {
  const header = Buffer.alloc(8);
  header[0] = stream;
  header.writeUInt32BE(Buffer.byteLength(payload), 4);
  return Buffer.concat([header, Buffer.from(payload)]);
}

async function linesOf(chunks: Iterable<Buffer>): Promise<string[]> {
  const lines: string[] = [];
  await eachOutputLine(toAsync(chunks), (line) => void lines.push(line));
  return lines;
}

async function* toAsync(chunks: Iterable<Buffer>): AsyncGenerator<Buffer> {
  yield* chunks;
}

describe("the lines of a container's output", () => {
  it('are separated by stream, and end with a line feed, a carriage return or both', async () => {
    const output = [frame(1, 'one\r\ntw'), frame(2, 'error\n'), frame(1, 'o\n10%\r20%\r'), frame(1, '\nlast')];
    expect(await linesOf(output)).to.deep.equal(['one', 'error', 'two', '10%', '20%', 'last']);
  });

  it('are the same however the bytes are cut', async () => {
    const output = Buffer.concat([frame(1, 'grün\n'), frame(2, ''), frame(2, 'zwei\r\n'), frame(1, 'ende')]);
    for (const size of [1, 2, 3, 7, 11]) {
      const count = Math.ceil(output.length / size);
      const chunks = Array.from({ length: count }, (_, index) => output.subarray(index * size, (index + 1) * size));
      expect(await linesOf(chunks)).to.deep.equal(['grün', 'zwei', 'ende']);
    }
  });

  it('come in pieces of 32,768 characters where a line is longer, or never ends', async () => {
    const lines = await linesOf([frame(1, 'a'.repeat(70_000)), frame(1, `${'a'.repeat(30_000)}\n`)]);
    expect(lines.map((line) => line.length)).to.deep.equal([32_768, 32_768, 32_768, 1_696]);
  });

  it('hold the container up while one of them is not taken', async () => {
    let read = 0;
    const output = async function* (): AsyncGenerator<Buffer> {
      for (; read < 1000; read += 1) yield frame(1, `${read}\n`);
    };
    const first = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const all = eachOutputLine(output(), () => {
      first.resolve();
      return taken.promise;
    });
    await first.promise;
    await new Promise((resolve) => setImmediate(resolve));
    expect(read).to.equal(0);
    taken.resolve();
    await all;
    expect(read).to.equal(1000);
  });
});
