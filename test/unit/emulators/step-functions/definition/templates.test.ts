import { expect } from 'chai';
import { validateDefinition } from '../../../../../emulators/step-functions/definition/validate-definition.ts';
import { integrationsWithoutActivities } from '../no-activities.ts';
import { FUNCTION_ARN, oneState } from '../step-functions-fixture.ts';
import { problemsOfState, wrong } from './definition-problems.ts';

const PASS = { Type: 'Pass', End: true };
const TASK = { Type: 'Task', Resource: FUNCTION_ARN, End: true };
const ITEM = { StartAt: 'I', States: { I: { Type: 'Succeed' } } };
const CALL = (field: string) =>
  `The value for the field '${field}' must be a valid JSONPath or a valid intrinsic function call`;
const given = (Parameters: unknown) => problemsOfState({ ...PASS, Parameters });
const warned = (state: object) =>
  validateDefinition(JSON.stringify(oneState(state)), integrationsWithoutActivities())
    .filter(({ severity }) => severity === 'WARNING')
    .map(({ code, location, message }) => `${code}: ${message} at ${location}`);

describe('a payload template', () => {
  it('has members whose names end in .$ and whose values are paths or calls', () => {
    for (const value of ['$', '$.a', ' $.a ', '$v', '$$.State', 'States.UUID()', ' States.UUID() ']) {
      expect(given({ 'a.$': value })).to.deep.equal([]);
    }
    for (const value of ['', ' ', 'a', 'States.UUID', '$.a[', 7, null, {}]) {
      expect(given({ 'a.$': value }), String(value)).to.deep.equal([wrong('/Parameters', CALL('a.$'))]);
    }
    expect(given([{ b: { 'a.$': 'x' } }])).to.deep.equal([wrong('/Parameters[0]/b', CALL('a.$'))]);
    expect(given({ a: 1, 'a.$': '$' })).to.deep.equal([
      wrong('/Parameters', "[rehearsal] both 'a' and 'a.$' are given"),
    ]);
    expect(given({ a$: 'x', 'a.$b': 'y', '.$': '$' })).to.deep.equal([]);
  });

  for (const [field, state] of [
    ['Parameters', PASS],
    ['ResultSelector', TASK],
    ['Assign', PASS],
  ] as const) {
    it(`is what ${field} holds`, () => {
      expect(problemsOfState({ ...state, [field]: { 'a.$': 'x' } })).to.deep.equal([wrong(`/${field}`, CALL('a.$'))]);
    });
  }

  it('nests no deeper than 1,000 levels', () => {
    const nested = (levels: number) => JSON.parse(`${'['.repeat(levels)}${']'.repeat(levels)}`);
    const deep = '[rehearsal] objects and lists may lie in each other at most 1000 levels deep';
    expect(given(nested(1_001))).to.deep.equal([]);
    expect(given(nested(1_002))).to.deep.equal([wrong('/Parameters', deep)]);
  });
});

describe('the expressions of a JSONata state', () => {
  const fields: readonly (readonly [field: string, state: object])[] = [
    ...['Arguments', 'Output', 'Assign', 'TimeoutSeconds', 'HeartbeatSeconds'].map((field) => [field, TASK] as const),
    ...['Seconds', 'Timestamp'].map((field) => [field, { Type: 'Wait', End: true }] as const),
    ...['Error', 'Cause'].map((field) => [field, { Type: 'Fail' }] as const),
    ...['Items', 'ItemSelector', 'MaxConcurrency', 'ToleratedFailureCount', 'ToleratedFailurePercentage'].map(
      (field) => [field, { Type: 'Map', ItemProcessor: ITEM, End: true }] as const,
    ),
  ];
  for (const [field, state] of fields) {
    it(`are read in ${field}`, () => {
      const inside = field === 'Assign' ? { a: '{% 1 + %}' } : '{% 1 + %}';
      const place = field === 'Assign' ? '/Assign/a' : `/${field}`;
      expect(problemsOfState({ ...state, [field]: inside }, 'JSONata')).to.deep.equal([
        `INVALID_JSONATA_EXPRESSION: Unexpected end of expression at ${place}`,
      ]);
    });
  }

  const output = (Output: unknown) => problemsOfState({ ...PASS, Output }, 'JSONata');
  it('begin with {% and end with %}', () => {
    for (const value of ['{% 1 %}', '{%1%}', 'plain', '{ % 1 % }', 'a {% 1 %} b', '%}{%', '', 7, null]) {
      expect(output(value)).to.deep.equal([]);
    }
    for (const value of ['{% 1', '1 %}', '{%}', ' {% 1 %}', '{% 1 %} ']) {
      expect(output([value])).to.deep.equal([wrong('/Output[0]', 'JSONata string must start with {% and end with %}')]);
    }
  });

  const name = (text: string) =>
    `UNSUPPORTED_JSONATA_EXPRESSION: Reference to '${text}' at the top level is not supported. at /Output`;
  const NAMES: readonly (readonly [expression: string, ...names: readonly string[]])[] = [
    ['a', 'a'],
    ['a.b.c', 'a'],
    ['a + b', 'a', 'b'],
    ['-a', 'a'],
    ['[a, b]', 'a', 'b'],
    ['$sum(a)', 'a'],
    ['$map(?, a)', 'a'],
    ['a ? b : c', 'a', 'b', 'c'],
    ['(a; b)', 'a', 'b'],
    ['$x := a', 'a'],
    ['a ~> $sum', 'a'],
    ['$states.input ~> $map(a)', 'a'],
    ['$$', '$$'],
    ['$$.a', '$$'],
    ['{ "k": a }', 'a'],
    ['a[b = 1]', 'a'],
    ['$states.input.a'],
    ['$v.a.b'],
    ['$states.input[a = 1]'],
    ['$map([1], function($i) { $i.a })'],
    ['"a" & `a`', 'a'],
    ['true'],
    ['$'],
  ];
  for (const [expression, ...names] of NAMES) {
    it(`look nothing up in an input that is not there: ${expression}`, () => {
      expect(output(`{% ${expression} %}`)).to.deep.equal(names.map(name));
    });
  }
});

