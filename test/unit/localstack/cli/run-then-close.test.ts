import { expect } from 'chai';
import { runThenClose } from '../../../../localstack/cli/run-then-close.ts';
import { errorOf } from '../../../support/error-of.ts';

const failing = (message: string) => () => Promise.reject(new Error(message));

describe('closing after work', () => {
  it('gives what the work gave, once it is closed', async () => {
    const events: string[] = [];
    const resource = { close: async () => void events.push('closed') };
    const result = await runThenClose(resource, async () => {
      events.push('worked');
      return 7;
    });
    expect(result).to.equal(7);
    expect(events).to.deep.equal(['worked', 'closed']);
  });

  it('shows the first error, not the one of the clean-up', async () => {
    const resource = { close: failing('the engine is gone') };
    expect((await errorOf(runThenClose(resource, failing('training failed')))).message).to.equal('training failed');
  });

  it('shows the error of the clean-up when there was no other', async () => {
    const resource = { close: failing('the engine is gone') };
    expect((await errorOf(runThenClose(resource, async () => 7))).message).to.equal('the engine is gone');
  });
});
