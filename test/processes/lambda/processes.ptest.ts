import { type StdioOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteRoleCommand } from '@aws-sdk/client-iam';
import { DeleteFunctionCommand, InvokeCommand } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { pollUntil } from '../../support/poll-until.ts';
import { LambdaFixture, refusal } from '../../unit/emulators/lambda/lambda-fixture.ts';

const PID = 'export const handler = async () => process.pid;';
const SLOW = `import { writeFileSync } from 'node:fs';
  export const handler = async ({ file, busy }) => { writeFileSync(file, String(process.pid));
    if (busy) for (;;); await new Promise((resolve) => setTimeout(resolve, 60_000)); };`;

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    // A killed process that nobody has waited for yet still has its number.
    return !/^State:\s+Z/m.test(existsSync(`/proc/${pid}/status`) ? readFileSync(`/proc/${pid}/status`, 'utf8') : '');
  } catch {
    return false;
  }
}

/** The process id that a slow function writes once it runs. */
async function writtenPid(file: string): Promise<number> {
  await pollUntil('the start of the function', () =>
    existsSync(file) && readFileSync(file, 'utf8') !== '' ? true : undefined,
  );
  return Number(readFileSync(file, 'utf8'));
}

describe('the processes of functions', () => {
  let fixture: LambdaFixture;
  let folder: string;
  beforeEach(async () => {
    fixture = await LambdaFixture.start({ maxConcurrency: 1, idleMs: 60_000 });
    folder = await mkdtemp(join(tmpdir(), 'lambda-pids-'));
  });
  afterEach(async () => {
    await fixture.stop();
    await rm(folder, { recursive: true });
  });

  it('end when the service closes, idle ones and those at work', async () => {
    await fixture.create('idle', PID);
    await fixture.create('slow', SLOW, { Timeout: 60 });
    const idle = Number((await fixture.invoke('idle')).payload);
    const file = join(folder, 'pid');
    const answer = fixture.invoke('slow', { file });
    const slow = await writtenPid(file);
    expect([isAlive(idle), isAlive(slow)]).to.deep.equal([true, true]);
    await fixture.restart();
    expect([isAlive(idle), isAlive(slow)]).to.deep.equal([false, false]);
    expect((await answer.catch(() => ({ functionError: 'Unhandled' }))).functionError).to.equal('Unhandled');
  });

  it('end when their function is deleted', async () => {
    await fixture.create('gone', PID);
    const pid = Number((await fixture.invoke('gone')).payload);
    await fixture.lambda.send(new DeleteFunctionCommand({ FunctionName: 'gone' }));
    await pollUntil('the end of the process', () => (!isAlive(pid) ? true : undefined));
  });

  it('take along what they have started', async () => {
    const code = `import { spawn } from 'node:child_process';
      export const handler = async () => {
        globalThis.pid = spawn('/bin/sleep', ['60'], { stdio: 'inherit' }).pid; console.log('pid=' + pid); process.exit(1); };`;
    await fixture.create('parent', code);
    const { log } = await fixture.invoke('parent');
    const pid = Number(/pid=(\d+)/.exec(log)?.[1]);
    await pollUntil('the end of the child', () => (!isAlive(pid) ? true : undefined));
  });

  it('end after some idle time', async () => {
    await fixture.stop();
    fixture = await LambdaFixture.start({ idleMs: 1 });
    await fixture.create('brief', PID);
    const pid = Number((await fixture.invoke('brief')).payload);
    await pollUntil('the end of the process', () => (!isAlive(pid) ? true : undefined));
  });

  it('go on when the invoking client hangs up, as on AWS', async () => {
    const code = `import { writeFileSync } from 'node:fs';
      export const handler = async ({ file }) => { writeFileSync(file, String(process.pid));
        await new Promise((resolve) => setTimeout(resolve, 100)); writeFileSync(file + '.done', ''); };`;
    await fixture.create('stubborn', code);
    const file = join(folder, 'pid');
    const command = new InvokeCommand({ FunctionName: 'stubborn', Payload: JSON.stringify({ file }) });
    const hangUp = new AbortController();
    const answer = refusal(fixture.lambda.send(command, { abortSignal: hangUp.signal }));
    await writtenPid(file);
    hangUp.abort();
    expect(await answer).to.match(/^AbortError/);
    await pollUntil('the end of the function', () => (existsSync(`${file}.done`) ? true : undefined));
  });

  it('are as many as the account may have; Event invocations wait, others are refused', async () => {
    await fixture.create('slow', SLOW, { Timeout: 1 });
    const file = join(folder, 'pid');
    const first = fixture.invoke('slow', { file });
    await writtenPid(file);
    expect(await refusal(fixture.invoke('slow', { file }))).to.equal('TooManyRequestsException: Rate Exceeded. (429)');
    await fixture.create('queued', 'export const handler = async () => console.log("its turn");');
    await fixture.lambda.send(new InvokeCommand({ FunctionName: 'queued', InvocationType: 'Event' }));
    expect((await first).payload).to.have.property('errorType', 'Sandbox.Timedout');
    await fixture.logged('/aws/lambda/queued', 'its turn');
  });

  it('cannot start when the role has gone', async () => {
    await fixture.create('orphan', PID);
    await fixture.clients.iam.send(new DeleteRoleCommand({ RoleName: 'function-role' }));
    expect(await refusal(fixture.invoke('orphan'))).to.equal(
      'AccessDeniedException: The role defined for the function cannot be assumed by Lambda. (403)',
    );
  });

  for (const busy of [false, true]) {
    it(`end when the service is killed, ${busy ? 'even in a loop without end' : 'while they wait'}`, async () => {
      const file = join(folder, 'pid');
      const program = join(folder, 'service.ts');
      await writeFile(program, serviceProgram({ file, busy }));
      const service = spawn(process.execPath, [program], { stdio: 'ignore', env: { ...process.env, TMPDIR: folder } });
      const pid = await writtenPid(file);
      service.kill('SIGKILL');
      await once(service, 'exit');
      await pollUntil('the end of the process', () => (!isAlive(pid) ? true : undefined));
    });
  }

  for (const waits of [false, true]) {
    it(`take along what they have started when the service is killed, ${waits ? 'at work' : 'when idle'}`, async () => {
      const file = join(folder, 'pid');
      const program = join(folder, 'service.ts');
      await writeFile(program, serviceProgram({ file, waits }, STARTER));
      const stdio: StdioOptions = ['ignore', 'pipe', 'ignore'];
      const service = spawn(process.execPath, [program], { stdio, env: { ...process.env, TMPDIR: folder } });
      const pid = await writtenPid(file);
      if (!waits && service.stdout !== null) await once(service.stdout, 'data');
      expect(isAlive(pid)).to.equal(true);
      service.kill('SIGKILL');
      await once(service, 'exit');
      await pollUntil('the end of what the function had started', () => (!isAlive(pid) ? true : undefined));
    });
  }
});

const STARTER = `import { spawn } from 'node:child_process';
  import { writeFileSync } from 'node:fs';
  export const handler = async ({ file, waits }) => {
    writeFileSync(file, String(spawn('/bin/sleep', ['60'], { stdio: 'ignore' }).pid));
    if (waits) await new Promise((resolve) => setTimeout(resolve, 60_000)); };`;

/** A program that starts the fixture and one invocation, and stays. */
function serviceProgram(event: object, code = SLOW): string {
  const fixtureUrl = new URL('../../unit/emulators/lambda/lambda-fixture.ts', import.meta.url).href;
  return `import { LambdaFixture } from ${JSON.stringify(fixtureUrl)};
    const fixture = await LambdaFixture.start();
    await fixture.create('slow', ${JSON.stringify(code)}, { Timeout: 60 });
    await fixture.invoke('slow', ${JSON.stringify(event)});
    process.stdout.write('done');
    setInterval(() => {}, 1000);`;
}
