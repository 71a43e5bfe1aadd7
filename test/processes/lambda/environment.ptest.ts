import { existsSync } from 'node:fs';
import { DeleteLogGroupCommand } from '@aws-sdk/client-cloudwatch-logs';
import { expect } from 'chai';
import { LambdaFixture } from '../../unit/emulators/lambda/lambda-fixture.ts';

const REQUEST_ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

describe('what a function finds around it', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  it('is AWS’s environment, the endpoint, its own variables, and nothing of the host', async () => {
    process.env['HOST_SECRET'] = 'x';
    const code = 'export const handler = async () => ({ env: process.env, cwd: process.cwd() });';
    const { payload } = await fixture.run(code, {}, { Environment: { Variables: { OWN: 'value' } }, MemorySize: 256 });
    delete process.env['HOST_SECRET'];
    const { env, cwd } = payload as { env: Record<string, string>; cwd: string };
    expect(Object.keys(env).sort()).to.deep.equal([
      ...['AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_ENDPOINT_URL', 'AWS_EXECUTION_ENV'],
      ...['AWS_LAMBDA_FUNCTION_MEMORY_SIZE', 'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION'],
      ...['AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_LAMBDA_LOG_GROUP_NAME', 'AWS_LAMBDA_LOG_STREAM_NAME', 'AWS_REGION'],
      ...[
        'AWS_SECRET_ACCESS_KEY',
        'AWS_SESSION_TOKEN',
        'LAMBDA_RUNTIME_DIR',
        'LAMBDA_TASK_ROOT',
        'LANG',
        'OWN',
        'PATH',
      ],
      ...['TMPDIR', 'TZ', '_HANDLER'],
    ]);
    expect(env).to.include({
      AWS_ENDPOINT_URL: fixture.endpointUrl,
      AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '256',
      AWS_REGION: 'us-east-1',
      LAMBDA_TASK_ROOT: cwd,
      OWN: 'value',
      TZ: ':UTC',
      _HANDLER: 'index.handler',
    });
    expect(existsSync(env['TMPDIR'] ?? '')).to.equal(true);
  });

  it('is its role’s identity, which the SDK uses by itself', async () => {
    const code = `import { STSClient, GetCallerIdentityCommand } from '@aws-sdk/client-sts';
      export const handler = async () => (await new STSClient().send(new GetCallerIdentityCommand())).Arn;`;
    await fixture.create('who', code, { MemorySize: 256 });
    const { payload } = await fixture.invoke('who');
    expect(payload).to.equal('arn:aws:sts::000000000000:assumed-role/function-role/who');
  });

  it('is a log stream with the platform’s lines around its own', async () => {
    const code = `console.info('loading'); export const handler = async () => {
      console.log('one %d', 1, { a: [1] }); console.warn('two\\nlines'); console.error(new Error('three').message);
      console.debug('four'); process.stdout.write('raw\\n'); };`;
    const { log } = await fixture.run(code, {}, { LoggingConfig: { LogGroup: '/custom/group' } });
    const messages = await fixture.logged('/custom/group', 'REPORT');
    const formatted = messages.filter((message) => !message.includes('raw'));
    const time = '\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z';
    const expected = [
      `${time}\tundefined\tINFO\tloading\n`,
      `START RequestId: ${REQUEST_ID} Version: \\$LATEST\n`,
      `${time}\t${REQUEST_ID}\tINFO\tone 1 { a: \\[ 1 \\] }\n`,
      `${time}\t${REQUEST_ID}\tWARN\ttwo\nlines\n`,
      `${time}\t${REQUEST_ID}\tERROR\tthree\n`,
      `${time}\t${REQUEST_ID}\tDEBUG\tfour\n`,
      `END RequestId: ${REQUEST_ID}\n`,
      `REPORT RequestId: ${REQUEST_ID}\tDuration: [\\d.]+ ms\tBilled Duration: \\d+ ms\tMemory Size: 128 MB\tMax Memory Used: \\d+ MB\tInit Duration: [\\d.]+ ms\t\n`,
    ];
    expect(formatted).to.have.length(expected.length);
    for (const [index, pattern] of expected.entries()) expect(formatted[index]).to.match(new RegExp(`^${pattern}$`));
    expect(messages).to.include('raw\n');
    expect(log).to.include('\tINFO\tone 1 { a: [ 1 ] }\n');
  });

  it('is the last 4 KiB of its log for the invoker', async () => {
    const { log } = await fixture.run('export const handler = async () => console.log("x".repeat(10_000));');
    expect(Buffer.byteLength(log)).to.equal(4096);
    expect(log).to.match(/^x+\nEND RequestId: .*\nREPORT .*\t\n$/);
  });

  it('is a log group that is made again when somebody deletes it', async () => {
    await fixture.create('logged', 'export const handler = async (event) => console.log(event.word);');
    await fixture.invoke('logged', { word: 'first' });
    await fixture.logged('/aws/lambda/logged', 'REPORT');
    await fixture.clients.logs.send(new DeleteLogGroupCommand({ logGroupName: '/aws/lambda/logged' }));
    await fixture.invoke('logged', { word: 'second' });
    const messages = await fixture.logged('/aws/lambda/logged', 'REPORT');
    expect(messages.join('')).to.include('second').and.not.to.include('first');
  });
});
