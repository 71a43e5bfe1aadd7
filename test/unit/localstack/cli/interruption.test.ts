import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { type Interruptible, wasInterrupted } from '../../../../localstack/cli/interruption.ts';
import { useTemporaryFolder } from '../../../support/temporary-folder.ts';

/** Says when it listens for signals, and writes what it was told into a file, for nobody may be left to read its output. */
const PROGRAM = `
  const { writeFileSync } = await import('node:fs');
  const { Interruption } = await import(${JSON.stringify(import.meta.resolve('../../../../localstack/cli/interruption.ts'))});
  const interruption = new Interruption();
  const alive = setInterval(() => {}, 1000);
  writeFileSync(process.argv[1] + '.pid', String(process.pid));
  await interruption.happened;
  clearInterval(alive);
  writeFileSync(process.argv[1], 'ended in order');
`;

async function written(file: string): Promise<string> {
  for (const deadlineMs = Date.now() + 20_000; ; await new Promise((resolve) => setTimeout(resolve, 10))) {
    const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
    if (text !== '') return text;
    if (Date.now() > deadlineMs) throw new Error(`${file} was not written within 20 s`);
  }
}

describe('an interruption', () => {
  const folder = useTemporaryFolder();
  let shell: ChildProcess;

  /** As npm does: a shell that starts the program and does not pass signals on. */
  async function start(event: string | undefined): Promise<string> {
    const file = join(folder(), 'end');
    const { npm_lifecycle_event: _own, ...env } = process.env;
    shell = spawn(
      '/bin/sh',
      ['-c', '"$0" --input-type=module --eval "$1" "$2"; exit 0', process.execPath, PROGRAM, file],
      {
        stdio: 'ignore',
        env: event === undefined ? env : { ...env, npm_lifecycle_event: event },
      },
    );
    await written(`${file}.pid`);
    return file;
  }

  it("comes with the end of npm's shell, which passes no signal on", async () => {
    const file = await start('up');
    shell.kill('SIGTERM');
    expect(await written(file)).to.equal('ended in order');
  });

  it('comes with a signal of its own, and only then for a program that is no script of npm', async () => {
    const file = await start(undefined);
    const pid = Number(await written(`${file}.pid`));
    shell.kill('SIGTERM');
    process.kill(pid, 'SIGTERM');
    expect(await written(file)).to.equal('ended in order');
  });
});

describe('a failure', () => {
  const interruptible = (controller: AbortController): Omit<Interruptible, 'exitStatus'> => ({
    signal: controller.signal,
    happened: new Promise((resolve) => controller.signal.addEventListener('abort', () => resolve())),
  });

  it('is an interruption where the signal had come before', async () => {
    const controller = new AbortController();
    controller.abort();
    expect(await wasInterrupted(interruptible(controller))).to.equal(true);
  });

  it('is an interruption where the signal comes just after it', async () => {
    const controller = new AbortController();
    setImmediate(() => controller.abort());
    expect(await wasInterrupted(interruptible(controller))).to.equal(true);
  });

  it('is one of its own where no signal comes', async () => {
    expect(await wasInterrupted(interruptible(new AbortController()))).to.equal(false);
  });
});
