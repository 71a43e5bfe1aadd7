import { expect } from 'chai';
import { problemsOfState, unsupported, wrong } from './definition-problems.ts';

const said = (rule: unknown, language?: string) => problemsOfState({ Type: 'Choice', Choices: [rule] }, language);
const RULE = '/Choices[0]';
const top = (fields: object) => ({ Variable: '$.a', ...fields, Next: 'S' });

const TIME = '2016-03-14T01:59:00Z';
const NO_PATH = 'Value must be a valid JSONPath.';
const NO_REFERENCE = "Value is not a Reference Path: Reference path didn't start with '$'";
const must = (value: unknown, what: string) => `[rehearsal] ${JSON.stringify(value)} must be ${what}`;

// https://states-language.net/spec.html#choice-state: every comparison of every type, and its twin that reads a path.
const COMPARISONS = 'Equals LessThan GreaterThan LessThanEquals GreaterThanEquals'.split(' ');
const TYPES: readonly (readonly [type: string, comparisons: readonly string[], value: unknown, what: string])[] = [
  ['String', COMPARISONS, 'x', 'a string'],
  ['Numeric', COMPARISONS, 1.5, 'a number'],
  ['Timestamp', COMPARISONS, TIME, 'an RFC3339 timestamp'],
  ['Boolean', ['Equals'], false, 'true or false'],
];
const OPERATORS = [
  ...TYPES.flatMap(([type, comparisons]) => comparisons.map((comparison) => `${type}${comparison}`)),
  'StringMatches',
];
const PATH_OPERATORS = OPERATORS.filter((name) => name !== 'StringMatches').map((name) => `${name}Path`);
const TESTS = ['IsPresent', 'IsNull', 'IsString', 'IsNumeric', 'IsBoolean', 'IsTimestamp'];
const OTHERS = ['a', 1, true, null, {}, ['a']];

