import { expect } from 'chai';
import { channelPrefix, firstOfEach, lstRows, partsOf } from '../../../../../console/model/dataset/lst-rows.ts';
import { datasetReportIn } from '../../../../../console/model/dataset/reported-dataset.ts';
import { s3PathOf, s3PlaceOf, unreachable } from '../../../../../console/model/s3-place.ts';

/** As docs/dataset-report.md has it. */
const REPORT = {
  schemaVersion: 1,
  splits: {
    train: {
      images: 12,
      bytes: 4_000,
      lst: { key: 'd/train-data.lst', uri: 's3://b/d/train-data.lst', rows: 12 },
      skipped: {
        total: 3,
        byReason: { 'no image': 2, empty: 1 },
        first: [{ key: 'd/train/a/x.txt', reason: 'no image' }],
      },
    },
    test: { images: 4, bytes: 900, skipped: { total: 1, byReason: { empty: 1 }, first: [] } },
  },
  classes: {
    total: 2,
    listed: [
      { label: 0, name: 'cat', train: { images: 8 }, test: { images: 3 } },
      { label: 1, name: '<b>', train: { images: 4 }, test: { images: 1 } },
    ],
  },
  balance: { ratio: 2 },
  duplicates: {
    withinSplits: { pictures: 1, images: 2 },
    acrossSplits: { pictures: 0, images: 0 },
    acrossClasses: { pictures: 0, images: 0 },
  },
  changes: { since: 'run-1', imagesAdded: 5, imagesRemoved: 0, classesNew: { total: 1, first: ['<b>'] } },
  warnings: ['a warning'],
  decision: { train: true, reason: 'images have changed' },
};

describe('the data set’s report as it is shown', () => {
  it('has classes, totals, what was skipped by reason, and only what is other than nothing', () => {
    expect(datasetReportIn(REPORT)).to.deep.equal({
      classes: [
        { label: 0, name: 'cat', train: 8, validation: 3 },
        { label: 1, name: '<b>', train: 4, validation: 1 },
      ],
      classCount: 2,
      images: { train: 12, validation: 4 },
      bytes: { train: 4_000, validation: 900 },
      ratio: 2,
      skipped: [
        { reason: 'no image', count: 2 },
        { reason: 'empty', count: 2 },
      ],
      skippedKeys: [['d/train/a/x.txt', 'no image']],
      duplicates: [['more than once in a split', 2]],
      changes: [
        ['images added', 5],
        ['new classes', 1],
      ],
      since: 'run-1',
      warnings: ['a warning'],
      reason: 'images have changed',
      trainLst: 's3://b/d/train-data.lst',
    });
    expect(datasetReportIn({})).to.deep.include({ classes: [], images: { train: 0, validation: 0 }, warnings: [] });
  });
});

describe('rows of a list of images', () => {
  it('are a label and a path; of a part of a file the broken ones at its ends are left out', () => {
    const text = '0\t0\ta/1.jpg\n1\t1\tb/with space.jpg\n2\t1.000000\tb/2.jpg\n';
    const rows = [
      { label: 0, path: 'a/1.jpg' },
      { label: 1, path: 'b/with space.jpg' },
      { label: 1, path: 'b/2.jpg' },
    ];
    expect(lstRows(text, true)).to.deep.equal(rows);
    expect(lstRows(text.slice(0, -3), true)).to.deep.equal(rows.slice(0, 2));
    expect(lstRows(text.slice(3), false)).to.deep.equal(rows.slice(1));
    expect([...firstOfEach(rows, 1)]).to.deep.equal([
      [0, [rows[0]]],
      [1, [rows[1]]],
    ]);
  });

  it('are looked through evenly where the file is large', () => {
    expect(partsOf(0, 10, 3)).to.deep.equal([]);
    expect(partsOf(30, 10, 3)).to.deep.equal([[0, 29]]);
    expect(partsOf(100, 10, 3)).to.deep.equal([
      [0, 9],
      [45, 54],
      [90, 99],
    ]);
  });

  it('are below the prefix of the channel that the state machine trains with', () => {
    const channel = (ChannelName: string, S3Uri: string) => ({
      ChannelName,
      DataSource: { S3DataSource: { S3DataType: 'S3Prefix', S3Uri } },
    });
    const definition = {
      States: {
        T: { Parameters: { InputDataConfig: [channel('validation', 's3://b/v'), channel('train', 's3://b/t')] } },
      },
    };
    expect(channelPrefix(definition, 'train')).to.equal('s3://b/t');
    expect(channelPrefix({ States: {} }, 'train')).to.equal(undefined);
  });

  it('are read from S3 by their key, percent-encoded but for its slashes', () => {
    const place = s3PlaceOf('s3://bucket/a b/ü?#%.jpg');
    expect(place).to.deep.equal({ bucket: 'bucket', key: 'a b/ü?#%.jpg' });
    expect(s3PathOf({ bucket: 'bucket', key: 'a b/ü?#%.jpg' })).to.equal('/bucket/a%20b/%C3%BC%3F%23%25.jpg');
    expect(s3PathOf({ bucket: 'b?x', key: 'a' })).to.equal('/b%3Fx/a');
    expect(s3PlaceOf('https://bucket/key')).to.equal(undefined);
  });

  it('are not asked for where a browser would ask for another object', () => {
    expect(new URL(s3PathOf({ bucket: 'b', key: 'a/../../x' }), 'http://host').pathname).to.equal('/x');
    expect(unreachable({ bucket: 'b', key: 'a/../../x' })).to.equal(
      'a browser cannot ask for s3://b/a/../../x: it takes ".." between slashes for a folder; use the AWS CLI',
    );
    for (const [bucket, key] of [
      ['..', 'x'],
      ['b', '.'],
      ['b', 'a/./c'],
      ['b', 'a/..'],
    ] as const) {
      expect(unreachable({ bucket, key }), `${bucket}/${key}`).to.not.equal(undefined);
    }
    for (const key of ['a/.b/..c/d...', '%2e%2e/a', 'a//b', 'a.jpg']) {
      expect(unreachable({ bucket: 'b', key }), key).to.equal(undefined);
      const { pathname } = new URL(s3PathOf({ bucket: 'b', key }), 'http://host');
      expect(decodeURIComponent(pathname), key).to.equal(`/b/${key}`);
    }
  });
});
