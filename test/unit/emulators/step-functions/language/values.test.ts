import { expect } from 'chai';
import {
  applyPath,
  applyResultPath,
  applyTemplate,
  limitedOutput,
} from '../../../../../emulators/step-functions/language/data-flow.ts';
import { evaluatePathOrCall } from '../../../../../emulators/step-functions/language/expression.ts';
import { type Json, Payload } from '../../../../../emulators/step-functions/language/json.ts';
import { fillTemplate } from '../../../../../emulators/step-functions/language/payload-template.ts';
import type { Scope } from '../../../../../emulators/step-functions/language/scope.ts';
import { Variables } from '../../../../../emulators/step-functions/language/variables.ts';

const INPUT = '{"a":{"b":[1,{"c":null}]},"text":"x"}';

function scopeOf(input = INPUT): Scope {
  const variables = new Variables();
  variables.assign({ v: { w: 7 }, größe_1: 8 });
  return { input: Payload.parse(input), context: { State: { Name: 'S' } }, variables, random: () => 0.5 };
}

describe('what a path leads to', () => {
  const scope = scopeOf();
  const FOUND: readonly (readonly [path: string, value: Json])[] = [
    ['$.a.b[0]', 1],
    ['$.a.b[1].c', null],
    ['$$.State.Name', 'S'],
    ['$$', { State: { Name: 'S' } }],
    ['$v', { w: 7 }],
    ['$v.w', 7],
    ["$v['w']", 7],
    ['$größe_1', 8],
    ['  $v.w ', 7],
    [' $$.State.Name', 'S'],
    ['$.none[*]', []],
    ["States.Format('{}-{}', $.text, $v.w)", 'x-7'],
    ["States.Format('{}', States.MathAdd($v.w, 1))", '8'],
    ["States.Array(1, 'a', true, null)", [1, 'a', true, null]],
  ];
  for (const [path, value] of FOUND) {
    it(`is found by ${path}`, () => {
      expect(evaluatePathOrCall(path, 'f', scope)).to.deep.equal(value);
    });
  }

  const notFound = (path: string, text: string) =>
    `The JSONPath '${path}' specified for the field 'f.$' could not be found in the input '${text}'`;
  const LOST: readonly (readonly [path: string, message: string])[] = [
    ['$.none', notFound('$.none', INPUT)],
    ['$.a.b[2]', notFound('$.a.b[2]', INPUT)],
    ['$$.None', notFound('$$.None', '{"State":{"Name":"S"}}')],
    [' $$.None', notFound(' $$.None', '{"State":{"Name":"S"}}')],
    ['$none', notFound('$none', INPUT)],
    ['$v.none', notFound('$v.none', INPUT)],
    ["$['$v']", notFound("$['$v']", INPUT)],
  ];
  for (const [path, message] of LOST) {
    it(`is missed with AWS’s words for ${path}`, () => {
      expect(() => evaluatePathOrCall(path, 'f.$', scope))
        .to.throw(message)
        .with.property('errorName', 'States.Runtime');
    });
  }

  it('is missed as an argument of a call, too', () => {
    expect(() => evaluatePathOrCall("States.Format('{}', $.none)", 'f.$', scope))
      .to.throw(`The JsonPath argument for the field '$.none' could not be found in the input '${INPUT}'`)
      .with.property('errorName', 'States.Runtime');
    expect(() => evaluatePathOrCall("States.Format('{}', $$.None)", 'f.$', scope)).to.throw(
      'for the field \'$$.None\' could not be found in the input \'{"State":{"Name":"S"}}\'',
    );
  });
});

describe('the input and output of a state', () => {
  const scope = scopeOf();
  it('is all of it without a path, an empty object for null, and what a path selects', () => {
    expect(applyPath(undefined, scope)).to.equal(scope.input);
    expect(applyPath('$', scope)).to.equal(scope.input);
    expect(applyPath(null, scope).value).to.deep.equal({});
    expect(applyPath('$.a.b', scope).value).to.deep.equal([1, { c: null }]);
    expect(applyPath('$.none[*]', scope).value).to.deep.equal([]);
  });

  const INVALID: readonly (readonly [path: string, fault: string])[] = [
    ['$.none', "No results for path: $['none']"],
    ['$.a.b[3].c.d', "Missing property in path $['a']['b'][3]"],
    ['$.a.none', "No results for path: $['a']['none']"],
    ['$.none.b', "Missing property in path $['none']"],
    ['$.a.none.c.d', "Missing property in path $['a']['none']"],
    ['$.a.b[2]', "No results for path: $['a']['b'][2]"],
    ['$.a.b[2].c', "Missing property in path $['a']['b'][2]"],
    ['$.a.b.c', "No results for path: $['a']['b']['c']"],
    ['$.text[0].c', "Missing property in path $['text'][0]"],
    ['$$.None.x', "Missing property in path $['None']"],
    ['$v.none', "No results for path: $['none']"],
    ['$.a.sum()', "No results for path: $['a'].sum()"],
    ['$.a.sum(1).b', "No results for path: $['a'].sum(...)['b']"],
  ];
  for (const [path, fault] of INVALID) {
    it(`cannot be what ${path} selects`, () => {
      expect(() => applyPath(path, scope))
        .to.throw(`Invalid path '${path}' : ${fault}`)
        .with.property('errorName', 'States.Runtime');
    });
  }

  it('is put where ResultPath says', () => {
    const [input, result] = [new Payload({ a: 1 }), new Payload('r')];
    expect(applyResultPath(undefined, input, result)).to.equal(result);
    expect(applyResultPath('$', input, result)).to.equal(result);
    expect(applyResultPath(null, input, result)).to.equal(input);
    expect(applyResultPath('$.b', input, result).value).to.deep.equal({ a: 1, b: 'r' });
  });

  it('is a template filled in', () => {
    expect(applyTemplate(undefined, scope)).to.equal(scope.input);
    expect(applyTemplate({ 'x.$': '$.text', y: ['$.text', { 'z.$': '$v.w' }] }, scope).value).to.deep.equal({
      x: 'x',
      y: ['$.text', { z: 7 }],
    });
    expect(fillTemplate({ 'n.$': 7, 'm.$': { 'k.$': '$.text' }, p$: '$', '.$': '$.text' }, scope)).to.deep.equal({
      'n.$': 7,
      'm.$': { k: 'x' },
      p$: '$',
      '': 'x',
    });
    expect(fillTemplate(null, scope)).to.equal(null);
  });

  // https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html: 256 KiB, as UTF-8.
  it('has at most 262,144 bytes', () => {
    const text = (bytes: number) => new Payload('é'.repeat((bytes - 2) / 2));
    expect(limitedOutput(text(262_144), 'S').text).to.have.length(131_073);
    expect(() => limitedOutput(text(262_146), 'S'))
      .to.throw(
        "States.DataLimitExceeded: The state/task 'S' returned a result with a size exceeding the maximum number of bytes service limit.",
      )
      .with.property('terminal', true);
    expect(() => limitedOutput(new Payload('x'.repeat(262_143)), 'S')).to.throw('exceeding');
  });
});
