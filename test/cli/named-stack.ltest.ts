import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { runCliHere } from '../support/cli/cli-here.ts';
import { SMALL_STACK } from '../support/cli/cli-process.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

const DATASET = { classNames: ['one', 'two'], trainPerClass: 6, testPerClass: 2, width: 32, height: 32 };

describe('one run of the main job for a stack', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const json = () => join(folder(), 'out.json');
  const run = (...args: string[]) => runCliHere('run', '--data', data(), '--json', json(), ...args);
  const result = () => JSON.parse(readFileSync(json(), 'utf8'));

  it('has the configuration of the stack that is named', async () => {
    await writeFiles(join(folder(), 'images'), await patternDataset(DATASET));
    const args = ['--dataset', join(folder(), 'images'), '--config', SMALL_STACK, '--stack', 'prod'];
    const { exitCode, stdout, stderr } = await run(...args);
    expect(exitCode, stdout + stderr).to.equal(0);
    expect(stdout).to.match(/^Deploy: \d+ resources of stack prod$/m);
    expect(result()).to.deep.include({ stack: 'prod', status: 'SUCCEEDED' });
    expect(result().trainingJob.name).to.match(/^retraining-prod-rehearsal-/);
    const outputs = JSON.parse(readFileSync(join(data(), 'outputs.json'), 'utf8'));
    expect(outputs.runCost.instanceType).to.equal('ml.g5.xlarge');
    // Of the stacks it is this one that judges its models.
    const { judgement, package: registered } = result();
    expect(judgement).to.deep.include({ promoted: true, verdict: 'no champion', images: 4, missing: 0 });
    expect(registered).to.deep.include({ group: 'retraining-prod', version: 1 });
    expect(stdout).to.contain('  promoted: there is no champion to compare with\n');
    expect(stdout).to.contain('  version 1 of retraining-prod, PendingManualApproval\n');
  });
});
