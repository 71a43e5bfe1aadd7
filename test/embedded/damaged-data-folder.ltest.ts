import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { expect } from 'chai';
import { startCloud } from '../../localstack/index.ts';
import { readEverything } from './support/data-folder-cloud.ts';
import { openToOthers } from './support/file-modes.ts';
import { makeOneOfEverything } from './support/one-of-everything.ts';

/** Stores by their folder below the data folder; `*` stands for one folder of any name. */
const STORES = [
  'cloudwatch',
  'cloudwatch/alarms',
  'cloudwatch/dashboards',
  'events/rules',
  'iam/roles',
  'iam/sessions',
  'lambda/functions',
  'logs/groups',
  'logs/streams/*',
  's3/buckets',
  's3/objects/*',
  's3/uploads/*',
  'sagemaker/*/*/model-package-groups',
  'sagemaker/*/*/model-packages',
  'sagemaker/*/*/models',
  'sagemaker/*/*/tags',
  'sagemaker/*/*/training-jobs',
  'sagemaker/*/*/transform-jobs',
  'sns/subscriptions',
  'sns/topics',
  'step-functions/activities',
  'step-functions/executions',
  'step-functions/histories',
  'step-functions/map-run-children',
  'step-functions/map-runs',
  'step-functions/revisions',
  'step-functions/state-machines',
];
/** What is lost with a record of these is not looked at any more. */
const OWNERS = [
  'logs/groups',
  's3/buckets',
  'step-functions/executions',
  'step-functions/map-runs',
  'step-functions/revisions',
];

const NEWLINE = 10;

const DAMAGES: Readonly<Record<string, (file: string, seed: number) => void>> = {
  'cut in half': (file) => {
    const half = Math.floor(statSync(file).size / 2);
    // Not at the end of a line: what was after it could not be missed.
    truncateSync(file, readFileSync(file)[half - 1] === NEWLINE ? half - 1 : half);
  },
  empty: (file) => truncateSync(file, 0),
  'replaced by random bytes': (file, seed) => writeFileSync(file, randomBytes(statSync(file).size, seed)),
};

describe('a data folder with damaged files', () => {
  let whole = '';
  let counts: Readonly<Record<string, number>> = {};
  let folder = '';
  before(async function () {
    this.timeout(120_000);
    whole = mkdtempSync(join(tmpdir(), 'retraining-whole-'));
    await makeOneOfEverything(whole);
    folder = copy(whole);
    const cloud = await startCloud({
      kind: 'embedded',
      dataFolder: folder,
      onDamage: ({ file }) => expect.fail(`${file} is not damaged`),
    });
    counts = await readEverything(cloud);
    await cloud.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(() => {
    folder = copy(whole);
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  after(() => rmSync(whole, { recursive: true, force: true }));

  it('comes of a run that has written to every store', () => {
    expect([...new Set(recordFiles(whole).map(storeOf))].sort()).to.deep.equal(STORES);
    expect(Object.entries(counts).filter(([, count]) => count === 0)).to.deep.equal([]);
  });

  it('is for its user alone', () => {
    expect(openToOthers(whole)).to.deep.equal([]);
  });

  for (const [how, damage] of Object.entries(DAMAGES)) {
    for (const half of [0, 1]) {
      it(`of which every ${half === 0 ? 'first' : 'second'} file is ${how} names them all and goes on with the others`, async () => {
        await expectNamed(damage, (file, index) => !OWNERS.includes(storeOf(file)) && index % 2 === half);
      });
    }

    it(`of which what others depend on is ${how} names it and goes on`, async () => {
      await expectNamed(damage, (file) => OWNERS.includes(storeOf(file)));
    });
  }

  it('may hold what systems and editors leave in folders', async () => {
    const folders = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    for (const { parentPath, name } of folders) {
      for (const stranger of ['.DS_Store', 'Thumbs.db', 'record.json~', '.record.json.swp', '._record.json']) {
        writeFileSync(join(parentPath, name, stranger), 'x');
      }
    }
    const onDamage = ({ file }: { readonly file: string }) => expect.fail(`${file} is not damaged`);
    const cloud = await startCloud({ kind: 'embedded', dataFolder: folder, onDamage });
    try {
      expect(await readEverything(cloud)).to.deep.equal(counts);
    } finally {
      await cloud.close();
    }
  });

  async function expectNamed(
    damage: (file: string, seed: number) => void,
    isChosen: (file: string, index: number) => boolean,
  ) {
    const chosen = [...Map.groupBy(recordFiles(folder), dirname).values()].flatMap((files) => files.filter(isChosen));
    expect(chosen).to.not.deep.equal([]);
    for (const [seed, file] of chosen.entries()) damage(join(folder, file), seed + 1);
    const named: string[] = [];
    const cloud = await startCloud({
      kind: 'embedded',
      dataFolder: folder,
      onDamage: ({ file }) => named.push(relative(folder, file)),
    });
    try {
      const left = await readEverything(cloud);
      for (const [kind, count] of Object.entries(left)) expect(count, kind).to.be.at.most(counts[kind] ?? 0);
      const unnamed = chosen.filter((file) => !named.some((other) => other === file || file.startsWith(`${other}/`)));
      expect(unnamed).to.deep.equal([]);
      expect(cloud.damaged?.()).to.have.length(named.length);
    } finally {
      await cloud.close();
    }
  }
});

function copy(from: string): string {
  const to = mkdtempSync(join(tmpdir(), 'retraining-damaged-'));
  cpSync(from, to, { recursive: true });
  return to;
}

/** Every file of every store, in order; not the code of functions, which has a test of its own. */
function recordFiles(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(folder, join(entry.parentPath, entry.name)))
    .filter((file) => file.includes('/') && !file.startsWith('lambda/code/'))
    .sort();
}

function storeOf(file: string): string {
  const folder = dirname(file);
  return STORES.find((store) => new RegExp(`^${store.replaceAll('*', '[^/]+')}$`).test(folder)) ?? folder;
}

/** Mulberry32: the same bytes at every run. */
function randomBytes(length: number, seed: number): Buffer {
  let state = seed;
  return Buffer.from(
    Array.from({ length }, () => {
      state = (state + 0x6d2b79f5) | 0;
      let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
      mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
      return (mixed ^ (mixed >>> 14)) & 0xff;
    }),
  );
}