describe('a variable', () => {
  const invalid = (text: string) =>
    `INVALID_VARIABLE_NAME: Invalid variable name '${text}': the variable name contains invalid characters. at /Assign`;
  // https://docs.aws.amazon.com/step-functions/latest/dg/workflow-variables.html: 80 characters, Unicode ID_Start and ID_Continue.
  it('has a name of up to 80 letters, digits and _', () => {
    for (const variable of ['a', 'größe_1', 'x'.repeat(80), 'States']) {
      expect(problemsOfState({ ...PASS, Assign: { [variable]: 1, [`${variable}2`.slice(-80)]: 2 } })).to.deep.equal([]);
      expect(problemsOfState({ ...PASS, Assign: { [variable]: 1 } }, 'JSONata')).to.deep.equal([]);
    }
    for (const variable of ['', '1a', '_a', 'a-b', 'a b', ' a', 'a ', '$a', 'a.b']) {
      expect(problemsOfState({ ...PASS, Assign: { [variable]: 1 } })).to.deep.equal([invalid(variable)]);
    }
    const long = 'x'.repeat(81);
    expect(problemsOfState({ ...PASS, Assign: { [long]: 1 } })).to.deep.equal([
      `INVALID_VARIABLE_NAME: [rehearsal] Invalid variable name '${long}': it has more than 80 characters. at /Assign`,
    ]);
  });

  it('is named without .$, which belongs to JSONPath alone', () => {
    expect(problemsOfState({ ...PASS, Assign: { 'a.$': '$' } })).to.deep.equal([]);
    expect(problemsOfState({ ...PASS, Assign: { 'a.$': '$' } }, 'JSONata')).to.deep.equal([invalid('a.$')]);
    expect(problemsOfState({ ...PASS, Assign: { 'a.$b': 1 } })).to.deep.equal([invalid('a.$b')]);
    for (const [field, language] of [
      ['states.$', 'JSONPath'],
      ['states', 'JSONata'],
    ] as const) {
      expect(problemsOfState({ ...PASS, Assign: { [field]: '$' } }, language)).to.deep.equal([
        "RESERVED_VARIABLE_NAME: Cannot assign to reserved variable '$states'. at /Assign",
      ]);
    }
  });
});

describe('plain text that looks like a path', () => {
  const dollar = (field: string, at: string) =>
    `NO_DOLLAR: [rehearsal] this is plain text: name it ${field}.$ at /States/S${at}`;
  it('is a warning in every template', () => {
    const map = { Type: 'Map', ItemProcessor: ITEM, End: true };
    for (const [field, state] of [
      ['Parameters', PASS],
      ['ResultSelector', TASK],
      ['ItemSelector', map],
      ['Assign', PASS],
    ] as const) {
      expect(warned({ ...state, [field]: { a: '$.x' } })).to.deep.equal([dollar('a', `/${field}/a`)]);
      expect(warned({ ...state, [field]: { a: { b: '$$.State' } } })).to.deep.equal([dollar('b', `/${field}/a/b`)]);
    }
  });

  it('is what can be read as a path or a call from its beginning', () => {
    for (const text of ['$.x', '$$.x', '$[0]', 'States.UUID()']) {
      expect(warned({ ...PASS, Parameters: { a: text } })).to.deep.equal([dollar('a', '/Parameters/a')]);
    }
    for (const text of [
      '$5',
      '$x',
      'a $.x',
      '$.x[',
      'States.Nope()',
      'my States.UUID()',
      '$v[?(@.a == $.b)]',
      7,
      null,
    ]) {
      expect(warned({ ...PASS, Parameters: { a: text } }), String(text)).to.deep.equal([]);
    }
    expect(warned({ ...PASS, Parameters: { 'a.$': '$.x', b: ['$.x'] } })).to.deep.equal([]);
    expect(warned({ ...PASS, Parameters: { a: '$.x', b: '$.x' } })).to.deep.equal([
      dollar('a', '/Parameters/a'),
      dollar('b', '/Parameters/b'),
    ]);
  });

  it('is a warning where a field has a twin for paths, and in the result of a Pass state', () => {
    for (const field of ['Error', 'Cause']) {
      expect(warned({ Type: 'Fail', [field]: '$.x' })).to.deep.equal([
        `NO_PATH: [rehearsal] this is plain text: name it ${field}Path at /States/S/${field}`,
      ]);
    }
    expect(warned({ Type: 'Wait', Timestamp: '$.x', End: true })).to.deep.equal([
      'NO_PATH: [rehearsal] this is plain text: name it TimestampPath at /States/S/Timestamp',
    ]);
    expect(warned({ ...PASS, Result: '$.x' })).to.deep.equal([
      'PASS_RESULT_IS_STATIC: [rehearsal] Result is plain text: use Parameters at /States/S/Result',
    ]);
    expect(warned({ ...TASK, Result: '$.x' })).to.deep.equal([]);
    expect(warned({ ...PASS, QueryLanguage: 'JSONata', Assign: { a: '$.x' } })).to.deep.equal([]);
  });
});
