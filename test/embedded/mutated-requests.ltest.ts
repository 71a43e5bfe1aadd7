import { expect } from 'chai';
import { type FuzzedCloud, fuzzService, startFuzzedCloud } from '../../scripts/fuzz/fuzz-service.ts';
import { FUZZED_SERVICES } from '../../scripts/fuzz/fuzzed-services.ts';

const SEED = 20_261_127;
const REQUESTS = 150;

describe('mutated requests', () => {
  let cloud: FuzzedCloud;
  before(async () => {
    cloud = await startFuzzedCloud();
  });
  after(() => cloud.close());

  for (const [name, service] of Object.entries(FUZZED_SERVICES)) {
    it(`to ${name} are all answered, none of them by 500 (${REQUESTS} here, npm run fuzz sends more)`, async () => {
      const { answers, faults } = await fuzzService(cloud, service(), {
        requests: REQUESTS,
        seed: SEED,
        watchesTurns: false,
      });
      expect(faults).to.deep.equal([]);
      expect([...answers.keys()]).to.include.members(['200', '400']);
      expect([...answers.values()].reduce((sum, count) => sum + count, 0)).to.equal(REQUESTS);
    });
  }
});
