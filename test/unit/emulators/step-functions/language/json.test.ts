import { expect } from 'chai';
import {
  isList,
  isRecord,
  type Json,
  ownMember,
  Payload,
  sameJson,
  sortedText,
} from '../../../../../emulators/step-functions/language/json.ts';
import { jsonFault } from '../../../../../emulators/step-functions/language/json-fault.ts';
import { serializedSize } from '../../../../../emulators/step-functions/language/jsonata/serialized-size.ts';
import {
  EvaluationError,
  QueryEvaluationError,
  StateError,
} from '../../../../../emulators/step-functions/language/state-error.ts';
import { parseTimestamp } from '../../../../../emulators/step-functions/language/timestamp.ts';

describe('JSON values', () => {
  it('are objects, lists or neither', () => {
    const values: readonly (Json | undefined)[] = [{}, [], null, undefined, 'x', 1, true];
    expect(values.filter(isRecord)).to.deep.equal([{}]);
    expect(values.filter(isList)).to.deep.equal([[]]);
    expect([ownMember({ a: 1 }, 'a'), ownMember({}, 'toString'), ownMember({ a: null }, 'a')]).to.deep.equal([
      ...[1, undefined, null],
    ]);
  });

  it('are the same whatever the order of members', () => {
    const groups: readonly (readonly Json[])[] = [
      [
        { a: 1, b: [1, { c: null }] },
        { b: [1, { c: null }], a: 1 },
      ],
      [{ a: 1 }],
      [{ a: 1, b: 2 }],
      [{ a: 1, c: 2 }],
      [{ a: null }],
      [{ b: null }],
      [{}],
      [[]],
      [[1, 2]],
      [[2, 1]],
      [[1]],
      [[null]],
      [null],
      ['1'],
      [1],
      [true],
    ];
    for (const [at, group] of groups.entries()) {
      for (const [other, values] of groups.entries()) {
        for (const left of group) {
          for (const right of values) {
            expect(sameJson(left, right), JSON.stringify([left, right])).to.equal(at === other);
            expect(sortedText(left) === sortedText(right), JSON.stringify([left, right])).to.equal(at === other);
          }
        }
      }
    }
    expect(sortedText({ b: [1, 'x'], 'a"': { d: null, c: true } })).to.equal(
      '{"a\\"":{"c":true,"d":null},"b":[1,"x"]}',
    );
  });

  it('keep the text that they came in', () => {
    const text = ' { "a" : 12345678901234567890 , "b c" : "x \\u00e9 \\" y" , "d" : [ ] } ';
    const payload = Payload.parse(text);
    expect([payload.text, payload.value]).to.deep.equal([text, JSON.parse(text)]);
    expect(payload.compact().text).to.equal('{"a":12345678901234567890,"b c":"x é \\" y","d":[]}');
    expect(payload.compact().value).to.equal(payload.value);
    const short = Payload.parse('{"a":1}');
    expect(short.compact()).to.equal(short);
    expect(new Payload({ a: [1] }).text).to.equal('{"a":[1]}');
    const list = Payload.list([Payload.parse('1.0'), new Payload('x'), Payload.parse('{ }')]);
    expect([list.text, list.value]).to.deep.equal(['[1.0,"x",{ }]', [1, 'x', {}]]);
    expect(Payload.list([]).text).to.equal('[]');
  });
});

describe('the fault of a text that is not JSON', () => {
  const token = (word: string) =>
    `Unrecognized token '${word}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`;
  const name = (char: string, code: number) =>
    `Unexpected character ('${char}' (code ${code})): was expecting double-quote to start field name`;
  const FAULTS: readonly (readonly [text: string, fault: string])[] = [
    ['nope', token('nope')],
    ['  no_$1 x', token('no_$1')],
    ['True', token('True')],
    ['nullx', token('nullx')],
    ['x'.repeat(256), token('x'.repeat(256))],
    ['x'.repeat(257), token(`${'x'.repeat(256)}...`)],
    ['{a: 1}', name('a', 97)],
    [' { \n 1: 2}', name('1', 49)],
    ["{'a': 1}", name("'", 39)],
    ['{🚀: 1}', name('🚀', 128_640)],
    ['{"a": ', '[rehearsal] the parser’s words'],
    ['{}x', '[rehearsal] the parser’s words'],
    ['[nope]', '[rehearsal] the parser’s words'],
    ['true false', '[rehearsal] the parser’s words'],
    ['1nope', '[rehearsal] the parser’s words'],
    ['[{a: 1}]', '[rehearsal] the parser’s words'],
  ];
  for (const [text, fault] of FAULTS) {
    it(`is said of ${text.slice(0, 20)}`, () => {
      expect(jsonFault(text, new SyntaxError('the parser’s words'))).to.equal(fault);
    });
  }

  it('is short', () => {
    expect(jsonFault('[', new SyntaxError('x'.repeat(2_000)))).to.equal(`[rehearsal] ${'x'.repeat(988)}`);
    expect(jsonFault('[', 'a text')).to.equal('[rehearsal] a text');
  });
});

