import { expect } from 'chai';
import fc from 'fast-check';
import type { GenerateDatasetEvent } from '../../../../../functions/generate-dataset/event.ts';
import { generateDataset } from '../../../../../functions/generate-dataset/generate-dataset.ts';
import { rounds } from '../../../../support/rounds.ts';
import { BucketS3 } from '../fan-out/bucket-s3.ts';
import { ListStore } from './list-store.ts';
import { csvFile, FOLDER, inventory, jsonFile, type ListRow, object, parquetFile } from './written-lists.ts';

/** Of each kind: 200 in all. */
const SPACES = 50;
const TIMEOUT_MS = 180_000;
const SETTINGS = { bucket: 'b', prefix: 'p', trainingJobNamePrefix: 'j' };
const FILES = ['train-data.lst', 'test-data.lst', 'labels.json', 'dataset-report.json'].map(
  (name) => `p/runs/e/${name}`,
);

// Names that sort differently by UTF-16 units and by UTF-8 bytes, and characters that CSV and URLs have a use for.
const odd = fc.constantFrom(
  'a',
  'a!',
  'a0',
  'A',
  'ä',
  'ﬀ',
  '𐀀',
  '😀',
  '\u{feff}',
  '__proto__',
  'a b',
  'a+b%20',
  '",";',
  "'%",
);
const numbered = fc.integer({ min: 0, max: 300 }).map((number) => `IMG_${String(number).padStart(6, '0')}`);
const ending = fc.constantFrom('.jpg', '.jpg', '.JPG', '.png', '.txt');
const path = fc.oneof(
  { weight: 6, arbitrary: fc.tuple(odd, numbered, ending).map(([folder, file, end]) => `${folder}/${file}${end}`) },
  { weight: 1, arbitrary: fc.constantFrom('a/', '.hidden/1.jpg', 'top.jpg', 'a//1.jpg', 'a/b/1.jpg') },
);
const space = fc.record({
  train: fc.uniqueArray(path, { maxLength: 40, size: 'max' }),
  test: fc.uniqueArray(path, { maxLength: 20, size: 'max' }),
  pictures: fc.integer({ min: 3, max: 500 }),
  files: fc.integer({ min: 1, max: 4 }),
  seed: fc.nat(),
  automatic: fc.boolean(),
});

type Space = typeof space extends fc.Arbitrary<infer T> ? T : never;

/** Few contents: the same picture is often there twice. */
function contentOf(key: string, pictures: number): string {
  return 'x'.repeat(1 + (Buffer.from(key).reduce((sum, byte) => (sum * 31 + byte) >>> 0, 7) % pictures));
}

function storageClassOf(key: string): string {
  return ['STANDARD', 'GLACIER', 'DEEP_ARCHIVE', 'GLACIER_IR', 'STANDARD'][key.length % 5] ?? 'STANDARD';
}

function contents({ train, test, pictures, automatic }: Space): Map<string, string> {
  const trained = [...new Set([...train, 'a/1.jpg', 'a/2.jpg', 'b/1.jpg', 'b/2.jpg'])];
  const known = new Set(trained.filter((key) => /\.(jpg|png)$/i.test(key)).map((key) => key.split('/')[0]));
  const tested = [...new Set([...test.filter((key) => known.has(key.split('/')[0])), 'b/1.jpg'])];
  const keys = automatic
    ? trained.map((key) => `p/images/${key}`)
    : [...trained.map((key) => `p/train/${key}`), ...tested.map((key) => `p/test/${key}`)];
  return new Map(keys.map((key) => [key, contentOf(key, pictures)]));
}

