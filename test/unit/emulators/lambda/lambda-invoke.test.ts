import { InvokeCommand, UpdateFunctionCodeCommand, UpdateFunctionConfigurationCommand } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { LambdaFixture, refusal, zipOf } from './lambda-fixture.ts';

const REQUEST_ID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';

describe('invoking a function', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  it('answers what the handler returns, with the context that Lambda gives', async () => {
    const code = `export const handler = async (event, context) => ({
      event, left: context.getRemainingTimeInMillis(), context: { ...context, getRemainingTimeInMillis: undefined } });`;
    const { payload, functionError } = await fixture.run(code, { a: 'ü' });
    expect(functionError).to.equal(undefined);
    const { event, left, context } = payload as { event: unknown; left: number; context: Record<string, string> };
    expect(event).to.deep.equal({ a: 'ü' });
    expect(left).to.be.within(1, 3000);
    expect(context).to.include({
      functionName: 'f-0',
      functionVersion: '$LATEST',
      memoryLimitInMB: '128',
      logGroupName: '/aws/lambda/f-0',
      invokedFunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f-0',
    });
    expect(context['awsRequestId']).to.match(new RegExp(`^${REQUEST_ID}$`));
    expect(context['logStreamName']).to.match(/^\d{4}\/\d\d\/\d\d\/\[\$LATEST\][0-9a-f]{32}$/);
  });

  // Recorded on AWS: localstack/localstack, tests/aws/services/stepfunctions, results of lambda:invoke.
  it('answers with the headers that AWS’s results show', async () => {
    await fixture.create('headers', 'export const handler = async () => 1;');
    let headers: Record<string, string> = {};
    fixture.lambda.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args);
        ({ headers } = result.response as { headers: Record<string, string> });
        return result;
      },
      { step: 'deserialize', name: 'readHeaders' },
    );
    await fixture.invoke('headers');
    fixture.lambda.middlewareStack.remove('readHeaders');
    expect(headers['x-amzn-remapped-content-length']).to.equal('0');
    expect(headers['x-amzn-trace-id']).to.match(/^root=1-[0-9a-f]{8}-[0-9a-f]{24};sampled=0$/);
  });

  it('keeps a process for the next invocation, and starts a new one when code or configuration change', async () => {
    const code = (version: number) =>
      `let count = 0; export const handler = async () => [${version}, ++count, process.env.SETTING];`;
    await fixture.create('warm', code(1));
    expect((await fixture.invoke('warm')).payload).to.deep.equal([1, 1, null]);
    expect((await fixture.invoke('warm')).payload).to.deep.equal([1, 2, null]);
    const zip = zipOf({ 'index.mjs': code(2) });
    await fixture.lambda.send(new UpdateFunctionCodeCommand({ FunctionName: 'warm', ZipFile: zip }));
    expect((await fixture.invoke('warm')).payload).to.deep.equal([2, 1, null]);
    const Environment = { Variables: { SETTING: 'set', EMPTY: '' } };
    await fixture.lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'warm', Environment }));
    expect((await fixture.invoke('warm')).payload).to.deep.equal([2, 1, 'set']);
  });

  it('runs invocations at the same time in processes of their own', async () => {
    await fixture.create(
      'parallel',
      'export const handler = async () => { while (Date.now() % 50 > 0); return process.pid; };',
    );
    const pids = await Promise.all([1, 2, 3].map(() => fixture.invoke('parallel')));
    expect(new Set(pids.map(({ payload }) => payload)).size).to.equal(3);
  });

  it('stops time between invocations, as on AWS', async () => {
    await fixture.create(
      'frozen',
      `let ticks = 0; setInterval(() => ticks++, 1);
      export const handler = async () => { const before = ticks; await new Promise((r) => setTimeout(r, 20)); return before; };`,
    );
    await fixture.invoke('frozen');
    const { payload } = await fixture.invoke('frozen');
    expect(payload).to.be.below(60);
  });

  it('knows Event, which is answered at once, and DryRun, which runs nothing', async () => {
    await fixture.create('later', 'export const handler = async (event) => console.log("got", event.id);');
    const invoke = (InvocationType: 'Event' | 'DryRun', id: string) =>
      fixture.lambda.send(
        new InvokeCommand({ FunctionName: 'later', InvocationType, Payload: JSON.stringify({ id }) }),
      );
    expect((await invoke('DryRun', 'dry')).StatusCode).to.equal(204);
    expect((await invoke('Event', 'async')).StatusCode).to.equal(202);
    const messages = await fixture.logged('/aws/lambda/later', 'REPORT');
    expect(messages.filter((message) => message.includes('got')).join()).to.match(/\tINFO\tgot async\n$/);
  });

  it('gives the client context of the caller', async () => {
    await fixture.create('ctx', 'export const handler = async (_, context) => context.clientContext;');
    const ClientContext = Buffer.from(JSON.stringify({ custom: { a: 1 } })).toString('base64');
    const { Payload } = await fixture.lambda.send(new InvokeCommand({ FunctionName: 'ctx', ClientContext }));
    expect(Buffer.from(Payload ?? []).toString()).to.equal('{"custom":{"a":1}}');
  });

  it('finds the function by ARN, partial ARN and $LATEST, and by no other qualifier', async () => {
    await fixture.create('named', 'export const handler = async (event) => event;');
    const arn = 'arn:aws:lambda:us-east-1:000000000000:function:named';
    for (const FunctionName of ['named', arn, '000000000000:function:named', `${arn}:$LATEST`, 'named:$LATEST']) {
      const { ExecutedVersion, Payload } = await fixture.lambda.send(new InvokeCommand({ FunctionName }));
      expect([ExecutedVersion, Buffer.from(Payload ?? []).toString()]).to.deep.equal(['$LATEST', '{}']);
    }
    expect(
      await refusal(fixture.lambda.send(new InvokeCommand({ FunctionName: 'named', Qualifier: 'prod' }))),
    ).to.equal(`ResourceNotFoundException: Function not found: ${arn}:prod (404)`);
  });

  // Of their size: payload-limits.ltest.ts.
  it('refuses payloads that are no JSON', async () => {
    await fixture.create('strict', 'export const handler = async (event) => event.length;');
    const invoke = fixture.lambda.send(new InvokeCommand({ FunctionName: 'strict', Payload: '{' }));
    expect(await refusal(invoke)).to.match(
      /^InvalidRequestContentException: Could not parse request body into json: \[rehearsal\] .* \(400\)$/,
    );
  });
});
