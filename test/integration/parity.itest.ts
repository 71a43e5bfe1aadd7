import { expect } from 'chai';
import { comparable, differences } from './support/comparable.ts';
import { SCENARIOS } from './support/parity-scenarios.ts';
import { type ParityTargets, startParityTargets } from './support/parity-target.ts';

const START_TIMEOUT_MS = 400_000;

describe('the embedded cloud and LocalStack', () => {
  let targets: ParityTargets;

  before(async function start() {
    this.timeout(START_TIMEOUT_MS);
    targets = await startParityTargets();
  });

  after(() => targets?.close());

  for (const [title, scenario] of Object.entries(SCENARIOS)) {
    it(`do the same when ${title}`, async () => {
      const [embedded, localStack] = [await scenario(targets.embedded), await scenario(targets.localStack)];
      expect(differences(comparable(embedded), comparable(localStack))).to.deep.equal([]);
    });
  }
});
