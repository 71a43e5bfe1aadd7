import { expect } from 'chai';
import { rule } from '../../../../support/rule.ts';
import { oneState, outline, StepFunctionsFixture } from '../step-functions-fixture.ts';

const RECORDING = 'recording of AWS: scenarios/test_base_scenarios.snapshot.json';

describe('an inline Map state', () => {
  let bench: StepFunctionsFixture;
  before(async () => {
    bench = await StepFunctionsFixture.start({ random: () => 0 });
  });
  after(() => bench.close());

  const processor = (state: object, name = 'Item') => ({ StartAt: name, States: { [name]: state } });
  const PASS = { Type: 'Pass', End: true };
  const map = (fields: object, state: object = PASS) =>
    oneState({ Type: 'Map', ItemProcessor: processor(state), End: true, ...fields });

  rule(
    {
      table: 'states-language',
      id: 'map.events',
      aws: 'with MaxConcurrency 1 an iteration’s start follows the last event before the end of the one before; the exit follows the last iteration’s end',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const { result, events } = await bench.run(map({ MaxConcurrency: 1 }), [1, 'two']);
      expect(result).to.deep.equal([1, 'two']);
      expect(outline(events)).to.deep.equal([
        '1 0 ExecutionStarted',
        '2 0 MapStateEntered',
        '3 2 MapStateStarted',
        '4 3 MapIterationStarted',
        '5 4 PassStateEntered',
        '6 5 PassStateExited',
        '7 6 MapIterationSucceeded',
        '8 6 MapIterationStarted',
        '9 8 PassStateEntered',
        '10 9 PassStateExited',
        '11 10 MapIterationSucceeded',
        '12 11 MapStateSucceeded',
        '13 11 MapStateExited',
        '14 13 ExecutionSucceeded',
      ]);
      expect(events[2]?.mapStateStartedEventDetails).to.deep.equal({ length: 2 });
      expect(events[7]?.mapIterationStartedEventDetails).to.deep.equal({ name: 'S', index: 1 });
      expect(events[10]?.mapIterationSucceededEventDetails).to.deep.equal({ name: 'S', index: 1 });
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.starts',
      aws: 'without MaxConcurrency all iterations are started before the first state is entered',
      here: 'same',
      note: 'up to 40 at once, as the developer guide says',
      wording: 'none',
      source: 'recording of AWS: timeouts/test_timeouts.snapshot.json',
    },
    async () => {
      const { events } = await bench.run(map({}), [1, 2, 3]);
      expect(outline(events).slice(3, 7)).to.deep.equal([
        '4 3 MapIterationStarted',
        '5 3 MapIterationStarted',
        '6 3 MapIterationStarted',
        '7 4 PassStateEntered',
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.empty',
      aws: 'an empty list gives an empty list, and no iteration',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const { result, events } = await bench.run(map({}), []);
      expect(result).to.deep.equal([]);
      expect(outline(events).slice(2, 5)).to.deep.equal([
        '3 2 MapStateStarted',
        '4 3 MapStateSucceeded',
        '5 3 MapStateExited',
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.itemSelector',
      aws: 'ItemSelector makes each input: $ is the state’s input, $$.Map.Item the item and its index',
      here: 'same',
      wording: 'none',
      source: RECORDING,
    },
    async () => {
      const ItemSelector = { 'all.$': '$.factor', 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value.n' };
      const { result } = await bench.run(map({ ItemsPath: '$.list', ItemSelector }), {
        factor: 2,
        list: [{ n: 5 }, { n: 6 }],
      });
      expect(result).to.deep.equal([
        { all: 2, index: 0, value: 5 },
        { all: 2, index: 1, value: 6 },
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.context',
      aws: 'states of an iteration see $$.Map.Item of the innermost Map state around them',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/input-output-contextobject.html',
    },
    async () => {
      const see = { ...PASS, Parameters: { 'index.$': '$$.Map.Item.Index', 'value.$': '$$.Map.Item.Value' } };
      const inner = { Type: 'Map', ItemProcessor: processor(see, 'Inner'), End: true };
      const { result } = await bench.run(map({}, inner), [['a'], ['b', 'c']]);
      expect(result).to.deep.equal([
        [{ index: 0, value: 'a' }],
        [
          { index: 0, value: 'b' },
          { index: 1, value: 'c' },
        ],
      ]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.iterator',
      aws: 'Iterator and Parameters are the older names of ItemProcessor and ItemSelector',
      here: 'same',
      wording: 'none',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/state-map-inline.html',
    },
    async () => {
      const state = { Type: 'Map', Iterator: processor(PASS), Parameters: { 'v.$': '$$.Map.Item.Value' }, End: true };
      expect((await bench.run(oneState(state), [1])).result).to.deep.equal([{ v: 1 }]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.results',
      aws: 'ResultSelector, ResultPath and OutputPath shape the list of results',
      here: 'same',
      wording: 'none',
      source: 'https://states-language.net/spec.html#map-state',
    },
    async () => {
      const shape = { ItemsPath: '$.l', ResultSelector: { 'all.$': '$[*]' }, ResultPath: '$.r', OutputPath: '$.r.all' };
      expect((await bench.run(map(shape), { l: [3, 4] })).result).to.deep.equal([3, 4]);
    },
  );

  const wrongConcurrency: readonly [string, unknown, string][] = [
    ['an object', {}, 'The MaxConcurrencyPath field refers to value "{}" which is not a valid integer: $.m'],
    ['a word', 'No', 'The MaxConcurrencyPath field refers to value "No" which is not a valid integer: $.m'],
    ['a negative number', -1, "Expected non-negative integer for MaxConcurrency, got '-1' instead."],
  ];
  for (const [what, m, cause] of wrongConcurrency) {
    rule(
      {
        table: 'states-language',
        id: `map.maxConcurrencyPath.${what}`,
        aws: 'fails the execution with States.Runtime, without an event of the Map state',
        here: 'same',
        wording: 'AWS',
        source: RECORDING,
      },
      async () => {
        const ended = await bench.run(map({ ItemsPath: '$.l', MaxConcurrencyPath: '$.m' }), { l: [1], m });
        expect(ended.error).to.equal('States.Runtime');
        expect(ended.cause).to.equal(
          `An error occurred while executing the state 'S' (entered at the event id #2). ${cause}`,
        );
        expect(outline(ended.events).slice(2)).to.deep.equal(['3 2 ExecutionFailed']);
      },
    );
  }

  rule(
    {
      table: 'states-language',
      id: 'map.maxConcurrencyPath.text',
      aws: 'takes a number written as a string',
      here: 'same',
      wording: 'none',
      source: 'recording of AWS: assign/test_assign_reference_variables.snapshot.json',
    },
    async () => {
      const { result } = await bench.run(map({ ItemsPath: '$.l', MaxConcurrencyPath: '$.m' }), { l: [1, 2], m: '1' });
      expect(result).to.deep.equal([1, 2]);
    },
  );

  rule(
    {
      table: 'states-language',
      id: 'map.itemsPath.noList',
      aws: 'an ItemsPath that gives no list fails with States.Runtime',
      here: 'same',
      wording: 'partly AWS',
      source: 'https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html',
    },
    async () => {
      const { error, cause } = await bench.run(map({ ItemsPath: '$.l' }), { l: 1 });
      expect(error).to.equal('States.Runtime');
      expect(cause).to.match(/Reference path "\$\.l" must point to array\.$/);
    },
  );
});
