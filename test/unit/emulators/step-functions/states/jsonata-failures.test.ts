import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: assign/test_assign_reference_variables.snapshot.json';
const MAP_RECORDING = 'recording of AWS: scenarios/test_base_scenarios.snapshot.json';

describe('a JSONata expression that fails', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const machine = (state: object) => ({ QueryLanguage: 'JSONata', StartAt: 'S', States: { S: state } });
  const pass = (Output: unknown) => machine({ Type: 'Pass', Output, End: true });
  const where = "An error occurred while executing the state 'S' (entered at the event id #2). ";

  const failures: readonly [string, unknown, string, string][] = [
    [
      'nothing',
      '{% $missing %}',
      'Output',
      "The JSONata expression '$missing' specified for the field 'Output' returned nothing (undefined).",
    ],
    [
      'nothing, in a member',
      { r: [1, '{% $missing %}'] },
      'Output/r[1]',
      "The JSONata expression '$missing' specified for the field 'Output/r[1]' returned nothing (undefined).",
    ],
    [
      'a function',
      '{% $sum %}',
      'Output',
      "The JSONata expression '$sum' specified for the field 'Output' returned an unsupported result type.",
    ],
    [
      'an error',
      '{% "a" + 1 %}',
      'Output',
      `The JSONata expression '"a" + 1' specified for the field 'Output' threw an error during evaluation. T2001: The left side of the "+" operator must evaluate to a number`,
    ],
    [
      '$eval',
      '{% $eval("1") %}',
      'Output',
      `The JSONata expression '$eval("1")' specified for the field 'Output' threw an error during evaluation. T1006: Attempted to invoke a non-function`,
    ],
    [
      'no end',
      '{% ($f := function($n) { $f($n) }; $f(1)) %}',
      'Output',
      "The JSONata expression '($f := function($n) { $f($n) }; $f(1))' specified for the field 'Output' threw an error during evaluation: Expression evaluation timeout: Check for infinite loop",
    ],
    [
      'no end in a regular expression',
      `{% $match("${'a'.repeat(40)}b", /(a+)+$/) %}`,
      'Output',
      `The JSONata expression '$match("${'a'.repeat(40)}b", /(a+)+$/)' specified for the field 'Output' threw an error during evaluation: Expression evaluation timeout: Check for infinite loop`,
    ],
    [
      'too many items',
      '{% $sum([1..900000]) %}',
      'Output',
      "The JSONata expression '$sum([1..900000])' specified for the field 'Output' threw an error during evaluation: Expression evaluation memory limit exceeded: Check for excessive memory usage",
    ],
    [
      'a depth over 100',
      `{% ${'1+'.repeat(199)}1 %}`,
      'Output',
      `The JSONata expression '${'1+'.repeat(199)}1' specified for the field 'Output' threw an error during evaluation: Stack overflow error: Check for non-terminating recursive function. Consider rewriting as tail-recursive.`,
    ],
  ];
  for (const [what, output, location, text] of failures) {
    rule(
      {
        table: 'states-language',
        id: `jsonata.failed.${what}`,
        aws: 'fails with States.QueryEvaluationError; EvaluationFailed follows the event before the state’s entry',
        here: 'same',
        wording: 'AWS',
        source:
          what.startsWith('no') || what === 'a function'
            ? RECORDING
            : 'TestState of AWS, as reported in floci-io/floci#2736 and floci-io/floci#2737',
      },
      async () => {
        const { error, cause, events } = await bench.run(pass(output));
        expect(error).to.equal('States.QueryEvaluationError');
        expect(cause).to.equal(where + text);
        expect(outline(events).slice(1)).to.deep.equal([
          '2 0 PassStateEntered',
          '3 0 EvaluationFailed',
          '4 3 ExecutionFailed',
        ]);
        expect(events[2]?.evaluationFailedEventDetails).to.deep.equal({
          error: 'States.QueryEvaluationError',
          cause: where + text,
          location,
          state: 'S',
        });
      },
    );
  }

  const tooLarge: readonly [string, string][] = [
    ['an object doubled 40 times', '$reduce([1..40], function($o, $i) { {"a": $o, "b": $o} })'],
    ['a list doubled 40 times', '$reduce([1..40], function($o, $i) { [[$o], [$o]] })'],
    ['500 copies of a large input', '$map([1..500], function() { $states.input })'],
  ];
  for (const [what, expression] of tooLarge) {
    it(`is one that gives more than the memory limit, which is never written out: ${what}`, async () => {
      const run = await bench.run(pass(`{% ${expression} %}`), { text: 'x'.repeat(200_000) });
      expect(run.cause).to.contain('Expression evaluation memory limit exceeded');
    });
  }

  it('is one with a hash algorithm that only every object has', async () => {
    const run = await bench.run(pass('{% $hash("a", "constructor") %}'));
    expect(run.cause).to.contain('[rehearsal] the algorithm of $hash must be one of');
  });

  it('still answers after an expression was cut off', async () => {
    expect((await bench.run(pass('{% 1 + 1 %}'))).result).to.equal(2);
  });

  const ITEM = { StartAt: 'I', States: { I: { Type: 'Pass', End: true } } };
  const items: readonly [string, object, unknown, string, string | undefined][] = [
    ['input that is no list', {}, { a: 1 }, 'Map state input must be an array but was: {"a":1}', undefined],
    [
      'Items that gives no list',
      { Items: '{% $states.input.n %}' },
      { n: 'x' },
      `The JSONata expression '$states.input.n' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'string' for value: "x"`,
      'Items',
    ],
    [
      'Items that gives null',
      { Items: '{% null %}' },
      {},
      "The JSONata expression 'null' specified for the field 'Items' returned an unexpected result type. Expected 'array', but was 'null' for value: null",
      'Items',
    ],
    [
      'Items that gives a function',
      { Items: '{% $fn := function($x){$x} %}' },
      {},
      "The JSONata expression '$fn := function($x){$x}' specified for the field 'Items' returned an unsupported result type.",
      'Items',
    ],
  ];
  for (const [what, fields, input, text, location] of items) {
    rule(
      {
        table: 'states-language',
        id: `jsonata.map.${what}`,
        aws: 'fails with States.QueryEvaluationError and MapStateFailed',
        here: 'same',
        wording: 'AWS',
        source: MAP_RECORDING,
      },
      async () => {
        const { cause, events } = await bench.run(
          machine({ Type: 'Map', ItemProcessor: ITEM, End: true, ...fields }),
          input,
        );
        expect(cause).to.equal(where + text);
        expect(outline(events).slice(2)).to.deep.equal([
          '3 0 EvaluationFailed',
          '4 3 MapStateFailed',
          '5 4 ExecutionFailed',
        ]);
        expect(events[2]?.evaluationFailedEventDetails?.location).to.equal(location);
      },
    );
  }
});
