import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { readModel } from '../../emulators/image-classification/artifact/model-reader.ts';
import type { JobSpec, TrainingEvent } from '../../emulators/image-classification/protocol.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';
import {
  jobSpec,
  openTrainingBucket,
  putDataset,
  type TrainingBucket,
} from '../unit/emulators/image-classification/support/training-bucket.ts';

const ENTRY = fileURLToPath(new URL('../../emulators/image-classification/training-process.ts', import.meta.url));

type OnEvent = (event: TrainingEvent, process: ChildProcess) => void;

async function run(spec: JobSpec | string, onEvent: OnEvent = () => {}) {
  const child = spawn(process.execPath, [ENTRY], { stdio: ['pipe', 'pipe', 'ignore'] });
  const exited = once(child, 'exit');
  child.stdin.write(`${typeof spec === 'string' ? spec : JSON.stringify(spec)}\n`);
  const events: TrainingEvent[] = [];
  for await (const line of createInterface({ input: child.stdout })) {
    const event = JSON.parse(line) as TrainingEvent;
    events.push(event);
    onEvent(event, child);
  }
  const [exitCode, exitSignal] = (await exited) as [number | null, string | null];
  return { events, last: events.at(-1), exitCode, exitSignal };
}

describe('the training process', () => {
  let root: string;
  let bucket: TrainingBucket;
  const folder = useTemporaryFolder();

  before(async () => {
    root = await mkdtemp(join(tmpdir(), 'retraining-process-'));
    bucket = await openTrainingBucket(root);
    await putDataset(bucket);
  });
  after(async () => {
    await bucket.close();
    await rm(root, { recursive: true });
  });

  it('ends with status 0 after the artifact is written', async () => {
    const { last, exitCode } = await run(jobSpec(bucket, folder()));
    expect(last).to.deep.equal({ type: 'finished', modelFile: join(folder(), 'model.tar.gz'), stopped: false });
    expect(exitCode).to.equal(0);
    expect((await readModel(join(folder(), 'model.tar.gz'))).description.numClasses).to.equal(2);
  });

  it('ends with status 0 after it said why the job failed', async () => {
    const { last, exitCode } = await run(jobSpec(bucket, folder(), { mini_batch_size: '1000' }));
    expect(last).to.include({ type: 'failed', kind: 'customer' });
    expect(exitCode).to.equal(0);
    expect(existsSync(join(folder(), 'model.tar.gz'))).to.equal(false);
  });

  it('on SIGTERM keeps what it has learned and says that it was stopped', async () => {
    const spec = jobSpec(bucket, folder(), { epochs: '1000000' });
    const { last, exitCode } = await run(spec, (event, child) => {
      if (event.type === 'epoch' && event.epoch === 1) child.kill('SIGTERM');
    });
    expect(last).to.deep.equal({ type: 'finished', modelFile: join(folder(), 'model.tar.gz'), stopped: true });
    expect(exitCode).to.equal(0);
    expect((await readModel(join(folder(), 'model.tar.gz'))).epoch).to.be.at.least(1);
  });

  it('ends at once when its parent is gone', async () => {
    const spec = jobSpec(bucket, folder(), { epochs: '1000000' });
    const { last, exitCode } = await run(spec, (event, child) => {
      if (event.type === 'epoch' && event.epoch === 1) child.stdin?.end();
    });
    expect(last?.type).to.not.equal('finished');
    expect(exitCode).to.equal(1);
    expect(existsSync(join(folder(), 'model.tar.gz'))).to.equal(false);
  });

  it('ends with another status when it cannot understand its instructions', async () => {
    const { events, exitCode } = await run('this is not JSON');
    expect(events).to.deep.equal([]);
    expect(exitCode).to.equal(1);
  });
});
