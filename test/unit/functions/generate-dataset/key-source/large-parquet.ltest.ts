import { createHash } from 'node:crypto';
import { expect } from 'chai';
import { parquetWriteBuffer } from 'hyparquet-writer';
import { parquetFile } from '../../../../../functions/generate-dataset/key-source/data-file.ts';
import { refusal } from '../../../../support/error-of.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';
import { ListStore } from './list-store.ts';

const ROWS = 150_000;
const TIMEOUT_MS = 60_000;
const PART = 4 * 1024 * 1024;

const md5 = (bytes: Buffer | string) => createHash('md5').update(bytes).digest('hex');
const keyOf = (index: number) => `p/train/class-${index % 5}/${String(index).padStart(9, '0')}.jpg`;

/** Larger than what is read in one request: 150,000 rows without compression. */
function largeFile(): Buffer {
  const column = <T>(of: (index: number) => T) => Array.from({ length: ROWS }, (_, index) => of(index));
  const text = { type: 'STRING' } as const;
  return Buffer.from(
    parquetWriteBuffer({
      codec: 'UNCOMPRESSED',
      rowGroupSize: ROWS,
      columnData: [
        { name: 'bucket', data: column(() => 'b'), ...text },
        { name: 'key', data: column(keyOf), ...text },
        { name: 'size', data: column((index) => BigInt(index)), type: 'INT64' },
        { name: 'e_tag', data: column((index) => md5(String(index))), ...text },
      ],
    }),
  );
}

describe('a large Parquet file', function largeParquet() {
  this.timeout(TIMEOUT_MS);
  const file = largeFile();
  const entry = { bucket: 'lists', key: 'f.parquet', sizeBytes: file.length, md5: md5(file) };

  function stored(eTag?: string): ListStore {
    const store = new ListStore(new BucketS3(new Map(), 1).sender);
    store.objects.set('f.parquet', file);
    store.eTag = eTag;
    return store;
  }

  async function rowsOf(store: ListStore, expected = entry.md5): Promise<number> {
    let rows = 0;
    for await (const batch of parquetFile(store.sender, { ...entry, md5: expected })) {
      for (const { key, size, eTag } of batch) {
        if (key !== keyOf(rows) || size !== rows || eTag?.length !== 32) throw new Error(`row ${rows} is ${key}`);
        rows += 1;
      }
    }
    return rows;
  }

  it('is read by range requests of at most 4 MiB, in few requests, and never as a whole', async () => {
    const store = stored();
    expect(await rowsOf(store)).to.equal(ROWS);
    const lengths = store.calls.map((call) => {
      const [, from, to] = /bytes=(\d+)-(\d+)$/.exec(call) ?? [];
      return Number(to) - Number(from) + 1;
    });
    expect(Math.max(...lengths)).to.equal(PART);
    expect(lengths.length).to.be.lessThan(12);
  });

  it('whose ETag is no MD5 is read once more for its MD5', async () => {
    const store = stored('0123-4');
    expect(await rowsOf(store)).to.equal(ROWS);
    expect(store.calls).to.include(`GetObject f.parquet bytes=0-${file.length - 1}`);
  });

  it('with another MD5 gives no row', async () => {
    const wrong = '0'.repeat(32);
    for (const eTag of [undefined, '0123-4']) {
      expect(await refusal(rowsOf(stored(eTag), wrong))).to.equal(
        `KeySourceError: s3://lists/f.parquet has MD5 ${entry.md5}, and its manifest says ${wrong}: it was changed or damaged; take another report, or wait for the next`,
      );
    }
  });

  it('that is written anew while it is read ends the run', async () => {
    const store = stored();
    const rows = parquetFile(store.sender, entry);
    await rows.next();
    store.eTag = 'another';
    const rest = async () => {
      for await (const _ of rows);
    };
    expect(await refusal(rest())).to.equal(
      'KeySourceError: s3://lists/f.parquet was changed while it was read; start a new execution',
    );
  });
});