describe('a rule of a Choice state', () => {
  for (const [type, comparisons, value, what] of TYPES) {
    it(`compares with ${what}, by ${comparisons.length === 1 ? 'Equals' : 'all five comparisons'}`, () => {
      for (const comparison of comparisons) {
        const operator = `${type}${comparison}`;
        expect(said(top({ [operator]: value })), operator).to.deep.equal([]);
        for (const other of OTHERS.filter((each) => typeof each !== typeof value || type === 'Timestamp')) {
          expect(said(top({ [operator]: other })), operator).to.deep.equal([
            wrong(`${RULE}/${operator}`, must(other, what)),
          ]);
        }
      }
    });

    it(`reads the ${type} to compare with from a path`, () => {
      for (const comparison of comparisons) {
        const operator = `${type}${comparison}Path`;
        for (const path of ['$.a', '$v', '$$.State.Name']) expect(said(top({ [operator]: path }))).to.deep.equal([]);
        for (const [other, message] of [
          ['$.a[', NO_PATH],
          ['a', NO_REFERENCE],
          [1, NO_REFERENCE],
          [null, NO_REFERENCE],
        ] as const) {
          expect(said(top({ [operator]: other }))).to.deep.equal([wrong(`${RULE}/${operator}`, message)]);
        }
      }
    });
  }

  it('matches patterns that are strings, written there', () => {
    expect(said(top({ StringMatches: 'a*' }))).to.deep.equal([]);
    expect(said(top({ StringMatches: 1 }))).to.deep.equal([wrong(`${RULE}/StringMatches`, must(1, 'a string'))]);
    expect(said(top({ StringMatchesPath: '$.a', IsNull: true }))).to.deep.equal([
      unsupported('StringMatchesPath', RULE),
    ]);
    expect(said(top({ BooleanLessThan: true, IsNull: true }))).to.deep.equal([unsupported('BooleanLessThan', RULE)]);
  });

  for (const test of TESTS) {
    it(`asks by ${test} for true or false`, () => {
      for (const value of [true, false]) expect(said(top({ [test]: value }))).to.deep.equal([]);
      for (const value of ['true', 1, null]) {
        expect(said(top({ [test]: value }))).to.deep.equal([wrong(`${RULE}/${test}`, must(value, 'true or false'))]);
      }
    });
  }

  it('has a Variable that is a path', () => {
    for (const Variable of ['$', '$.a', '$v', '$$.Execution.Id']) {
      expect(said({ Variable, IsNull: true, Next: 'S' })).to.deep.equal([]);
    }
    const refused: readonly (readonly [unknown, string])[] = [
      ['a', NO_REFERENCE],
      [7, NO_REFERENCE],
      [null, NO_REFERENCE],
      ['$.a[', NO_PATH],
    ];
    for (const [Variable, message] of refused) {
      expect(said({ Variable, IsNull: true, Next: 'S' })).to.deep.equal([wrong(`${RULE}/Variable`, message)]);
    }
  });

  it('has one operator', () => {
    const all = [
      ...TYPES.flatMap(([type, comparisons]) => comparisons.map((comparison) => `${type}${comparison}`)),
      ...['StringMatches', ...PATH_OPERATORS, ...TESTS],
    ];
    expect(all).to.have.length(16 + 1 + 16 + 6);
    expect(said(top({}))).to.deep.equal([
      wrong(RULE, `This object should have only one of the following fields: [${all.join(', ')}]`),
    ]);
    expect(said(top({ IsNull: true, StringEquals: 'x' }))).to.deep.equal([
      wrong(RULE, `There should only be one of the following fields: [${all.join(', ')}]`),
    ]);
  });

  const KINDS = 'The object must have only one of the following fields, [And, Or, Not, Variable, Condition]';
  const leaf = { Variable: '$.a', IsNull: true };
  it('is a comparison or one combination', () => {
    for (const rule of [{ And: [leaf] }, { Or: [leaf, leaf] }, { Not: leaf }, { Not: { And: [{ Or: [leaf] }] } }]) {
      expect(said({ ...rule, Next: 'S' })).to.deep.equal([]);
    }
    for (const rule of [{ And: [leaf], Or: [leaf] }, { Not: leaf, ...leaf }, {}, { IsNull: true }]) {
      expect(said({ ...rule, Next: 'S' })).to.deep.equal([wrong(RULE, KINDS)]);
    }
  });

  it('combines rules that have neither Next nor Assign, at any depth', () => {
    expect(said({ And: [leaf, { ...leaf, Next: 'S' }], Next: 'S' })).to.deep.equal([
      unsupported('Next', `${RULE}/And[1]`),
    ]);
    expect(said({ Or: [{ Not: { ...leaf, Assign: {} } }], Next: 'S' })).to.deep.equal([
      unsupported('Assign', `${RULE}/Or[0]/Not`),
    ]);
    expect(said({ Not: { ...leaf, Comment: 'c' }, Comment: 'c', Assign: { a: 1 }, Next: 'S' })).to.deep.equal([]);
    expect(said({ And: [], Next: 'S' })).to.deep.equal([wrong(`${RULE}/And`, 'Value cannot be empty')]);
    expect(said({ Or: leaf, Next: 'S' })).to.deep.equal([wrong(`${RULE}/Or`, '[rehearsal] must be a list of rules')]);
    for (const [part, place] of [
      [{ And: [7] }, '/And[0]'],
      [{ Not: [leaf] }, '/Not'],
      [{ Not: null }, '/Not'],
    ] as const) {
      expect(said({ ...part, Next: 'S' })).to.deep.equal([
        wrong(`${RULE}${place}`, '[rehearsal] a choice rule must be an object'),
      ]);
    }
  });

  it('is an object with a Next that is text', () => {
    for (const language of ['JSONPath', 'JSONata']) {
      for (const rule of [7, null, 'a', []]) {
        expect(said(rule, language)).to.deep.equal([wrong(RULE, '[rehearsal] a choice rule must be an object')]);
      }
    }
    expect(said({ ...leaf, Next: 7 })).to.deep.equal([wrong(RULE, 'These fields are required: [Next]')]);
    expect(said({ Condition: true }, 'JSONata')).to.deep.equal([wrong(RULE, 'These fields are required: [Next]')]);
    expect(said({}, 'JSONata')).to.deep.equal([wrong(RULE, 'These fields are required: [Condition, Next]')]);
  });

  it('says which of its fields are the other language’s', () => {
    const only = (own: string, field: string, other: string) =>
      wrong(
        RULE,
        `The QueryLanguage is set to '${own}', but field '${field}' is only supported for the '${other}' QueryLanguage`,
      );
    expect(said({ Condition: true, Output: 1, Next: 'S' })).to.deep.equal([
      only('JSONPath', 'Condition', 'JSONata'),
      only('JSONPath', 'Output', 'JSONata'),
    ]);
    for (const field of ['Variable', 'And', 'Or', 'Not', ...OPERATORS, ...PATH_OPERATORS, ...TESTS]) {
      expect(said({ Condition: true, [field]: true, Next: 'S' }, 'JSONata'), field).to.deep.equal([
        only('JSONata', field, 'JSONPath'),
      ]);
    }
    expect(said({ Condition: true, Nope: 1, Next: 'S' }, 'JSONata')).to.deep.equal([unsupported('Nope', RULE)]);
    expect(said(top({ Nope: 1, IsNull: true }))).to.deep.equal([unsupported('Nope', RULE)]);
  });

  it('of JSONata has a Condition that is true, false or an expression, and expressions in what it gives', () => {
    const rule = (fields: object) => ({ Condition: true, Next: 'S', ...fields });
    for (const Condition of [true, false, '{% $a %}']) expect(said(rule({ Condition }), 'JSONata')).to.deep.equal([]);
    for (const Condition of ['true', 1, null, {}]) {
      expect(said(rule({ Condition }), 'JSONata')).to.deep.equal([
        wrong(`${RULE}/Condition`, '[rehearsal] must be true, false or a JSONata expression'),
      ]);
    }
    expect(said(rule({ Comment: '{% 1 +', Assign: { a: '{% 1 %}' }, Output: ['{% 1 %}'] }), 'JSONata')).to.deep.equal(
      [],
    );
    for (const [fields, place] of [
      [{ Output: { a: '{% 1 + %}' } }, '/Output/a'],
      [{ Assign: { a: '{% 1 + %}' } }, '/Assign/a'],
      [{ Condition: '{% 1 + %}' }, '/Condition'],
    ] as const) {
      expect(said(rule(fields), 'JSONata')).to.deep.equal([
        `INVALID_JSONATA_EXPRESSION: Unexpected end of expression at ${RULE}${place}`,
      ]);
    }
  });

  it('assigns variables by names that are allowed, from values that can be read', () => {
    const name = (at: string) =>
      `INVALID_VARIABLE_NAME: Invalid variable name 'a-b': the variable name contains invalid characters. at ${RULE}${at}`;
    expect(said(top({ IsNull: true, Assign: { 'a-b': 1 } }))).to.deep.equal([name('/Assign')]);
    expect(said({ Condition: true, Next: 'S', Assign: { 'a-b': 1 } }, 'JSONata')).to.deep.equal([name('/Assign')]);
    expect(said(top({ IsNull: true, Assign: { 'a.$': 'no path' } }))).to.deep.equal([
      wrong(
        `${RULE}/Assign`,
        "The value for the field 'a.$' must be a valid JSONPath or a valid intrinsic function call",
      ),
    ]);
  });
});
