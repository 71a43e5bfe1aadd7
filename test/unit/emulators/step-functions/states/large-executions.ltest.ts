import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { StepFunctionsFixture } from '../step-functions-fixture.ts';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const LIMIT_BYTES = 262_144;

describe('the limits of the language, for large executions', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const PASS = { Type: 'Pass', End: true };
  rule(
    {
      table: 'states-language',
      id: 'limit.variables.total',
      aws: 'the variables of an execution have at most 10 MiB',
      here: 'same',
      wording: 'ours',
      source: QUOTAS,
    },
    async () => {
      // {"x":"..."} of 262,144 bytes; each variable has 6 bytes less, so 40 of them have 10,485,520 and 41 are too many.
      const input = { x: 'x'.repeat(LIMIT_BYTES - 8) };
      const chain = (count: number) => ({
        StartAt: 'S0',
        States: Object.fromEntries(
          Array.from({ length: count }, (_, at) => {
            const next = at + 1 < count ? { Next: `S${at + 1}` } : { End: true };
            const Assign = { [`v${at}.$`]: '$$.Execution.Input.x' };
            return [`S${at}`, { Type: 'Pass', Result: {}, Assign, ...next }];
          }),
        ),
      });
      expect((await bench.run(chain(40), input)).status).to.equal('SUCCEEDED');
      expect((await bench.run(chain(41), input)).error).to.equal('States.DataLimitExceeded');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'limit.depth',
      aws: 'Map states may be nested',
      here: 'same',
      note: '1,000 deep are run',
      wording: 'none',
      source: 'https://states-language.net/spec.html#map-state',
    },
    async () => {
      let machine: object = { StartAt: 'Z', States: { Z: { ...PASS, Output: 1 } } };
      for (let at = 0; at < 1_000; at += 1) {
        const state = { Type: 'Map', Items: [0], ItemProcessor: machine, End: true };
        machine = { StartAt: `M${at}`, States: { [`M${at}`]: state } };
      }
      const { output } = await bench.run({ QueryLanguage: 'JSONata', ...machine });
      expect(output).to.equal(`${'['.repeat(1_000)}1${']'.repeat(1_000)}`);
    },
  );

  it('let a Parallel state run 1,000 deep', async () => {
    let inner: object = { StartAt: 'Z', States: { Z: { ...PASS, Result: 1 } } };
    for (let at = 0; at < 1_000; at += 1) {
      inner = { StartAt: `P${at}`, States: { [`P${at}`]: { Type: 'Parallel', Branches: [inner], End: true } } };
    }
    const { output } = await bench.run(inner);
    expect(output).to.equal(`${'['.repeat(1_000)}1${']'.repeat(1_000)}`);
  });

  it('let a map run have ten thousand items', async () => {
    const items = Array.from({ length: 10_000 }, (_, at) => at);
    const States = { I: { ...PASS, Result: 1, ResultPath: null } };
    const ProcessorConfig = { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' };
    const map = { Type: 'Map', ItemProcessor: { ProcessorConfig, StartAt: 'I', States }, End: true };
    const { result } = await bench.run({ StartAt: 'M', States: { M: map } }, items);
    expect(result).to.deep.equal(items);
  });
});
