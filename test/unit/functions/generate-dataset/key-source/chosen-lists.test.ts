import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { csv, DAY_MS, IMAGES, MANIFEST, REPORT, refused, run, UNLOADED } from './list-run.ts';
import { csvFile, FOLDER, jsonFile, MANIFEST_KEY, parquetFile } from './written-lists.ts';

describe('files of UNLOAD that cannot be used', () => {
  const unload = (file: Buffer, name = 'f') => new Map([[`unload/${name}`, file]]);

  it('are not there, or are none of its', async () => {
    const none =
      'KeySourceError: s3://lists/unload/ has no files of an UNLOAD: run the query of docs/key-sources.md into it';
    expect(await refused(new Map(), UNLOADED)).to.equal(none);
    expect(await refused(unload(Buffer.from('x'), 'q-manifest.csv'), UNLOADED)).to.equal(none);
    expect(await refused(unload(Buffer.alloc(0), 'f'), UNLOADED)).to.equal(none);
  });

  it('are ORC, Avro or text', async () => {
    const hint = 'UNLOAD with format PARQUET, or with JSON and compression GZIP';
    expect(await refused(unload(Buffer.from('ORC\x11')), UNLOADED)).to.equal(
      `KeySourceError: s3://lists/unload/f is ORC: ${hint}`,
    );
    expect(await refused(unload(Buffer.from('Obj\x01')), UNLOADED)).to.equal(
      `KeySourceError: s3://lists/unload/f is Avro: ${hint}`,
    );
    expect(await refused(unload(Buffer.from('b,p/train')), UNLOADED)).to.equal(
      `KeySourceError: s3://lists/unload/f is no Parquet and no JSON lines: ${hint}`,
    );
    expect(await refused(unload(gzipSync('b,p/train\n')), UNLOADED)).to.equal(
      'KeySourceError: s3://lists/unload/f has no JSON object in line 1; UNLOAD it with format PARQUET or JSON',
    );
  });

  it('lack columns', async () => {
    const rows = '{"key":"p/train/a/1.jpg","size":1}\n';
    expect(await refused(unload(gzipSync(rows)), UNLOADED)).to.equal(
      'KeySourceError: s3://lists/unload/f has no column bucket, e_tag: select bucket, key, size and e_tag',
    );
  });

  it('are read from the last of several folders', async () => {
    const objects = new Map([
      ['unload/2026-11-26/f', Buffer.from('ORC\x11')],
      ['unload/2026-11-27/f', jsonFile(IMAGES)],
      ['unload/2026-11-27/_SUCCESS', Buffer.from('x')],
    ]);
    expect((await run(objects, UNLOADED).work).num_training_samples).to.equal(2);
  });
});

describe('a list of keys', () => {
  it('that is old is used with a warning, and its age is that of the list', async () => {
    const creationTimestamp = String(Date.now() - 9.5 * DAY_MS);
    const { warnings } = await run(csv(IMAGES, { creationTimestamp })).work;
    const takenAt = new Date(Number(creationTimestamp)).toISOString();
    expect(warnings).to.deep.equal([
      `the keys are those of ${takenAt} (${MANIFEST}), 9 days ago: what was added, changed or deleted since is not in this run, and from 8 days on it is reported (inventoryMaximumDays)`,
    ]);
  });

  it('by UNLOAD is as old as its first file', async () => {
    const modified = new Date(Date.now() - 20 * DAY_MS);
    const { work, bucket } = run(new Map([['unload/f', parquetFile(IMAGES)]]), UNLOADED, (store) => {
      store.modified = modified;
    });
    expect((await work).warnings[0]).to.include('(s3://lists/unload/), 20 days ago');
    const report: unknown = JSON.parse(bucket.text('p/runs/e/dataset-report.json') ?? '');
    const source = { kind: 'metadata', uri: 's3://lists/unload/', takenAt: modified.toISOString(), rows: 4 };
    expect(report).to.deep.include({ source });
  });

  it('of the newest complete report is taken', async () => {
    const older = new Map([...csv()].map(([key, bytes]) => [key.replace('2026-11-27', '2026-11-20'), bytes] as const));
    const unfinished: [string, Buffer] = [`${FOLDER}2026-11-28T01-00Z/other`, Buffer.from('x')];
    const { store, work } = run(new Map([...older, ...csv(), unfinished]));
    await work;
    expect(store.calls).to.include(`GetObject ${MANIFEST_KEY}`);
  });

  it('whose body breaks off is read on from there, by the same version', async () => {
    const { store, work } = run(csv(), REPORT, (lists) => lists.cuts.push(10_000, 10_000, 40, 30));
    expect((await work).num_training_samples).to.equal(2);
    const length = csvFile(IMAGES).length;
    expect(store.calls.slice(-3)).to.deep.equal(
      [0, 40, 70].map((start) => `GetObject ${FOLDER}data/file-0.csv.gz bytes=${start}-${length - 1}`),
    );
  });
});
