import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect } from 'chai';
import { startCloud } from '../../localstack/index.ts';
import { guardRailBreaches } from '../../policy/check-snapshot.ts';

import { generateProject } from '../support/program/generated-project.ts';
import { snapshotHere } from '../support/program/snapshot-here.ts';
import { useSharedFolder } from '../support/temporary-folder.ts';

const PROJECT_FOLDER = join(import.meta.dirname, '..', '..');

for (const name of ['sagemaker-retraining-workflow', 'my-cats']) {
  describe(`a project that pulumi new makes of this repository under the name ${name}`, () => {
    const folder = useSharedFolder();
    before(() => generateProject(folder(), name));

    for (const stack of ['dev', 'prod']) {
      it(`has a program that runs in preview and keeps the policy, in the stack ${stack}`, async () => {
        const snapshot = await snapshotHere(folder(), stack);
        expect(snapshot).to.include({ project: name, stack });
        expect(snapshot.config).to.include({ [`${name}:logRetentionDays`]: stack === 'dev' ? '14' : '365' });
        expect(guardRailBreaches(snapshot)).to.deep.equal([]);
      });
    }

    it('can be deployed for a rehearsal', async () => {
      await using cloud = await startCloud({ kind: 'embedded' });
      const program = pathToFileURL(join(folder(), 'index.ts')).href;
      const stack = await cloud.deploy(() => import(program), { projectFolder: folder() });
      expect(stack.output('bucketName')).to.match(/^retraining-dataset-[0-9a-f]{7}$/);
    });
  });
}

describe('the files of a template', () => {
  it('hold nowhere what pulumi new replaces by the name or the description of the project', () => {
    const replaced = ['PROJECT', 'DESCRIPTION'].map((word) => `${'$'}{${word}}`);
    const files = execFileSync('git', ['ls-files', '-z', '--cached'], { cwd: PROJECT_FOLDER, encoding: 'utf8' }).split(
      '\0',
    );
    const texts = files.filter(
      (file) => existsSync(join(PROJECT_FOLDER, file)) && /\.(?:ts|md|ya?ml|json|py|sh|cjs)$/.test(file),
    );
    expect(texts).to.have.length.greaterThan(100);
    const holding = texts.filter((file) => {
      const text = readFileSync(join(PROJECT_FOLDER, file), 'utf8');
      return replaced.some((word) => text.includes(word));
    });
    expect(holding).to.deep.equal([]);
  });
});
