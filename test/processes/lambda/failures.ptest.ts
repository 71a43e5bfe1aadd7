import { expect } from 'chai';
import { LambdaFixture } from '../../unit/emulators/lambda/lambda-fixture.ts';

const REQUEST_ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

describe('a function that fails', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  /** Runs a body of an async handler once; answers the error document. */
  const failure = async (body: string, members = {}) => {
    const code = `export const handler = async (event, context) => { ${body} };`;
    const { payload, functionError, log } = await fixture.run(code, {}, members);
    expect(functionError).to.equal('Unhandled');
    return { error: payload as { errorType: string; errorMessage: string; trace?: string[] }, log };
  };

  it('answers the error’s name, message and trace, and logs them', async () => {
    const { error, log } = await failure('throw Object.assign(new RangeError("too far"), { limit: 3 });');
    expect(error.errorType).to.equal('RangeError');
    expect(error.errorMessage).to.equal('too far');
    expect(error.trace?.[0]).to.equal('RangeError: too far');
    expect(error.trace?.[1]).to.match(/^ {4}at .*index\.mjs:1:/);
    expect(log).to.match(
      /\tERROR\tInvoke Error \t\{"errorType":"RangeError","errorMessage":"too far","limit":3,"stack":\[/,
    );
    expect(log).to.match(/\tStatus: error\tError Type: RangeError\t\n$/);
  });

  it('answers the type of a thrown value that is no error', async () => {
    const { error } = await failure('throw "text";');
    expect(error).to.deep.equal({ errorType: 'string', errorMessage: 'text', trace: [] });
  });

  it('survives its error and is used again', async () => {
    await fixture.create(
      'again',
      'let n = 0; export const handler = async () => { if (n++ === 0) throw new Error("x"); return n; };',
    );
    await fixture.invoke('again');
    expect((await fixture.invoke('again')).payload).to.equal(2);
  });

  it('is killed at its timeout, also when it never lets go of the processor', async () => {
    const bodies = ['await new Promise((r) => setTimeout(r, 60_000));', 'for (;;);'];
    for (const { error, log } of await Promise.all(bodies.map((body) => failure(body, { Timeout: 1 })))) {
      expect(error.errorType).to.equal('Sandbox.Timedout');
      expect(error.errorMessage).to.match(
        new RegExp(`^RequestId: ${REQUEST_ID} Error: Task timed out after 1.00 seconds$`),
      );
      expect(log).to.match(new RegExp(`Z ${REQUEST_ID} Task timed out after 1\\.00 seconds\\n`));
      expect(log).to.match(/\tDuration: 1\d\d\d\.\d\d ms\t.*\tStatus: timeout\t\n$/);
    }
  });

  it('is killed when it outgrows its memory, and the next invocation has a new process', async () => {
    const code = `let n = 0; export const handler = async ({ grow }) => {
      const kept = []; while (grow) { kept.push(Buffer.alloc(8 << 20, 1)); await null; } return ++n; };`;
    await fixture.create('memory', code);
    expect((await fixture.invoke('memory', { grow: false })).payload).to.equal(1);
    const { payload, functionError, log } = await fixture.invoke('memory', { grow: true });
    expect(functionError).to.equal('Unhandled');
    expect(payload).to.have.property('errorType', 'Runtime.ExitError');
    expect((payload as { errorMessage: string }).errorMessage).to.match(
      new RegExp(`^RequestId: ${REQUEST_ID} Error: Runtime exited with error: signal: killed$`),
    );
    expect(log).to.include('\tMemory Size: 128 MB\tMax Memory Used: 128 MB\t');
    expect((await fixture.invoke('memory', { grow: false })).payload).to.equal(1);
  });

  it('depends on how its process ended', async () => {
    const exits: [string, string][] = [
      ['process.exit(7);', 'Runtime exited with error: exit status 7'],
      ['process.exit(0);', 'Runtime exited without providing a reason'],
      [
        'process.kill(process.pid, "SIGABRT"); await new Promise((r) => setTimeout(r, 9999));',
        'Runtime exited with error: signal: aborted',
      ],
    ];
    for (const [body, text] of exits) {
      const { error } = await failure(body);
      expect(error.errorType).to.equal('Runtime.ExitError');
      expect(error.errorMessage).to.match(new RegExp(`^RequestId: ${REQUEST_ID} Error: ${text}$`));
    }
  });

  it('loses no line that it wrote before it ended itself', async () => {
    const { log } = await failure('for (let i = 0; i < 40; i++) console.log("line", i); process.exit(1);');
    expect(log.match(/\tINFO\tline \d+\n/g)).to.have.length(40);
  });

  it('is reported when it waits for a promise that nothing settles', async () => {
    const { error } = await failure('await new Promise(() => {});');
    expect(error.errorType).to.equal('Runtime.NodeJsExit');
    expect(error.errorMessage).to.match(/^\[rehearsal\] .* was never settled$/);
  });

  it('answers what nobody caught, and starts afresh after it', async () => {
    const code = `let n = 0; export const handler = async ({ how }) => { n += 1;
      if (how === 'throw') setTimeout(() => { throw new TypeError("later"); }, 1);
      if (how === 'reject') Promise.reject(new Error("unhandled"));
      if (how) await new Promise((r) => setTimeout(r, 9999)); return n; };`;
    await fixture.create('uncaught', code);
    const thrown = await fixture.invoke('uncaught', { how: 'throw' });
    expect(thrown.payload).to.include({ errorType: 'TypeError', errorMessage: 'later' });
    expect(thrown.log).to.include('\tERROR\tUncaught Exception \t{"errorType":"TypeError"');
    const rejected = await fixture.invoke('uncaught', { how: 'reject' });
    expect(rejected.payload).to.include({
      errorType: 'Runtime.UnhandledPromiseRejection',
      errorMessage: 'Error: unhandled',
    });
    expect((await fixture.invoke('uncaught')).payload).to.equal(1);
  });

  it('answers an error when its result is no JSON', async () => {
    const { error } = await failure('const loop = {}; loop.loop = loop; return loop;');
    expect(error).to.include({
      errorType: 'Runtime.JSONStringifyError',
      errorMessage: 'Unable to stringify response body',
    });
  });
});
