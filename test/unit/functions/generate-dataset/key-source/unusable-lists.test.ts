import { gunzipSync, gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { csv, DATA, IMAGES, MANIFEST, outOfTime, REPORT, refused, run, without } from './list-run.ts';
import { CSV_SCHEMA, csvFile, FOLDER, inventory, MANIFEST_KEY, object, parquetFile } from './written-lists.ts';

describe('a manifest of S3 Inventory that cannot be used', () => {
  it('is of another bucket, of ORC and without files: all is said at once', async () => {
    const changes = { sourceBucket: 'c', fileFormat: 'ORC', files: undefined };
    expect(await refused(csv(IMAGES, changes))).to.equal(
      `KeySourceError: ${MANIFEST} lists bucket "c" and not "b"; it is of format "ORC": choose CSV or Parquet in the inventory configuration; it has no list of files`,
    );
  });

  it('has no time, no destination, no schema, and a file without an MD5', async () => {
    const files = [{ key: 'k', size: 1 }];
    const changes = { creationTimestamp: 'soon', destinationBucket: undefined, fileSchema: undefined, files };
    expect(await refused(csv(IMAGES, changes))).to.equal(
      `KeySourceError: ${MANIFEST} names no destinationBucket; it has creationTimestamp "soon", which is no time; it has no fileSchema; it has a file without key, size or MD5checksum`,
    );
  });

  it('is cut off', async () => {
    const objects = without(csv(), MANIFEST_KEY.replace('.json', '.checksum')).set(MANIFEST_KEY, Buffer.from('{"fi'));
    expect(await refused(objects)).to.equal(`KeySourceError: ${MANIFEST} is no JSON object; it may be cut off`);
  });

  it('is not what its checksum says', async () => {
    const objects = csv().set(MANIFEST_KEY.replace('.json', '.checksum'), Buffer.from('0'.repeat(32)));
    expect(await refused(objects)).to.match(
      /^KeySourceError: s3:\/\/lists\/reports\S*\/manifest\.json has MD5 [0-9a-f]{32}, and manifest\.checksum says 0{32}$/,
    );
  });

  it('is not there', async () => {
    expect(await refused(new Map(), { ...REPORT, uri: MANIFEST })).to.equal(`KeySourceError: ${MANIFEST} is not there`);
    expect(await refused(new Map())).to.match(
      /^KeySourceError: s3:\/\/lists\/reports\/b\/daily\/ has no report of S3 Inventory \(a folder such as 2026-11-06T21-32Z\/ with a manifest\.json\)/,
    );
  });

  it('has no columns for size and ETag; a column that nobody knows is not looked at', async () => {
    const fileSchema = CSV_SCHEMA.replace(', Size', ', Weight').replace('ETag', 'Colour');
    expect(await refused(csv(IMAGES, { fileSchema }))).to.equal(
      `KeySourceError: ${MANIFEST} has no column Size, ETag: add the optional fields Size and ETag to the inventory configuration`,
    );
    const unknown = CSV_SCHEMA.replace('IsMultipartUploaded', 'SomethingNew');
    expect((await run(csv(IMAGES, { fileSchema: unknown })).work).num_training_samples).to.equal(2);
  });
});

describe('data files of S3 Inventory that cannot be used', () => {
  const parquet = () => inventory('Parquet', [parquetFile(IMAGES)]);
  const csvKey = `${FOLDER}data/file-0.csv.gz`;
  const parquetKey = `${FOLDER}data/file-0.parquet`;

  it('are not there', async () => {
    expect(await refused(without(csv(), csvKey))).to.equal(
      `DatasetStorageError: reading ${DATA}.csv.gz failed: NoSuchKey: The specified key does not exist.`,
    );
  });

  it('have another size than the manifest says', async () => {
    const file = csvFile(IMAGES);
    const longer = Buffer.concat([file, Buffer.from('x')]);
    expect(await refused(csv().set(csvKey, longer))).to.equal(
      `KeySourceError: ${DATA}.csv.gz has ${file.length + 1} bytes and not ${file.length}`,
    );
    expect(await refused(csv().set(csvKey, file.subarray(0, 50)))).to.equal(
      `KeySourceError: ${DATA}.csv.gz has 50 bytes and not ${file.length}`,
    );
  });

  /** Of the same length, and a valid file. */
  it('have another MD5 than the manifest says, as CSV and as Parquet', async () => {
    const said =
      /has MD5 [0-9a-f]{32}, and its manifest says [0-9a-f]{32}: it was changed or damaged; take another report/;
    const file = csvFile(IMAGES);
    const changed = Buffer.from(file);
    // The operating system in the gzip header, which changes nothing else.
    changed[9] = file[9] === 7 ? 8 : 7;
    expect(gunzipSync(changed)).to.deep.equal(gunzipSync(file));
    expect(await refused(csv().set(csvKey, changed))).to.match(said);
    const writer = parquetFile(IMAGES).toString('latin1').replace('hyparquet', 'HYPARQUET');
    const other = Buffer.from(writer, 'latin1');
    expect(await refused(parquet().set(parquetKey, other))).to.match(said);
  });

  it('are damaged in the middle', async () => {
    const file = csvFile(IMAGES);
    const damaged = Buffer.from(file).fill(0xff, 20, 60);
    expect(await refused(csv().set(csvKey, damaged))).to.match(
      /file-0\.csv\.gz cannot be unzipped: Error: .*; it was changed or damaged$/,
    );
  });

  it('have fewer fields in a line than columns, or a key that is not encoded', async () => {
    const text = gunzipSync(csvFile(IMAGES)).toString();
    const shorter = inventory('CSV', [gzipSync(text.replace(',"false"\n', '\n'))]);
    expect(await refused(shorter)).to.equal(
      `KeySourceError: ${DATA}.csv.gz has 9 fields in line 1, and its manifest names 10 columns`,
    );
    const raw = inventory('CSV', [gzipSync(text.replace('a/2.jpg', 'a/100%.jpg'))]);
    expect(await refused(raw)).to.equal(
      `KeySourceError: ${DATA}.csv.gz has a key in line 3 that is not percent-encoded: "p/test/a/100%.jpg"`,
    );
  });

  it('list another bucket', async () => {
    const rows = IMAGES.with(1, { ...object('p/train/b/1.jpg', 'x'), bucket: 'c' });
    expect(await refused(csv(rows))).to.equal(`KeySourceError: ${DATA}.csv.gz lists bucket "c" and not "b"`);
  });

  it('have an object without a size', async () => {
    const rows = IMAGES.with(1, { ...object('p/train/b/1.jpg', 'x'), size: undefined });
    expect(await refused(csv(rows))).to.equal(
      `KeySourceError: ${DATA}.csv.gz has a row whose key is "p/train/b/1.jpg" and whose size is undefined`,
    );
  });

  it('have no row, or none of the data set', async () => {
    expect(await refused(csv([]))).to.equal(`KeySourceError: ${MANIFEST} has no rows: it lists no object at all`);
    expect(await refused(csv([object('q/train/a/1.jpg', 'x')]))).to.equal(
      `KeySourceError: ${MANIFEST} has 1 rows and none of them below p/train/ or p/test/; the first is "q/train/a/1.jpg": it may be limited to another prefix`,
    );
  });

  it('take longer than the function has time', async () => {
    expect(await outOfTime(csv())).to.equal(
      `KeySourceError: ${MANIFEST} could not be read in the function's time: 4 rows came, the last of them of ${DATA}.csv.gz; set functionMemoryMb to 1769, or take a list that is limited to p/train/ and p/test/`,
    );
  });

  it('have a key twice', async () => {
    expect(await refused(csv([...IMAGES, ...IMAGES.slice(0, 1)]))).to.equal(
      `KeySourceError: ${MANIFEST} has "p/train/a/1.jpg" more than once: it must have one row for each object, that of its current version`,
    );
  });
});
