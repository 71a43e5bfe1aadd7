import { spawnSync } from 'node:child_process';
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { DataFolderError, openDataFolder } from '../../../localstack/data-folder.ts';
import { errorOf } from '../../support/error-of.ts';
import { useTemporaryFolder } from '../../support/temporary-folder.ts';

describe('the data folder', () => {
  const folder = useTemporaryFolder();

  it('is made where it is missing, and is free again after release', async () => {
    const path = join(folder(), 'deep', 'state');
    const open = await openDataFolder(path);
    expect(existsSync(join(path, 'lock'))).to.equal(true);
    await open.release();
    expect(existsSync(join(path, 'lock'))).to.equal(false);
  });

  it('keeps a second process out, naming the first one and what to do', async () => {
    // The parent of the test process is alive and is not this process.
    writeFileSync(join(folder(), 'lock'), String(process.ppid));
    const error = await errorOf(openDataFolder(folder()));
    expect(error).to.be.instanceOf(DataFolderError);
    expect(error.message).to.equal(
      `the data folder ${folder()} is in use by process ${process.ppid}; wait for it or stop it, or choose another folder with --data DIR`,
    );
  });

  it('is taken over from a process that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    writeFileSync(join(folder(), 'lock'), String(pid));
    const open = await openDataFolder(folder());
    await open.release();
  });

  it('that lies below a file is refused, naming the path', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const error = await errorOf(openDataFolder(join(file, 'state')));
    expect(error.message).to.equal(
      `the data folder ${join(file, 'state')} cannot be used: it cannot be written to (ENOTDIR); choose another with --data DIR`,
    );
  });
});
