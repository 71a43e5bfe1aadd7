import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: assign/test_assign_base.snapshot.json';
const GUIDE = 'https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html';

describe('workflow variables', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const pass = (fields: object) => ({ Type: 'Pass', ...fields });
  const chain = (...states: object[]) => ({
    StartAt: 'S0',
    States: Object.fromEntries(
      states.map((state, at) => [
        `S${at}`,
        { ...state, ...(at + 1 < states.length ? { Next: `S${at + 1}` } : { End: true }) },
      ]),
    ),
  });
  const show = (fields: object) => pass({ Parameters: fields });

  rule(
    {
      table: 'states-language',
      id: 'variables.assign',
      aws: 'the state’s exit has each variable’s value as JSON text',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const Assign = { n: 1, 's.$': '$.x', 'f.$': "States.Format('<{}>', $.x)", o: { a: [null] } };
      const { events } = await bench.run(oneState(pass({ Assign, End: true })), { x: 'y' });
      expect(events[2]?.stateExitedEventDetails).to.deep.include({
        assignedVariables: { n: '1', s: '"y"', f: '"<y>"', o: '{"a":[null]}' },
        assignedVariablesDetails: { truncated: false },
      });
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.null',
      aws: 'null is a value of a variable like any other',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const definition = chain(pass({ Assign: { 'constant.$': '$.none' } }), show({ 'seen.$': '$constant' }));
      expect((await bench.run(definition, { none: null })).result).to.deep.equal({ seen: null });
    },
  );

  const references: readonly [string, string, unknown][] = [
    ['a variable', '$v', { a: [7, 8], t: 'text' }],
    ['a path into a variable', '$v.a[1]', 8],
    ['a slice of a variable', '$v.a[0:1]', [7]],
    ['an intrinsic function of variables', "States.Format('{}-{}', $v.t, $v.a[0])", 'text-7'],
  ];
  for (const [what, path, expected] of references) {
    rule(
      {
        table: 'states-language',
        id: `variables.jsonpath.${what}`,
        aws: 'are allowed where a JSONPath is',
        here: 'same',
        wording: 'none',
        source: GUIDE,
      },
      async () => {
        const assign = pass({ Assign: { v: { a: [7, 8], t: 'text' } } });
        expect((await bench.run(chain(assign, show({ 'x.$': path })))).result).to.deep.equal({ x: expected });
      },
    );
  }

  rule(
    {
      table: 'states-language',
      id: 'variables.order',
      aws: 'a state reads its variables as they were before its own Assign',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: assign/test_assign_reference_variables.snapshot.json',
    },
    async () => {
      const assign = pass({ Result: { q: 'why' }, Assign: { 'question.$': '$.q', answer: 42 } });
      const last = pass({ InputPath: '$answer', ResultPath: '$.a', OutputPath: '$answer', Assign: { answer: 'none' } });
      expect((await bench.run(chain(assign, last))).result).to.equal(42);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.swap',
      aws: 'the assignments of one state are made at once',
      here: 'same',
      wording: 'none',
      source: GUIDE,
    },
    async () => {
      const { result } = await bench.run(
        chain(
          pass({ Assign: { a: 1, b: 2 } }),
          pass({ Assign: { 'a.$': '$b', 'b.$': '$a' } }),
          show({ 'a.$': '$a', 'b.$': '$b' }),
        ),
      );
      expect(result).to.deep.equal({ a: 2, b: 1 });
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.scope',
      aws: 'inner states read outer variables; what they assign is not seen outside',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const inner = {
        StartAt: 'I',
        States: { I: pass({ Assign: { 'mine.$': '$x' }, Next: 'J' }), J: show({ 'm.$': '$mine' }) },
      };
      const states = { ...inner.States, J: { ...inner.States.J, End: true } };
      const branch = { ...inner, States: states };
      const parallel = { Type: 'Parallel', Branches: [branch] };
      expect((await bench.run(chain(pass({ Assign: { x: 5 } }), parallel))).result).to.deep.equal([{ m: 5 }]);
      const after = await bench.run(chain(pass({ Assign: { x: 5 } }), parallel, show({ 'm.$': '$mine' })));
      expect(after.error).to.equal('States.Runtime');
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.scope.outer',
      aws: 'inner states cannot assign an outer variable',
      here: 'differs',
      note: 'AWS refuses the definition, here the execution fails',
      wording: 'ours',
      source: GUIDE,
    },
    async () => {
      const branch = { StartAt: 'I', States: { I: pass({ Assign: { x: 6 }, End: true }) } };
      const { cause } = await bench.run(chain(pass({ Assign: { x: 5 } }), { Type: 'Parallel', Branches: [branch] }));
      expect(cause).to.contain("[rehearsal] The variable 'x' belongs to the states around");
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.choice',
      aws: 'a rule’s own Assign is made when it is taken, the state’s when Default is',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const Choices = [{ Variable: '$.c', BooleanEquals: true, Next: 'Z', Assign: { v: 'rule' } }];
      const definition = {
        StartAt: 'C',
        States: {
          C: { Type: 'Choice', Choices, Default: 'Z', Assign: { v: 'default' } },
          Z: { ...show({ 'v.$': '$v' }), End: true },
        },
      };
      expect((await bench.run(definition, { c: true })).result).to.deep.equal({ v: 'rule' });
      expect((await bench.run(definition, { c: false })).result).to.deep.equal({ v: 'default' });
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.mixed',
      aws: 'states of both languages share the variables',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: query_language/test_mixed_query_language.snapshot.json',
    },
    async () => {
      const jsonata = pass({ QueryLanguage: 'JSONata', Assign: { answer: '{% 21 * 2 %}' } });
      const paths = pass({ Assign: { 'old.$': '$answer', answer: 18 } });
      const last = pass({ QueryLanguage: 'JSONata', Output: '{% $old - $answer %}' });
      expect((await bench.run(chain(jsonata, paths, last))).result).to.equal(24);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'variables.catch',
      aws: 'a catcher’s Assign sees the error',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: states_variables/test_error_output.snapshot.json',
    },
    async () => {
      const branch = { StartAt: 'F', States: { F: { Type: 'Fail', Error: 'Boom' } } };
      const Catch = [{ ErrorEquals: ['Boom'], Next: 'Z', Assign: { 'why.$': '$.Error' } }];
      const { result } = await bench.run({
        StartAt: 'P',
        States: {
          P: { Type: 'Parallel', Branches: [branch], Catch, End: true },
          Z: { ...show({ 'w.$': '$why' }), End: true },
        },
      });
      expect(result).to.deep.equal({ w: 'Boom' });
    },
  );
});
