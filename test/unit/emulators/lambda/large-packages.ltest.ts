import { randomBytes } from 'node:crypto';
import { GetFunctionCommand, UpdateFunctionCodeCommand } from '@aws-sdk/client-lambda';
import { expect } from 'chai';
import { unpackApart } from '../../../../emulators/lambda/store/unpacking-thread.ts';
import { LambdaFixture, refusal, zipOf } from './lambda-fixture.ts';

const HANDLER = "import { statSync } from 'node:fs'; export const handler = async () => statSync('data.bin').size;";
/** More than is unpacked in the thread that answers requests. */
const LARGE_BYTES = 6 * 1024 * 1024;

describe('a large zip file', () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  const large = zipOf({ 'index.mjs': HANDLER, 'data.bin': randomBytes(LARGE_BYTES).toString('latin1') });

  it('is unpacked as a small one is, also for two functions at the same time', async () => {
    await Promise.all(['one', 'other'].map((name) => fixture.create(name, {}, { Code: { ZipFile: large } })));
    const invoked = await Promise.all(['one', 'other'].map((name) => fixture.invoke(name)));
    const sizes = invoked.map(({ payload }) => payload);
    expect(sizes[0]).to.be.greaterThan(LARGE_BYTES);
    expect(sizes[1]).to.equal(sizes[0]);
  });

  it('is refused in the same words, and leaves the function as it is', async () => {
    const { Configuration: before } = await fixture.lambda.send(new GetFunctionCommand({ FunctionName: 'one' }));
    const damaged = Buffer.from(large);
    damaged.fill(0, LARGE_BYTES / 2, LARGE_BYTES / 2 + 1000);
    for (const DryRun of [false, true]) {
      const update = new UpdateFunctionCodeCommand({ FunctionName: 'one', ZipFile: damaged, DryRun });
      expect(await refusal(fixture.lambda.send(update))).to.match(
        /^InvalidParameterValueException: Could not unzip .* \(400\)$/,
      );
    }
    const { Configuration: after } = await fixture.lambda.send(new GetFunctionCommand({ FunctionName: 'one' }));
    expect(after?.CodeSha256).to.equal(before?.CodeSha256);
  });

  it('whose unpacking is ended from outside is an error at once, and is unpacked when it is sent again', async () => {
    process.once('worker', (thread) => void thread.terminate());
    const outcome = await unpackApart(large).then(
      () => 'unpacked',
      (error: Error) => error.message,
    );
    // The code depends on how far it has started.
    expect(outcome).to.match(
      /^\[rehearsal\] the thread that unpacked the zip file ended with exit code [01], without an answer$/,
    );
    expect((await unpackApart(large)).state).to.equal('present');
  });
});
