import { expect } from 'chai';
import { parseJson } from '../../../../../emulators/step-functions/language/json.ts';
import { isNestedTooDeep } from '../../../../../emulators/step-functions/language/json-nesting.ts';

describe('the depth of a JSON value', () => {
  const lists = (levels: number) => parseJson(`${'['.repeat(levels)}${']'.repeat(levels)}`);
  const objects = (levels: number) => parseJson(`${'{"a":'.repeat(levels)}1${'}'.repeat(levels)}`);

  it('is too much where more than 1,000 levels lie in the outermost', () => {
    expect([lists(1_001), objects(1_000)].map(isNestedTooDeep)).to.deep.equal([false, false]);
    expect([lists(1_002), objects(1_001)].map(isNestedTooDeep)).to.deep.equal([true, true]);
  });

  it('is that of the deepest part, and none of a plain value', () => {
    expect([1, null, 'x', [], {}].map(isNestedTooDeep)).to.deep.equal([false, false, false, false, false]);
    expect(isNestedTooDeep([1, { a: [lists(998), lists(1_000)] }])).to.equal(true);
    expect(isNestedTooDeep([1, { a: [lists(998), lists(997)] }])).to.equal(false);
  });
});
