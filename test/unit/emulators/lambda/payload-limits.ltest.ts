import { InvokeCommand } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { LambdaFixture, refusal } from './lambda-fixture.ts';

describe('what a function is given and answers', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  it('is refused where the payload is larger than 6 MB', async () => {
    await fixture.create('strict', 'export const handler = async (event) => event.length;');
    const invoke = (Payload: string) => fixture.lambda.send(new InvokeCommand({ FunctionName: 'strict', Payload }));
    expect(await refusal(invoke(JSON.stringify('x'.repeat(6_291_455))))).to.equal(
      'RequestEntityTooLargeException: Request must be smaller than 6291456 bytes for the InvokeFunction operation (413)',
    );
    const { Payload } = await invoke(JSON.stringify('x'.repeat(6_291_454)));
    expect(Buffer.from(Payload ?? []).toString()).to.equal('6291454');
  });

  it('may have results of up to 6,291,556 bytes', async () => {
    await fixture.create('big', 'export const handler = async ({ size }) => "x".repeat(size - 2);', {
      MemorySize: 512,
    });
    const { payload } = await fixture.invoke('big', { size: 6_291_556 });
    expect(payload).to.have.length(6_291_554);
    const { payload: error, functionError } = await fixture.invoke('big', { size: 6_291_557 });
    expect(functionError).to.equal('Unhandled');
    expect(error).to.deep.equal({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size (6291557 bytes) exceeded maximum allowed payload size (6291556 bytes).',
    });
  });
});
