import { expect } from 'chai';
import { handler } from '../../../../functions/evaluate-model/handler.ts';
import { rejection } from './evaluated-run.ts';

describe('the evaluation function', () => {
  const names = ['DATASET_BUCKET', 'DATASET_PREFIX'];
  const before = names.map((name) => process.env[name]);

  afterEach(() => {
    for (const [at, name] of names.entries()) {
      const value = before[at];
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
  });

  it('reads its settings from the environment, and refuses what it cannot understand', async () => {
    for (const name of names) delete process.env[name];
    const unset = await rejection(handler({ action: 'judge' }));
    expect([unset.name, unset.message]).to.deep.equal([
      'InvalidRequestError',
      'the function cannot work with what it was given: environment variable DATASET_BUCKET is not set; environment variable DATASET_PREFIX is not set',
    ]);
    for (const name of names) process.env[name] = 'x';
    expect((await rejection(handler('judge'))).message).to.equal(
      'the function cannot work with what it was given: payload member action is undefined and must be "chooseImages" or "judge"',
    );
  });
});
