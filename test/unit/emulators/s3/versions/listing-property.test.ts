import {
  type _Object,
  type CommonPrefix,
  CreateBucketCommand,
  DeleteObjectCommand,
  ListObjectsCommand,
  ListObjectsV2Command,
  ListObjectVersionsCommand,
  PutBucketVersioningCommand,
  PutObjectCommand,
} from '@aws-sdk/client-s3';
import { expect } from 'chai';
import { rounds } from '../../../../support/rounds.ts';
import { S3Fixture } from '../s3-fixture.ts';

const Bucket = 'bucket';
const SEED = 20261127;
const WRITES = rounds(60, 120).numRuns;
const LISTINGS = rounds(15, 40).numRuns;
/** Few letters, so that keys share beginnings; one beyond U+FFFF, whose order is not that of JavaScript. */
const LETTERS = ['a', 'b', '/', '-', 'ü', '\ufe60', '😀'];

/** A version as the model has it; of a key the latest is last. */
interface ModelVersion {
  readonly id: string;
  readonly isMarker: boolean;
}

interface Scope {
  readonly Prefix: string;
  readonly Delimiter: string;
  readonly MaxKeys: number;
}

describe('S3 listings, compared with a sorted array', () => {
  const random = randomNumbers(SEED);
  const below = (limit: number) => Math.floor(random() * limit);
  const text = (maxLength: number) =>
    Array.from({ length: below(maxLength + 1) }, () => LETTERS[below(LETTERS.length)]).join('');
  const scope = (): Scope => ({
    Prefix: text(2),
    Delimiter: random() < 0.5 ? '' : random() < 0.7 ? '/' : text(2),
    MaxKeys: 1 + below(7),
  });
  const model = new Map<string, ModelVersion[]>();
  let s3: S3Fixture;

  before(async () => {
    s3 = await S3Fixture.start();
    await s3.client.send(new CreateBucketCommand({ Bucket }));
    const VersioningConfiguration = { Status: 'Enabled' as const };
    await s3.client.send(new PutBucketVersioningCommand({ Bucket, VersioningConfiguration }));
    for (let count = 0; count < WRITES; count += 1) await write();
  });
  after(() => s3.close());

  async function write(): Promise<void> {
    const Key = `${LETTERS[below(2)]}${text(4)}`;
    const versions = model.get(Key) ?? [];
    const old = versions[below(versions.length)];
    if (random() < 0.15 && old !== undefined) {
      await s3.client.send(new DeleteObjectCommand({ Bucket, Key, VersionId: old.id }));
      const left = versions.filter((version) => version !== old);
      if (left.length === 0) model.delete(Key);
      else model.set(Key, left);
      return;
    }
    const isMarker = random() < 0.2;
    const command = isMarker
      ? new DeleteObjectCommand({ Bucket, Key })
      : new PutObjectCommand({ Bucket, Key, Body: 'x' });
    const { VersionId = '' } = await s3.client.send(command);
    model.set(Key, [...versions, { id: VersionId, isMarker }]);
  }

  const sortedKeys = () =>
    [...model.keys()].sort((left, right) => Buffer.compare(Buffer.from(left), Buffer.from(right)));
  const shownKeys = () => sortedKeys().filter((key) => model.get(key)?.at(-1)?.isMarker === false);

  /** What a listing must give in all: keys, or `prefix/` once for all that share it. */
  function entriesOf(keys: readonly string[], { Prefix, Delimiter }: Scope): readonly string[] {
    const entries = keys
      .filter((key) => key.startsWith(Prefix))
      .map((key) => {
        const cut = Delimiter === '' ? -1 : key.indexOf(Delimiter, Prefix.length);
        return cut < 0 ? `key ${key}` : `group ${key.slice(0, cut + Delimiter.length)}`;
      });
    return [...new Set(entries)];
  }

  function pageOf(
    answer: { Contents?: _Object[] | undefined; CommonPrefixes?: CommonPrefix[] | undefined },
    { MaxKeys }: Scope,
  ): readonly string[] {
    const keys = (answer.Contents ?? []).map(({ Key = '' }) => `key ${Key}`);
    const groups = (answer.CommonPrefixes ?? []).map(({ Prefix = '' }) => `group ${Prefix}`);
    expect(keys.length + groups.length).to.be.at.most(MaxKeys);
    return [...keys, ...groups];
  }

  const inOrder = (entries: readonly string[]) => [...entries].sort();

  it(`by version 2, page after page (seed ${SEED})`, async () => {
    for (let count = 0; count < LISTINGS; count += 1) {
      const asked = scope();
      const found: string[] = [];
      let ContinuationToken: string | undefined;
      do {
        const answer = await s3.client.send(new ListObjectsV2Command({ Bucket, ...asked, ContinuationToken }));
        found.push(...pageOf(answer, asked));
        ContinuationToken = answer.NextContinuationToken;
      } while (ContinuationToken !== undefined);
      expect(inOrder(found), JSON.stringify(asked)).to.deep.equal(inOrder(entriesOf(shownKeys(), asked)));
    }
  });

  it('by version 1, from any marker on', async () => {
    for (let count = 0; count < LISTINGS; count += 1) {
      const asked = scope();
      const Marker = text(4);
      const answer = await s3.client.send(new ListObjectsCommand({ Bucket, ...asked, Marker }));
      const isBehind = (text: string) => Buffer.compare(Buffer.from(text), Buffer.from(Marker)) > 0;
      const expected = entriesOf(shownKeys().filter(isBehind), asked)
        // A group in which the marker is has been shown.
        .filter((entry) => !(entry.startsWith('group ') && Marker.startsWith(entry.slice('group '.length))))
        .slice(0, asked.MaxKeys);
      expect(inOrder(pageOf(answer, asked)), JSON.stringify({ ...asked, Marker })).to.deep.equal(inOrder(expected));
    }
  });

  it('of versions, page after page', async () => {
    for (let count = 0; count < LISTINGS; count += 1) {
      const asked = scope();
      const found: string[] = [];
      let markers: { KeyMarker?: string; VersionIdMarker?: string } | undefined = {};
      while (markers !== undefined) {
        const answer: Awaited<ReturnType<typeof list>> = await list({ ...asked, ...markers });
        const { Versions = [], DeleteMarkers = [], CommonPrefixes = [] } = answer;
        expect(Versions.length + DeleteMarkers.length + CommonPrefixes.length).to.be.at.most(asked.MaxKeys);
        found.push(...Versions.map(({ Key, VersionId, IsLatest }) => `key ${Key} ${VersionId} ${IsLatest} false`));
        found.push(...DeleteMarkers.map(({ Key, VersionId, IsLatest }) => `key ${Key} ${VersionId} ${IsLatest} true`));
        found.push(...CommonPrefixes.map(({ Prefix }) => `group ${Prefix}`));
        markers = answer.IsTruncated === true ? nextOf(answer) : undefined;
      }
      const expected = entriesOf(sortedKeys(), asked).flatMap((entry) => {
        if (entry.startsWith('group ')) return [entry];
        const versions = model.get(entry.slice('key '.length)) ?? [];
        return versions.map(({ id, isMarker }, index) => `${entry} ${id} ${index === versions.length - 1} ${isMarker}`);
      });
      expect(inOrder(found), JSON.stringify(asked)).to.deep.equal(inOrder(expected));
    }
  });

  const list = (input: Scope & { KeyMarker?: string; VersionIdMarker?: string }) =>
    s3.client.send(new ListObjectVersionsCommand({ Bucket, ...input }));

  function nextOf(answer: { NextKeyMarker?: string | undefined; NextVersionIdMarker?: string | undefined }) {
    const { NextKeyMarker = '', NextVersionIdMarker } = answer;
    return {
      KeyMarker: NextKeyMarker,
      ...(NextVersionIdMarker === undefined ? {} : { VersionIdMarker: NextVersionIdMarker }),
    };
  }
});

/** Mulberry32: from 0 to below 1, the same for the same seed. */
function randomNumbers(start: number): () => number {
  let state = start;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
