import { readFile } from 'node:fs/promises';
import { expect } from 'chai';
import { parquetRows } from '../../../../../functions/generate-dataset/key-source/parquet-rows.ts';
import type { SourceRow } from '../../../../../functions/generate-dataset/key-source/source-rows.ts';
import { errorOf } from '../../../../support/error-of.ts';

const FOLDER = new URL('fixtures/', import.meta.url);

/** Asks for what is read, a byte more than nothing each time. */
async function rowsOf(file: Buffer, asked: number[] = []): Promise<SourceRow[]> {
  const rows: SourceRow[] = [];
  const read = async (start: number, end: number) => {
    asked.push(end - start);
    return file.subarray(start, end);
  };
  for await (const batch of parquetRows('s3://b/f.parquet', file.length, read)) rows.push(...batch);
  return rows;
}

function fileOf(name: string): Promise<Buffer> {
  return readFile(new URL(`${name}.parquet`, FOLDER));
}

/** As pyarrow wrote them. */
async function writtenRows(): Promise<SourceRow[]> {
  const lines = (await readFile(new URL('rows.jsonl', FOLDER), 'utf8')).trim().split('\n');
  const rows: (string | number | boolean | null)[][] = lines.map((line) => JSON.parse(line));
  return rows.map((row) => {
    const [bucket, key, size, eTag, storageClass, isLatest, isDeleteMarker] = row.map((value) => value ?? undefined);
    return { bucket, key, size, eTag, storageClass, isLatest, isDeleteMarker } as SourceRow;
  });
}

describe('rows of a Parquet file that pyarrow wrote with the schema of S3 Inventory', () => {
  for (const name of ['snappy', 'gzip-v2', 'zstd-plain', 'uncompressed']) {
    it(`are those that were written: ${name}`, async () => {
      expect(await rowsOf(await fileOf(name))).to.deep.equal(await writtenRows());
    });
  }

  it('names a compression that is not read', async () => {
    const error = await errorOf(rowsOf(await fileOf('lz4')));
    expect(error.message).to.match(/^s3:\/\/b\/f\.parquet cannot be read as Parquet: .*compression codec: LZ4/);
  });

  it('refuses a file that is cut short, and one that is none', async () => {
    const file = await fileOf('snappy');
    for (const broken of [file.subarray(0, -1), Buffer.from('key,size\n'.repeat(9)), Buffer.from('PAR1')]) {
      const error = await errorOf(rowsOf(broken));
      expect(error.name).to.equal('KeySourceError');
      expect(error.message).to.match(/^s3:\/\/b\/f\.parquet cannot be read as Parquet: /);
    }
  });
});
