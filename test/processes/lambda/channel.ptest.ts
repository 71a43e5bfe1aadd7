import { expect } from 'chai';
import { receivedMessage } from '../../../emulators/lambda/sandbox/received-message.ts';
import { LambdaFixture } from '../../unit/emulators/lambda/lambda-fixture.ts';

const NOW_MS = Date.UTC(2026, 0, 31);
const PEAK = { peakMemoryKb: 1 };

describe("what a function writes to its runtime's channel", () => {
  let fixture: LambdaFixture;
  before(async () => {
    fixture = await LambdaFixture.start();
  });
  after(() => fixture.stop());

  const writing = (line: string) =>
    `import { writeSync } from 'node:fs';
     export const handler = async () => { writeSync(4, ${JSON.stringify(line)}); return 'went on'; };`;

  for (const line of ['{garbage', 'null', '[]', '7', '{}', '{"type":"ready","peakMemoryKb":1}']) {
    it(`is told in its log and changes nothing else: ${line}`, async () => {
      const { payload, functionError, log } = await fixture.run(writing(`${line}\n`));
      expect([payload, functionError]).to.deep.equal(['went on', undefined]);
      expect(log).to.contain(`file descriptor 4, or its process ended halfway: ${line}\n`);
    });
  }

  it('may be half a message, when its process ends', async () => {
    const code = `import { writeSync } from 'node:fs';
      export const handler = async () => { writeSync(4, '{"type":"log","text":"half'); process.kill(process.pid, 'SIGKILL'); };`;
    const { payload } = await fixture.run(code);
    expect(payload)
      .to.have.property('errorMessage')
      .that.matches(/Runtime exited with error: signal: killed$/);
    expect((await fixture.run("export const handler = async () => 'still here';")).payload).to.equal('still here');
  });
});

describe('a line of the channel', () => {
  const read = (message: unknown) => receivedMessage(JSON.stringify(message), NOW_MS);

  it('is no message when a member is missing or of another type', () => {
    const errors = ['text', null, {}, { errorType: 1, errorMessage: 'x' }];
    const broken = [
      ...[{ type: 'other' }, { type: 'log' }, { type: 'log', text: 1 }, { type: '__proto__', ...PEAK }],
      ...[{ type: 'ready' }, { type: 'ready', peakMemoryKb: '1' }, { type: 'ready', peakMemoryKb: -1 }],
      ...[
        { type: 'result', body: '{}' },
        { type: 'result', body: {}, ...PEAK },
        { type: 'result', body: '{', ...PEAK },
      ],
      ...errors.flatMap((error) => ['error', 'init-error'].map((type) => ({ type, error, ...PEAK }))),
    ];
    for (const message of broken) expect([message, read(message)]).to.deep.equal([message, undefined]);
  });

  it('has the time of its arrival when its own cannot be true', () => {
    for (const timestampMs of [undefined, null, 'x', 1e300, 0.5, NOW_MS + 3_600_000]) {
      expect(read({ type: 'log', text: 'x', timestampMs })).to.deep.equal({
        type: 'log',
        text: 'x',
        timestampMs: NOW_MS,
      });
    }
    expect(read({ type: 'log', text: 'x', timestampMs: NOW_MS - 5 })).to.have.property('timestampMs', NOW_MS - 5);
  });
});
