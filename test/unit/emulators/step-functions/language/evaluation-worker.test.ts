import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { expect } from 'chai';
import { EvaluationWorker } from '../../../../../emulators/step-functions/language/jsonata/evaluation-worker.ts';

/** 40 lists of 6.4 MB, none of which is too large by itself. */
const LARGE = '[1..40].[1..800000]';
const ENDLESS = '($f := function() { $f() }; $f())';
const OUT_OF_MEMORY = {
  kind: 'error',
  code: undefined,
  message: 'Expression evaluation memory limit exceeded: Check for excessive memory usage',
};

describe('the thread for slow expressions', () => {
  it('fails the expression that takes all of its memory, and answers those that wait behind it', async () => {
    const worker = new EvaluationWorker({ memoryMb: 24, timeMs: 60_000 });
    const ask = (text: string) => worker.ask({ text, bindings: '{"n": 20}' });
    const results = await Promise.all([ask('$n + 1'), ask(LARGE), ask('$n + 2'), ask(LARGE), ask('$n + 3')]);
    expect(results).to.deep.equal([
      { kind: 'value', value: 21 },
      OUT_OF_MEMORY,
      { kind: 'value', value: 22 },
      OUT_OF_MEMORY,
      { kind: 'value', value: 23 },
    ]);
    expect(await ask('$n + 4')).to.deep.equal({ kind: 'value', value: 24 });
  });

  it('fails the expression during which the thread is ended, and answers those that wait behind it in another', async () => {
    const worker = new EvaluationWorker({ memoryMb: 24, timeMs: 60_000 });
    const ask = (text: string) => worker.ask({ text, bindings: '{"n": 20}' });
    const started = once(process, 'worker');
    const results = Promise.all([ask(ENDLESS), ask('$n + 1'), ask('$n + 2')]);
    const [thread]: [Worker] = (await started) as [Worker];
    await once(thread, 'online');
    await thread.terminate();
    expect(await results).to.deep.equal([
      {
        kind: 'error',
        code: undefined,
        message: '[rehearsal] the thread that evaluated it ended, with exit code 1',
      },
      { kind: 'value', value: 21 },
      { kind: 'value', value: 22 },
    ]);
  });

  it('answers in another thread when one was ended while it had nothing to do', async () => {
    const worker = new EvaluationWorker();
    const started = once(process, 'worker');
    const first = worker.ask({ text: '1 + 1', bindings: '{}' });
    const [thread]: [Worker] = (await started) as [Worker];
    expect(await first).to.deep.equal({ kind: 'value', value: 2 });
    await thread.terminate();
    expect(await worker.ask({ text: '1 + 2', bindings: '{}' })).to.deep.equal({ kind: 'value', value: 3 });
  });
});
