import { expect } from 'chai';
import { ClosingStack } from '../../../../../emulators/core/process/closing-stack.ts';
import { errorOf } from '../../../../support/error-of.ts';

describe('what is to be closed', () => {
  it('is closed once each, the last one first', async () => {
    const closed: string[] = [];
    const stack = new ClosingStack();
    stack.defer(() => void closed.push('first'));
    stack.defer(async () => void closed.push('second'));
    await stack.close();
    await stack.close();
    expect(closed).to.deep.equal(['second', 'first']);
  });

  it('is closed to the end when a part fails, and the first failure is thrown', async () => {
    const closed: string[] = [];
    const stack = new ClosingStack();
    stack.defer(() => void closed.push('first'));
    stack.defer(() => Promise.reject(new Error('a later failure')));
    stack.defer(() => Promise.reject(new Error('the first failure')));
    expect((await errorOf(stack.close())).message).to.equal('the first failure');
    expect(closed).to.deep.equal(['first']);
  });
});