/** Of what is in the bucket and of what is not: other folders, older versions, deleted keys. */
function rowsOf(objects: ReadonlyMap<string, string>, versioned: boolean): ListRow[] {
  const current = [...objects].map(([key, content]) => ({
    ...object(key, content),
    storageClass: storageClassOf(key),
  }));
  const elsewhere = ['p/notes.txt', 'p/trainer/a/1.jpg', 'q/train/a/1.jpg'].map((key) => object(key, 'x'));
  if (!versioned) return [...current, ...elsewhere];
  const older = current.filter((_, index) => index % 3 === 0).map((row) => ({ ...row, isLatest: false, eTag: 'old' }));
  const none = { size: undefined, eTag: undefined, storageClass: undefined };
  const deleted = older.map((row) => ({
    ...row,
    ...none,
    key: `${row.key}.gone.jpg`,
    isLatest: true,
    isDeleteMarker: true,
  }));
  return [...current, ...elsewhere, ...older, ...deleted];
}

/** In any order, and over several files. */
function dealt(rows: readonly ListRow[], { files, seed }: Space): ListRow[][] {
  const rank = (key: string) =>
    (Buffer.from(key).reduce((sum, byte) => (sum * 33 + byte) >>> 0, seed) * 2654435761) >>> 0;
  const shuffled = rows.toSorted((one, other) => rank(one.key) - rank(other.key));
  return Array.from({ length: files }, (_, file) => shuffled.filter((_row, index) => index % files === file));
}

const KINDS: Readonly<
  Record<string, (rows: readonly (readonly ListRow[])[], store: ListStore) => GenerateDatasetEvent['keySource']>
> = {
  'S3 Inventory, CSV': (files, store) => {
    for (const [key, bytes] of inventory('CSV', files.map(csvFile))) store.objects.set(key, bytes);
    return { kind: 'inventory', uri: `s3://lists/${FOLDER}`, maximumDays: 1 };
  },
  'S3 Inventory, Parquet': (files, store) => {
    for (const [key, bytes] of inventory('Parquet', files.map(parquetFile))) store.objects.set(key, bytes);
    return { kind: 'inventory', uri: `s3://lists/${FOLDER}2026-11-27T01-00Z/manifest.json`, maximumDays: 1 };
  },
  'UNLOAD, Parquet': (files, store) => {
    for (const [index, rows] of files.entries()) store.objects.set(`unload/2026-11-27/f_${index}`, parquetFile(rows));
    return { kind: 'metadata', uri: 's3://lists/unload/', maximumDays: 1 };
  },
  'UNLOAD, JSON': (files, store) => {
    const current = files.map((rows) => rows.filter(({ isLatest }) => isLatest));
    for (const [index, rows] of current.entries()) store.objects.set(`unload/f_${index}.gz`, jsonFile(rows));
    return { kind: 'metadata', uri: 's3://lists/unload/', maximumDays: 1 };
  },
};

describe('a data set whose keys come from a written list', () => {
  for (const [name, write] of Object.entries(KINDS)) {
    it(`is that of a listing in every byte: ${name}`, async function spaces() {
      this.timeout(TIMEOUT_MS);
      let mostRows = 0;
      await fc.assert(
        fc.asyncProperty(space, async (one) => {
          mostRows = Math.max(mostRows, await compare(one, write));
        }),
        rounds(SPACES),
      );
      expect(mostRows).to.be.greaterThan(50);
    });
  }
});

/** Gives the number of rows. */
async function compare(one: Space, write: (typeof KINDS)[string]): Promise<number> {
  const objects = contents(one);
  const split = one.automatic ? { split: { validationFraction: 0.5 } } : {};
  const [listed, written] = [new BucketS3(objects, 7), new BucketS3(objects, 7)];
  listed.storageClass = storageClassOf;
  const expected = await generateDataset(listed.sender, SETTINGS, { executionName: 'e', ...split });
  const rows = rowsOf(objects, one.seed % 2 === 0);
  const store = new ListStore(written.sender);
  const keySource = write(dealt(rows, one), store);
  if (keySource === undefined) throw new Error('there is no list');
  const result = await generateDataset(store.sender, SETTINGS, { executionName: 'e', ...split, keySource });
  expect(result).to.deep.equal(expected);
  for (const file of FILES) expect(withoutSource(written.text(file))).to.equal(listed.text(file));
  return rows.length;
}

/** The one member that says where the keys came from. */
function withoutSource(text = ''): string {
  return text.replace(/ {2}"source": \{[^}]*\},\n/, '');
}