describe('a timestamp of the States Language', () => {
  const TIMES: readonly (readonly [text: string, ms: number | undefined])[] = [
    ['1970-01-01T00:00:00Z', 0],
    ['1970-01-01T00:00Z', 0],
    ['1970-01-01T00:00:01.5Z', 1_500],
    ['1970-01-01T00:00:00.123456789Z', 123],
    ['1970-01-01T01:00:00+01:00', 0],
    ['1969-12-31T23:30:00-00:30', 0],
    ['2016-02-29T00:00:00Z', Date.UTC(2016, 1, 29)],
    ['2016-12-31T23:59:59Z', Date.UTC(2016, 11, 31, 23, 59, 59)],
    ['2016-04-30T00:00:00Z', Date.UTC(2016, 3, 30)],
    ['2016-04-31T00:00:00Z', undefined],
    ['2015-02-29T00:00:00Z', undefined],
    ['2016-00-01T00:00:00Z', undefined],
    ['2016-13-01T00:00:00Z', undefined],
    ['2016-01-32T00:00:00Z', undefined],
    ['2016-01-01T25:00:00Z', undefined],
    ['2016-01-01T00:60:00Z', undefined],
    ['2016-01-01T00:00:00', undefined],
    ['2016-01-01t00:00:00Z', undefined],
    ['2016-01-01T00:00:00z', undefined],
    ['2016-01-01T00:00:00.1234567890Z', undefined],
    ['2016-01-01T00:00:00+0100', undefined],
    ['x2016-01-01T00:00:00Z', undefined],
    ['2016-01-01T00:00:00Zx', undefined],
    ['2016-01-01', undefined],
    [' 2016-01-01T00:00:00Z', undefined],
    ['2016-01-01T00:00:00Z ', undefined],
    ['(c)2016-01-01T00:00:00Z', undefined],
    ['2016-01-01T00:00:00Z(c)', undefined],
  ];
  for (const [text, ms] of TIMES) {
    it(`${ms === undefined ? 'is not' : 'is'} ${text}`, () => {
      expect(parseTimestamp(text)).to.equal(ms);
    });
  }
});

describe('the size of a value’s text', () => {
  it('is its length, at least', () => {
    for (const value of ['', 'abc', 0, -1.5, true, null, [], [1, 'x', null]]) {
      const { length } = JSON.stringify(value);
      expect(serializedSize(value), JSON.stringify(value)).to.be.within(length, length + 2);
    }
    // Braces, and of each member its name, two quotes, a colon and a comma.
    expect(serializedSize({})).to.equal(2);
    expect(serializedSize({ ab: 'xyz' })).to.equal(2 + 2 + 4 + 5);
    expect(serializedSize({ a: undefined, b: () => 1 })).to.equal(2 + 5 + 5);
    expect(serializedSize([1, 22])).to.equal(2 + 2 + 3);
  });

  it('counts what is used twice twice, looking once, and goes round no circle', () => {
    let value: object = { a: 'x' };
    for (let doubled = 0; doubled < 60; doubled += 1) value = { l: value, r: value };
    expect(serializedSize(value)).to.be.greaterThan(2 ** 60);
    const circle: { self?: object } = {};
    circle.self = circle;
    expect(serializedSize(circle)).to.equal(2 + 4 + 4);
  });
});

describe('the errors of a state', () => {
  it('have a name for Retry and Catch, and words', () => {
    const error = new StateError('E', 'why');
    expect(error).to.include({
      name: 'StateError',
      message: 'E: why',
      errorName: 'E',
      causeText: 'why',
      terminal: false,
    });
    expect(new StateError(undefined, undefined).message).to.equal(': ');
    expect(new StateError('E', undefined, true).terminal).to.equal(true);
    expect(new EvaluationError('why')).to.include({
      name: 'EvaluationError',
      message: 'why',
      errorName: 'States.Runtime',
    });
    expect(new QueryEvaluationError('why', 'Output/a')).to.include({
      name: 'QueryEvaluationError',
      errorName: 'States.QueryEvaluationError',
      location: 'Output/a',
    });
  });
});
