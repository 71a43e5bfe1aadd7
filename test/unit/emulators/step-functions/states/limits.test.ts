import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const QUOTAS = 'https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html';
const LIMIT_BYTES = 262_144;

describe('the limits of the language', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const PASS = { Type: 'Pass', End: true };
  const text = (state: string) =>
    `The state/task '${state}' returned a result with a size exceeding the maximum number of bytes service limit.`;

  rule(
    {
      table: 'states-language',
      id: 'limit.output',
      aws: 'a state’s output has at most 262,144 bytes of UTF-8',
      here: 'same',
      wording: 'AWS',
      source: QUOTAS,
    },
    async () => {
      // Two bytes a letter, and the quotes.
      const fits = 'é'.repeat((LIMIT_BYTES - 2) / 2);
      expect((await bench.run(oneState({ ...PASS, Result: fits }))).status).to.equal('SUCCEEDED');
      const { error, cause } = await bench.run(oneState({ ...PASS, Result: `${fits}x` }));
      expect([error, cause]).to.deep.equal(['States.DataLimitExceeded', text('S')]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'limit.map',
      aws: 'the list of a Map state’s results counts as one output',
      here: 'same',
      wording: 'AWS',
      source: QUOTAS,
    },
    async () => {
      const half = { Type: 'Pass', Result: 'x'.repeat(LIMIT_BYTES / 2), End: true };
      const map = (I: object) => ({ Type: 'Map', ItemProcessor: { StartAt: 'I', States: { I } }, End: true });
      const { error, cause } = await bench.run(oneState(map(half)), [1, 2]);
      expect([error, cause]).to.deep.equal(['States.DataLimitExceeded', text('S')]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'limit.parallel',
      aws: 'so does the list of a Parallel state’s results',
      here: 'same',
      wording: 'AWS',
      source: QUOTAS,
    },
    async () => {
      const branch = (name: string) => ({
        StartAt: name,
        States: { [name]: { ...PASS, Result: 'x'.repeat(LIMIT_BYTES / 2) } },
      });
      const { error } = await bench.run(
        oneState({ Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true }),
      );
      expect(error).to.equal('States.DataLimitExceeded');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'limit.variables',
      aws: 'one state assigns at most 256 KiB',
      here: 'same',
      wording: 'ours',
      source: QUOTAS,
    },
    async () => {
      const half = 'x'.repeat(LIMIT_BYTES / 2);
      const { error, cause } = await bench.run(oneState({ ...PASS, Assign: { a: half, b: half } }));
      expect(error).to.equal('States.DataLimitExceeded');
      expect(cause).to.contain('at most 262144 are allowed');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'limit.name',
      aws: 'a state’s name has at most 80 characters of any script',
      here: 'same',
      wording: 'ours',
      source: QUOTAS,
    },
    async () => {
      const name = `${'状'.repeat(79)}🚀`;
      const { status, events } = await bench.run({ StartAt: name, States: { [name]: PASS } });
      expect(status).to.equal('SUCCEEDED');
      expect(events[1]?.stateEnteredEventDetails?.name).to.equal(name);
      const long = `${name}x`;
      let refusal: unknown;
      await bench.create({ StartAt: long, States: { [long]: PASS } }).catch((error: unknown) => {
        refusal = error;
      });
      expect(refusal).to.be.an('error').with.property('message').that.contains('exceeds the 80-character limit');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'limit.numbers',
      aws: 'numbers that no state touches keep their text, however many digits they have',
      here: 'same',
      note: 'a state that computes with them has doubles',
      wording: 'none',
      source:
        'recordings of AWS in https://github.com/localstack/localstack/tree/v4.14.0/tests/aws/services/stepfunctions/v2',
    },
    async () => {
      const { output } = await bench.run(oneState(PASS), '{"n":12345678901234567890.10}');
      expect(output).to.equal('{"n":12345678901234567890.10}');
    },
  );
});
