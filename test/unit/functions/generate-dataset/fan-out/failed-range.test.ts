import { expect } from 'chai';
import { keepingWords, tellFailure } from '../../../../../functions/generate-dataset/fan-out/failed-range.ts';
import { RunFolder } from '../../../../../functions/generate-dataset/fan-out/run-folder.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { BucketS3 } from './bucket-s3.ts';

describe('a range that fails', () => {
  const run = () => new RunFolder(new BucketS3(new Map(), 1000).sender, 'b', 'p/fan-out/e/1');
  const failing = (folder: RunFolder) =>
    errorOf(
      keepingWords(folder, { range: 7, doneBy: 'counts-7.json' }, () =>
        Promise.reject(new RangeError('it is too hot')),
      ),
    );

  it('ends the run with its words, at every attempt', async () => {
    const folder = run();
    expect((await failing(folder)).message).to.equal('it is too hot');
    for (const redrives of [0, 0]) {
      const { name, message } = await errorOf(tellFailure(folder, redrives));
      expect({ name, message }).to.deep.equal({ name: 'RangeError', message: 'range 7: it is too hot' });
    }
  });

  it('counts before those that fail after it, of which it may be the cause', async () => {
    const folder = run();
    await failing(folder);
    await errorOf(
      keepingWords(folder, { range: 8, doneBy: 'counts-8.json' }, () => Promise.reject(new Error('aborted'))),
    );
    expect((await errorOf(tellFailure(folder, 0))).message).to.equal('range 7: it is too hot');
  });

  it('does not count where another call has done its work, before or after', async () => {
    const folder = run();
    await failing(folder);
    await folder.put('counts-7.json', {});
    await failing(folder);
    await errorOf(keepingWords(folder, { range: 1, doneBy: 'lst-1' }, () => Promise.reject(new Error('cold'))));
    await folder.put('lst-10', {});
    expect((await errorOf(tellFailure(folder, 0))).message).to.equal('range 1: cold');
  });

  it('counts where its work was done before a redrive', async () => {
    const s3 = new BucketS3(new Map(), 1000);
    const folder = new RunFolder(s3.sender, 'b', 'p/fan-out/e/1');
    s3.now = () => new Date(Date.now() - 60_000);
    await folder.put('counts-7.json', {});
    await failing(folder);
    expect((await errorOf(tellFailure(folder, 0))).message).to.equal('range 7: it is too hot');
  });

  it('is tried again once for each redrive', async () => {
    const folder = run();
    await failing(folder);
    await errorOf(tellFailure(folder, 0));
    expect(await tellFailure(folder, 1)).to.deep.equal({ goOn: true });
    await failing(folder);
    expect((await errorOf(tellFailure(folder, 1))).message).to.equal('range 7: it is too hot');
    expect(await tellFailure(folder, 2)).to.deep.equal({ goOn: true });
  });

  it('is tried again where more have failed than S3 deletes at a time', async () => {
    const s3 = new BucketS3(new Map(), 1000);
    for (let count = 0; count < 1001; count += 1)
      s3.objects.set(`p/fan-out/e/1/failure-${count}.json`, Buffer.from('{}'));
    expect(await tellFailure(new RunFolder(s3.sender, 'b', 'p/fan-out/e/1'), 1)).to.deep.equal({ goOn: true });
    expect([...s3.objects.keys()]).to.deep.equal(['p/fan-out/e/1/told.json']);
  });

  it('that was ended from outside is said to have no words', async () => {
    const folder = run();
    await failing(folder);
    await errorOf(tellFailure(folder, 0));
    await tellFailure(folder, 1);
    const { name, message } = await errorOf(tellFailure(folder, 1));
    expect(name).to.equal('RangeFailedError');
    expect(message).to.match(/^a function ended without an answer for its range: see its log/);
  });
});
