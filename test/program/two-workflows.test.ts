import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { RetrainingWorkflow } from '../../infra/components/retraining-workflow.ts';
import { readStackConfig } from '../../localstack/deploy/config/stack-config.ts';
import { recordProgram } from '../../preview/program-recording.ts';

describe('two workflows in one stack', () => {
  it('have no name in common and may touch only their own jobs and models', async () => {
    const stack = await readStackConfig(fileURLToPath(new URL('../..', import.meta.url)), 'dev');
    const { resources } = await recordProgram(async () => {
      new RetrainingWorkflow('scans');
      new RetrainingWorkflow('photos');
      return {};
    }, stack);
    const names = resources.map(({ type, name }) => `${type} ${name}`);
    expect(names).to.have.length(54);
    expect(new Set(names).size).to.equal(54);
    for (const [own, other] of [
      ['scans', 'photos'],
      ['photos', 'scans'],
    ] as const) {
      const policy = resources.find(
        ({ type, name }) => type === 'aws:iam/rolePolicy:RolePolicy' && name === `${own}-workflow`,
      );
      const text = String(policy?.inputs['policy']);
      expect(text).to.have.string(`:training-job/${own}-dev-*`).and.not.have.string(other);
    }
  });
});
