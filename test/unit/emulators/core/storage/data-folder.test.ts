import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { expect } from 'chai';
import { DataFolderError, openDataFolder } from '../../../../../emulators/core/storage/data-folder.ts';
import { errorOf } from '../../../../support/error-of.ts';
import { pollUntil } from '../../../../support/poll-until.ts';
import { useTemporaryFolder } from '../../../../support/temporary-folder.ts';

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
      `the data folder ${folder()} is in use by process ${process.ppid}; wait for it or stop it, choose another folder with --data DIR, or remove ${join(folder(), 'lock')} if that process is another program`,
    );
  });

  it('lets exactly one of many in that find the lock of a killed process', async () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    writeFileSync(join(folder(), 'lock'), String(pid));
    const script = `
      const { openDataFolder } = await import(${JSON.stringify(import.meta.resolve('../../../../../emulators/core/storage/data-folder.ts'))});
      await openDataFolder(${JSON.stringify(folder())}).then(() => console.log('in'), (error) => console.log(error.name));
      process.stdin.resume();
    `;
    const starters = Array.from({ length: 6 }, () =>
      spawn(process.execPath, ['--input-type=module', '--eval', script], { stdio: ['pipe', 'pipe', 'inherit'] }),
    );
    const answers = await Promise.all(
      starters.map(async ({ stdout }) => {
        for await (const text of stdout) return String(text).trim();
        return 'nothing';
      }),
    );
    for (const starter of starters) starter.kill('SIGKILL');
    expect(answers.toSorted()).to.deep.equal([...Array.from({ length: 5 }, () => 'DataFolderError'), 'in']);
    expect(readdirSync(folder())).to.deep.equal(['lock']);
  });

  it('is taken over from a process that was killed', async () => {
    const { pid } = spawnSync(process.execPath, ['--eval', '']);
    writeFileSync(join(folder(), 'lock'), String(pid));
    const open = await openDataFolder(folder());
    await open.release();
  });

  it('is taken over from a killed process that nobody has waited for', async function () {
    if (!existsSync('/proc/self/stat')) return this.skip();
    // The shell becomes a program that waits for no children; only then its child may end.
    const parent = spawn('/bin/sh', ['-c', 'cat <&3 & echo $!; exec sleep 60'], {
      stdio: ['ignore', 'pipe', 'inherit', 'pipe'],
    });
    const [, out, , gate] = parent.stdio;
    if (!(out instanceof Readable && gate instanceof Writable)) throw new Error('the shell has no pipes');
    const [text] = await once(out, 'data');
    const pid = Number(String(text));
    await pollUntil('the shell becomes sleep', () =>
      readFileSync(`/proc/${parent.pid}/comm`, 'utf8').trim() === 'sleep' ? true : undefined,
    );
    gate.end();
    await untilZombie(pid);
    writeFileSync(join(folder(), 'lock'), String(pid));
    const open = await openDataFolder(folder());
    await open.release();
    parent.kill('SIGKILL');
  });

  it('below a file is refused, naming the path', async () => {
    const file = join(folder(), 'file');
    writeFileSync(file, '');
    const error = await errorOf(openDataFolder(join(file, 'state')));
    expect(error.message).to.equal(
      `the data folder ${join(file, 'state')} cannot be used: it cannot be written to (ENOTDIR); choose another with --data DIR`,
    );
  });
});

async function untilZombie(pid: number): Promise<void> {
  await pollUntil(`process ${pid} ends`, () =>
    /^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, 'utf8')) ? true : undefined,
  );
}
