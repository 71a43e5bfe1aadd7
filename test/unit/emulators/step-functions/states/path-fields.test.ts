import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { INVOKE, oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: scenarios/test_base_scenarios.snapshot.json';

describe('a path field whose path selects nothing', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const pass = (fields: object) => ({ Type: 'Pass', End: true, ...fields });
  const wait = (fields: object) => ({ Type: 'Wait', End: true, ...fields });
  const task = (fields: object) => ({
    Type: 'Task',
    Resource: INVOKE,
    Parameters: { FunctionName: 'f' },
    End: true,
    ...fields,
  });

  const cases: readonly [string, object, string][] = [
    ['InputPath', pass({ InputPath: '$.x' }), "Invalid path '$.x' : No results for path: $['x']"],
    ['OutputPath', pass({ OutputPath: '$.a.x' }), "Invalid path '$.a.x' : No results for path: $['a']['x']"],
    [
      'OutputPath, in the middle',
      pass({ OutputPath: '$.no.such.path' }),
      "Invalid path '$.no.such.path' : Missing property in path $['no']",
    ],
    [
      'InputPath of the context object',
      pass({ InputPath: '$$.Task.Token' }),
      "Invalid path '$$.Task.Token' : Missing property in path $['Task']",
    ],
    ['TimeoutSecondsPath', task({ TimeoutSecondsPath: '$.t' }), "Invalid path '$.t' : No results for path: $['t']"],
    [
      'HeartbeatSecondsPath',
      task({ HeartbeatSecondsPath: '$.l[5]' }),
      "Invalid path '$.l[5]' : No results for path: $['l'][5]",
    ],
    ['SecondsPath', wait({ SecondsPath: '$.s' }), 'The SecondsPath parameter does not reference an input value: $.s'],
    [
      'TimestampPath',
      wait({ TimestampPath: '$.t' }),
      'The TimestampPath parameter does not reference an input value: $.t',
    ],
    [
      'ErrorPath',
      { Type: 'Fail', ErrorPath: '$.e' },
      `The JSONPath '$.e' specified for the field 'ErrorPath' could not be found in the input '{"a":{"b":1},"l":[1]}'`,
    ],
    [
      'Parameters',
      pass({ Parameters: { 'v.$': '$.x' } }),
      `The JSONPath '$.x' specified for the field 'v.$' could not be found in the input '{"a":{"b":1},"l":[1]}'`,
    ],
  ];
  for (const [field, state, text] of cases) {
    rule(
      {
        table: 'states-language',
        id: `path.missing.${field}`,
        aws: 'ends the execution with States.Runtime',
        here: 'same',
        wording: 'AWS',
        source: RECORDING,
      },
      async () => {
        const { error, cause } = await bench.run(oneState(state), { a: { b: 1 }, l: [1] });
        expect(error).to.equal('States.Runtime');
        expect(cause).to.equal(`An error occurred while executing the state 'S' (entered at the event id #2). ${text}`);
      },
    );
  }

  const seconds: readonly [unknown, string][] = [
    [-1, 'The SecondsPath parameter references a negative value: $.s == -1'],
    ['ten', 'The SecondsPath parameter cannot be parsed as a long value: $.s == ten'],
    [1.5, 'The SecondsPath parameter cannot be parsed as a long value: $.s == 1.5'],
  ];
  for (const [value, text] of seconds) {
    rule(
      {
        table: 'states-language',
        id: `wait.secondsPath.${String(value)}`,
        aws: 'must give a whole number of seconds from 0',
        here: 'same',
        wording: 'AWS',
        source: RECORDING,
      },
      async () => {
        const { cause } = await bench.run(oneState(wait({ SecondsPath: '$.s' })), { s: value });
        expect(cause).to.equal(`An error occurred while executing the state 'S' (entered at the event id #2). ${text}`);
      },
    );
  }

  const times: readonly [string, boolean][] = [
    ['2016-12-05T21:29:29Z', true],
    ['2016-12-05T21:29:29.1234567Z', true],
    ['2016-12-05T21:29:29+01:30', true],
    ['2016-12-05 21:29:29Z', false],
    ['2016-12-05T21:29:29', false],
    ['2016-13-05T21:29:29Z', false],
    ['2016-12-05T25:29:29Z', false],
    ['05-12-2016T21:29:29Z', false],
  ];
  for (const [time, valid] of times) {
    rule(
      {
        table: 'states-language',
        id: `wait.timestamp.${time}`,
        aws: valid ? 'is a timestamp' : 'is no timestamp',
        here: 'same',
        wording: 'AWS',
        source: RECORDING,
      },
      async () => {
        const byPath = await bench.run(oneState(wait({ TimestampPath: '$.t' })), { t: time });
        const state = wait({ QueryLanguage: 'JSONata', Timestamp: '{% $states.input.t %}' });
        const byJsonata = await bench.run(oneState(state), { t: time });
        const where = "An error occurred while executing the state 'S' (entered at the event id #2). ";
        const texts = [
          `${where}The TimestampPath parameter does not reference a valid ISO-8601 extended offset date-time format string: $.t == ${time}`,
          `${where}The Timestamp field cannot be parsed as an ISO-8601 extended offset date-time format string: ${time}`,
        ];
        expect([byPath.cause, byJsonata.cause]).to.deep.equal(valid ? [undefined, undefined] : texts);
      },
    );
  }

  rule(
    {
      table: 'states-language',
      id: 'catch.runtime',
      aws: 'States.Runtime is caught by nothing, not even by its own name',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      bench.lambda.answer = () => ({ payload: '{}' });
      const Catch = [{ ErrorEquals: ['States.Runtime'], Next: 'Z' }];
      const states = { T: task({ OutputPath: '$.no.such.result.path', Catch }), Z: { Type: 'Succeed' } };
      const { error } = await bench.run({ StartAt: 'T', States: states });
      expect(error).to.equal('States.Runtime');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'intrinsic.stringToJson.blank',
      aws: 'States.StringToJson gives null for a blank string',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: intrinsic_functions/test_json_manipulation.snapshot.json',
    },
    async () => {
      const Parameters = { 'a.$': 'States.StringToJson($.e)', 'b.$': 'States.StringToJson($.s)' };
      expect((await bench.run(oneState(pass({ Parameters })), { e: '', s: ' ' })).result).to.deep.equal({
        a: null,
        b: null,
      });
    },
  );
});
