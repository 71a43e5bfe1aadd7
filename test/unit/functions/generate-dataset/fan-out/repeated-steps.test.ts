import { expect } from 'chai';
import { type Answer, answer } from '../../../../../functions/generate-dataset/fan-out/answer.ts';
import type { FanOutRequest } from '../../../../../functions/generate-dataset/fan-out/fan-out-request.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { BucketS3 } from './bucket-s3.ts';
import { SETTINGS } from './fan-out-run.ts';

const KEYS = ['a', 'b'].flatMap((name) =>
  [...Array(6).keys()].flatMap((n) => [`p/train/${name}/${n}.jpg`, `p/test/${name}/${n}.jpg`]),
);
const ROWS = ['a', 'b'].flatMap((name, label) => [...Array(6).keys()].map((n) => `${label}\t${name}/${n}.jpg\n`));
const LST = ROWS.map((row, index) => `${index + 1}\t${row}`).join('');

class SteppedRun {
  readonly s3: BucketS3;
  folder = '';
  ranges: readonly number[] = [];

  constructor(s3 = new BucketS3(new Map(KEYS.map((key) => [key, key])), 3)) {
    this.s3 = s3;
  }

  call(fanOut: FanOutRequest): Promise<Answer> {
    return answer(this.s3.sender, SETTINGS, { executionName: 'e', fanOut }, { timeLeftMs: undefined, keysPerRange: 4 });
  }

  async plan(): Promise<void> {
    const planned = await this.call({ step: 'plan', when: 'always' });
    if (!('fanOut' in planned)) throw new Error('nothing was planned');
    ({ folder: this.folder, ranges: this.ranges } = planned.fanOut);
  }

  async each(step: 'list' | 'write'): Promise<void> {
    for (const range of this.ranges) await this.call({ step, folder: this.folder, range });
  }

  one(step: 'number' | 'join'): Promise<Answer> {
    return this.call({ step, folder: this.folder });
  }

  /** Names of what is in the folder. */
  get left(): readonly string[] {
    const inFolder = [...this.s3.objects.keys()].filter((key) => key.startsWith(`${this.folder}/`));
    return inFolder.map((key) => key.slice(this.folder.length + 1));
  }
}

async function written(): Promise<SteppedRun> {
  const run = new SteppedRun();
  await run.plan();
  await run.each('list');
  await run.one('number');
  await run.each('write');
  return run;
}

describe('a step of a fan-out whose answer was lost', () => {
  it('joins once, and gives the same answer again after the parts are gone', async () => {
    const run = await written();
    const first = await run.one('join');
    expect(run.left).to.deep.equal(['joined.json']);
    run.s3.objects.delete('p/train-data.lst');
    expect(await run.one('join')).to.deep.equal(first);
    // Nothing was written a second time.
    expect(run.s3.text('p/train-data.lst')).to.equal(undefined);
    expect(run.s3.text('p/runs/e/train-data.lst')).to.equal(LST);
  });

  it('gives the answer of the call that was under way still, and has removed the parts', async () => {
    const run = await written();
    const answers: Answer[] = [];
    run.s3.before = async (name, key) => {
      if (name !== 'HeadObject' || answers.length > 0) return;
      run.s3.before = undefined;
      answers.push(await run.one('join'));
      expect(key).to.match(/\/lst-0$/);
    };
    expect(await run.one('join')).to.deep.equal(answers[0]);
    expect(run.s3.text('p/runs/e/train-data.lst')).to.equal(LST);
  });

  it('goes on to remove what could not be removed, and says what that was', async () => {
    const run = await written();
    run.s3.undeletable = (key) => /\/lst-[01]$/.test(key);
    const logged: unknown[] = [];
    const { log } = console;
    console.log = (...texts: unknown[]) => logged.push(...texts);
    try {
      await run.one('join');
    } finally {
      console.log = log;
    }
    expect(logged).to.deep.equal([
      `s3://b/${run.folder} was not removed: DatasetStorageError: deleting s3://b/${run.folder}/ failed: AccessDenied: Access Denied (${run.folder}/lst-0, and 1 more)`,
    ]);
    expect(run.left).to.include.members(['joined.json', 'lst-0', 'lst-1']);
    run.s3.undeletable = () => false;
    await run.one('join');
    expect(run.left).to.deep.equal(['joined.json']);
  });

  it('lists a range again without touching what was numbered already', async () => {
    const run = new SteppedRun();
    await run.plan();
    await run.each('list');
    await run.one('number');
    run.s3.addImage('p/train/a/00.jpg', 'later');
    await run.each('list');
    await run.each('write');
    await run.one('join');
    expect(run.s3.text('p/runs/e/train-data.lst')).to.equal(LST);
  });

  it('numbers the rows once, although the labels have changed since', async () => {
    const run = new SteppedRun();
    await run.plan();
    await run.each('list');
    const first = await run.one('number');
    const training = { executionName: 'x', contentHash: 'c', requestHash: '', modelName: 'm' };
    const file = { schemaVersion: 1, bucket: 'b', prefix: 'p', labels: { b: 0, a: 1 }, training };
    run.s3.objects.set('p/labels.json', Buffer.from(JSON.stringify(file)));
    expect(await run.one('number')).to.deep.equal(first);
    await run.each('write');
    await run.one('join');
    expect(run.s3.text('p/runs/e/train-data.lst')).to.equal(LST);
    expect(JSON.parse(run.s3.text('p/runs/e/labels.json') ?? '').labels).to.deep.equal({ a: 0, b: 1 });
  });
});

describe('the rows of a range', () => {
  it('are held against what was counted before they are written', async () => {
    const run = new SteppedRun();
    await run.plan();
    await run.each('list');
    await run.one('number');
    const key = [...run.s3.objects.keys()].find((name) => name.includes('/rows-0-')) ?? '';
    const lines = (run.s3.text(key) ?? '').trimEnd().split('\n');
    run.s3.objects.set(key, Buffer.from(`${lines.slice(1).join('\n')}\n`));
    const { name, message } = await errorOf(run.call({ step: 'write', folder: run.folder, range: 0 }));
    expect(name).to.equal('FanOutStateError');
    expect(message).to.equal(
      `s3://b/${key}, which an earlier step of the run has written, has ${lines.length - 1} rows and not ${lines.length}; start a new run`,
    );
    expect(run.left.filter((one) => one.startsWith('lst-'))).to.deep.equal([]);
    expect(run.s3.uploads.size).to.equal(0);
  });
});
