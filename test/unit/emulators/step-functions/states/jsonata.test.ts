import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { INVOKE, StepFunctionsFixture } from '../step-functions-fixture.ts';

const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html';

describe('a state with JSONata', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0.25 });
  });
  after(() => bench.close());

  const machine = (state: object, others: object = {}) => ({
    QueryLanguage: 'JSONata',
    StartAt: 'S',
    States: { S: state, ...others },
  });
  const pass = (Output: unknown) => machine({ Type: 'Pass', Output, End: true });
  const where = "An error occurred while executing the state 'S' (entered at the event id #2). ";

  const outputs: readonly [string, unknown, unknown, unknown][] = [
    ['an expression', '{% $states.input.a + 1 %}', { a: 2 }, 3],
    [
      'expressions deep inside',
      { x: ['{% $states.input.a %}', 'text'], y: null },
      { a: true },
      { x: [true, 'text'], y: null },
    ],
    ['a string with spaces around the marks stays as it is', ' {% 1 %} ', {}, ' {% 1 %} '],
    ['a JSONPath stays as it is', { 'a.$': '$.b', c: '$$' }, {}, { 'a.$': '$.b', c: '$$' }],
    ['a null', '{% null %}', {}, null],
    ['the state’s name', '{% $states.context.State.Name %}', {}, 'S'],
    ['a list of one', '{% [$states.input.a] %}', { a: 1 }, [1]],
    ['a regular expression', "{% $contains('abc', /b./) %}", {}, true],
    ['$partition', '{% $partition([1,2,3,4], 3) %}', {}, [[1, 2, 3], [4]]],
    ['$range', '{% $range(0, 10, 5) %}', {}, [0, 5, 10]],
    ['$range of one number', '{% $range(1, 9, 9) %}', {}, 1],
    ['$hash', "{% $hash('', 'MD5') %}", {}, 'd41d8cd98f00b204e9800998ecf8427e'],
    ['$random', '{% $random() %}', {}, 0.25],
    ['$random with a seed, twice', '{% $random(7) = $random(7) %}', {}, true],
    ['$uuid', '{% $length($uuid()) %}', {}, 36],
    ['$parse', `{% $parse('{"a":[1]}').a %}`, {}, [1]],
  ];
  for (const [what, output, input, expected] of outputs) {
    rule(
      {
        table: 'states-language',
        id: `jsonata.output.${what}`,
        aws: 'Output gives the state’s output',
        here: 'same',
        wording: 'none',
        source: GUIDE,
      },
      async () => {
        expect((await bench.run(pass(output), input)).result).to.deep.equal(expected);
      },
    );
  }

  rule(
    {
      table: 'states-language',
      id: 'jsonata.task',
      aws: 'Arguments make the request; $states.result is the task’s result',
      here: 'same',
      wording: 'none',
      source: GUIDE,
    },
    async () => {
      bench.lambda.answer = () => ({ payload: '{"n":5}' });
      const state = {
        Type: 'Task',
        Resource: INVOKE,
        Arguments: { FunctionName: 'f', Payload: { v: '{% $states.input.v %}' } },
        TimeoutSeconds: '{% 7 %}',
        Output: { sum: '{% $states.result.Payload.n + $states.input.v %}' },
        End: true,
      };
      const { result, events } = await bench.run(machine(state), { v: 2 });
      expect(result).to.deep.equal({ sum: 7 });
      const scheduled = events.find(({ type }) => type === 'TaskScheduled')?.taskScheduledEventDetails;
      expect(scheduled?.parameters).to.equal('{"FunctionName":"f","Payload":{"v":2}}');
      expect(scheduled?.timeoutInSeconds).to.equal(7);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.catch',
      aws: 'Catch gives the error as output, or Output’s value, which sees $states.errorOutput and the state’s input',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: states_variables/test_error_output.snapshot.json',
    },
    async () => {
      const branch = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Boom', Cause: '{% "x" & "y" %}' } } };
      const parallel = (fields: object) =>
        machine(
          { Type: 'Parallel', Branches: [branch], Catch: [{ ErrorEquals: ['Boom'], Next: 'Z', ...fields }], End: true },
          { Z: { Type: 'Succeed' } },
        );
      const plain = await bench.run(parallel({}), { a: 1 });
      expect(plain.result).to.deep.equal({ Error: 'Boom', Cause: 'xy' });
      const Output = { e: '{% $states.errorOutput.Error %}', i: '{% $states.input %}' };
      expect((await bench.run(parallel({ Output }), { a: 1 })).result).to.deep.equal({ e: 'Boom', i: { a: 1 } });
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.choice',
      aws: 'the first rule whose Condition is true is taken, with its Output',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-choice.html',
    },
    async () => {
      const Choices = [
        { Condition: '{% $states.input.n > 5 %}', Next: 'Big', Output: '{% "big" %}' },
        { Condition: '{% $states.input.n > 2 %}', Next: 'Middle' },
      ];
      const end = { Type: 'Pass', End: true };
      const state = { Type: 'Choice', Choices, Default: 'Small', Output: 'small' };
      const definition = machine(state, { Big: end, Middle: end, Small: end });
      expect((await bench.run(definition, { n: 9 })).result).to.equal('big');
      expect((await bench.run(definition, { n: 3 })).result).to.deep.equal({ n: 3 });
      expect((await bench.run(definition, { n: 1 })).result).to.equal('small');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.choice.type',
      aws: 'a Condition that is no boolean fails the state',
      here: 'same',
      wording: 'AWS',
      source: 'recording of AWS: scenarios/test_base_scenarios.snapshot.json, the form of Items',
    },
    async () => {
      const Choices = [{ Condition: '{% 1 %}', Next: 'Z' }];
      const { cause } = await bench.run(machine({ Type: 'Choice', Choices, Default: 'Z' }, { Z: { Type: 'Succeed' } }));
      expect(cause).to.equal(
        `${where}The JSONata expression '1' specified for the field 'Choices[0]/Condition' returned an unexpected result type. Expected 'boolean', but was 'number' for value: 1`,
      );
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.wait',
      aws: 'Seconds and Timestamp take expressions',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-wait.html',
    },
    async () => {
      const wait = (fields: object) => machine({ Type: 'Wait', End: true, ...fields });
      expect((await bench.run(wait({ Seconds: '{% $states.input.s %}' }), { s: 0 })).status).to.equal('SUCCEEDED');
      const past = { Timestamp: '{% $states.input.t %}' };
      expect((await bench.run(wait(past), { t: '2016-03-14T01:59:00Z' })).status).to.equal('SUCCEEDED');
      expect((await bench.run(wait(past), { t: 'soon' })).error).to.equal('States.QueryEvaluationError');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'jsonata.catch.evaluation',
      aws: 'States.QueryEvaluationError can be caught, by its name or by States.ALL',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
    },
    async () => {
      const caughtBy = (error: string) =>
        machine(
          {
            Type: 'Parallel',
            Arguments: '{% $missing %}',
            Branches: [{ StartAt: 'B', States: { B: { Type: 'Succeed' } } }],
            Catch: [{ ErrorEquals: [error], Next: 'Z', Output: '{% $states.errorOutput.Error %}' }],
            End: true,
          },
          { Z: { Type: 'Succeed' } },
        );
      for (const error of ['States.QueryEvaluationError', 'States.ALL']) {
        expect((await bench.run(caughtBy(error))).result).to.equal('States.QueryEvaluationError');
      }
    },
  );

  it('gives an expression $states as a whole when it asks for it', async () => {
    const { result } = await bench.run(pass('{% $keys($states) %}'), {});
    expect(result).to.deep.equal(['input', 'context']);
  });

  it('gives an expression members of $states with spaces around the dot', async () => {
    expect((await bench.run(pass('{% $states . input . a %}'), { a: 1 })).result).to.equal(1);
  });
});
