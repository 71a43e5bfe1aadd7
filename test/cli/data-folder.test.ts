import { readdirSync, readFileSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { openToOthers } from '../embedded/support/file-modes.ts';
import { runCli } from '../support/cli/cli-process.ts';
import { patternDataset, writeFiles } from '../support/dataset-factory.ts';
import { useTemporaryFolder } from '../support/temporary-folder.ts';

/** Fewer images than the dev stack's batch of 120: the training job fails at once, and everything is deployed. */
const DATASET = { classNames: ['one', 'two'], trainPerClass: 5, testPerClass: 2, width: 32, height: 32 };

describe('the data folder of a run', function () {
  this.timeout(120_000);
  const folder = useTemporaryFolder();
  const data = () => join(folder(), 'data');
  const json = () => join(folder(), 'out.json');
  const run = () => runCli('run', '--data', data(), '--json', json(), '--dataset', join(folder(), 'images'));

  it('is for its user alone, and what is damaged in it is named in the next report', async () => {
    await writeFiles(join(folder(), 'images'), await patternDataset(DATASET));
    const { stdout, stderr } = await run();
    expect(stdout, stderr).to.not.contain('Lost, for the data folder is damaged');
    expect(openToOthers(data())).to.deep.equal([]);

    const damaged = ['iam/roles', 'step-functions/executions'].map((store) => {
      const [name = ''] = readdirSync(join(data(), store));
      return join(data(), store, name);
    });
    for (const file of damaged) truncateSync(file);
    const again = await run();
    const lost = again.stdout.split('Lost, for the data folder is damaged:\n')[1] ?? '';
    const { damaged: listed, status } = JSON.parse(readFileSync(json(), 'utf8'));
    expect(status).to.equal('FAILED');
    for (const file of damaged) {
      expect(lost).to.contain(`it is empty (${file}). It is set aside as `);
      expect(listed.filter((line: string) => line.includes(`(${file})`))).to.have.length(1);
      expect(again.stderr + again.stdout.split('Lost, for')[0]).to.contain(`(${file})`);
    }
  });
});
