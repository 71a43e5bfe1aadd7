import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { installedWith } from '../../../../scripts/images/locked-packages.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

const LOCK = {
  packages: {
    '': { dependencies: { top: '1', unused: '1' } },
    'node_modules/top': { dependencies: { '@scope/shared': '1' }, optionalDependencies: { 'other-system': '1' } },
    'node_modules/top/node_modules/@scope/shared': { dependencies: { leaf: '1' } },
    'node_modules/@scope/shared': {},
    'node_modules/leaf': { dependencies: { top: '1' } },
    'node_modules/other-system': {},
    'node_modules/unused': {},
  },
};
const INSTALLED = ['top', 'top/node_modules/@scope/shared', '@scope/shared', 'leaf', 'unused'];

describe('the packages in an image', () => {
  const folder = useTemporaryFolder();

  beforeEach(() => {
    writeFileSync(join(folder(), 'package-lock.json'), JSON.stringify(LOCK));
    for (const name of INSTALLED) mkdirSync(join(folder(), 'node_modules', name), { recursive: true });
  });

  it('are those that the code needs, where Node finds them, without those of other systems', () => {
    expect(installedWith(['top'], folder())).to.deep.equal([
      'node_modules/leaf',
      'node_modules/top',
      'node_modules/top/node_modules/@scope/shared',
    ]);
  });

  it('must be installed', () => {
    expect(() => installedWith(['missing'], folder())).to.throw('missing is not installed: run npm ci');
  });
});
