import { expect } from 'chai';
import { declaredRules, stalePages } from '../../scripts/fidelity.ts';
import type { HeldRule } from '../../scripts/fidelity-tables.ts';
import { linkedSource } from '../../scripts/source-links.ts';
import refusals from '../conformance/facts/control-plane-errors.json' with { type: 'json' };
import hyperparameters from '../conformance/facts/ic-hyperparameters.json' with { type: 'json' };
import failures from '../conformance/facts/training-failures.json' with { type: 'json' };

// Here since all test files are loaded for it, by a mocha in a process of its own.
describe('the tables of docs/fidelity', () => {
  let rules: readonly HeldRule[] = [];
  before(async () => {
    rules = await declaredRules();
  });

  it('say what the tests say; `npm run fidelity` writes them', async () => {
    expect(rules.length).to.be.above(490);
    expect([...(await stalePages(rules)).keys()]).to.deep.equal([]);
  });

  it('link a source for each rule', () => {
    const unlinked = rules.filter(({ source }) => !linkedSource(source).includes(']('));
    expect(unlinked.map(({ id, source }) => `${id}: ${source}`)).to.deep.equal([]);
  });

  it('cite facts that exist', () => {
    const known = [...refusals, ...failures, ...hyperparameters.hyperparameters.map(({ name }) => ({ id: name }))];
    const ids = new Set(known.map(({ id }) => id));
    const cited = rules.flatMap(({ source }) =>
      [...source.matchAll(/\.json, ([a-z]+\.[\w.-]*\w)/gi)].map(([, id = '']) => id),
    );
    expect(cited.length).to.be.above(10);
    expect(cited.filter((id) => !ids.has(id))).to.deep.equal([]);
  });
});
