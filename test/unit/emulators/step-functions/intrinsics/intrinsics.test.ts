import { expect } from 'chai';
import fc from 'fast-check';
import { evaluatePathOrCall } from '../../../../../emulators/step-functions/language/expression.ts';
import { type Json, Payload } from '../../../../../emulators/step-functions/language/json.ts';
import { Variables } from '../../../../../emulators/step-functions/language/variables.ts';

const run = (call: string, input: Json = {}, random = () => 0.5): Json =>
  evaluatePathOrCall(call, 'x.$', {
    input: new Payload(input),
    context: { Execution: { Name: 'run' } },
    variables: new Variables(),
    random,
  });

describe('an intrinsic function', () => {
  // The examples of AWS's developer guide, and hand-made ones.
  const cases: readonly [string, Json, Json][] = [
    ["States.Format('Hello, my name is {}.', $.name)", { name: 'Arnav' }, 'Hello, my name is Arnav.'],
    ["States.Format('{}{}{}{}', 1, 1.5, true, null)", {}, '11.5truenull'],
    ["States.Format('\\{\\} \\'{}\\' \\\\', 'a')", {}, "{} 'a' \\"],
    ['States.Format($.template, 7)', { template: 'n={}' }, 'n=7'],
    ["States.Format('no places')", {}, 'no places'],
    ["States.Format('{}', $)", { Arg1: 1, Arg2: [] }, '{Arg1=1, Arg2=[]}'],
    ["States.Format('{} and {}', $.l, $$.Execution)", { l: ['a', { b: null }] }, '[a, {b=null}] and {Name=run}'],
    ['States.ArrayGetItem($.a[?(@.K == Foo)].V, 0)', { a: [{ K: 'Foo', V: 7 }] }, 7],
    ["States.Format('{} in {}', $$.Execution.Name, States.ArrayLength($.a))", { a: [1, 2] }, 'run in 2'],
    ['States.StringToJson($.s)', { s: '{"foo": "bar"}' }, { foo: 'bar' }],
    ['States.JsonToString($.o)', { o: { foo: 'bar', n: [1] } }, '{"foo":"bar","n":[1]}'],
    ["States.Array($.id, 'x', 1, null)", { id: 123456 }, [123456, 'x', 1, null]],
    ['States.Array()', {}, []],
    ['States.ArrayPartition($.a, 4)', { a: [1, 2, 3, 4, 5, 6, 7, 8, 9] }, [[1, 2, 3, 4], [5, 6, 7, 8], [9]]],
    ['States.ArrayContains($.a, $.v)', { a: [1, { b: 2 }], v: { b: 2 } }, true],
    ["States.ArrayContains($.a, '1')", { a: [1] }, false],
    ['States.ArrayRange(1, 9, 2)', {}, [1, 3, 5, 7, 9]],
    ['States.ArrayRange(3, 1, -1)', {}, [3, 2, 1]],
    ['States.ArrayRange(3, 1, 1)', {}, []],
    ['States.ArrayGetItem($.a, 5)', { a: [1, 2, 3, 4, 5, 6] }, 6],
    ['States.ArrayLength($.a)', { a: [1, 2, 3] }, 3],
    ['States.ArrayUnique($.a)', { a: [1, 2, 1, '1', { x: 1 }, { x: 1 }] }, [1, 2, '1', { x: 1 }]],
    ['States.ArrayUnique($.a)', { a: [{ x: 1, y: [2] }, { y: [2], x: 1 }, [], {}, []] }, [{ x: 1, y: [2] }, [], {}]],
    ['States.Base64Encode($.s)', { s: 'Data to encode' }, 'RGF0YSB0byBlbmNvZGU='],
    ['States.Base64Decode($.s)', { s: 'RGF0YSB0byBlbmNvZGU=' }, 'Data to encode'],
    ["States.Hash($.s, 'SHA-1')", { s: 'input data' }, 'aaff4a450a104cd177d28d18d74485e8cae074b7'],
    ["States.Hash('', 'MD5')", {}, 'd41d8cd98f00b204e9800998ecf8427e'],
    ['States.JsonMerge($.a, $.b, false)', { a: { x: { y: 1 }, z: 1 }, b: { x: { w: 2 } } }, { x: { w: 2 }, z: 1 }],
    ['States.MathAdd($.n, -1)', { n: 111 }, 110],
    ['States.MathRandom(10, 20)', {}, 15],
    ["States.StringSplit('1,2,3,4,5', ',')", {}, ['1', '2', '3', '4', '5']],
    ["States.StringSplit('This.is+a,test=string', '.+,=')", {}, ['This', 'is', 'a', 'test', 'string']],
    ["States.ArrayGetItem(States.StringSplit($.arn, '/'), 1)", { arn: 'arn:model/name' }, 'name'],
    ["States.Format( '{}' ,  States.ArrayLength( $.a ) )", { a: [] }, '0'],
  ];
  for (const [call, input, expected] of cases) {
    it(`gives what AWS documents: ${call}`, () => {
      expect(run(call, input)).to.deep.equal(expected);
    });
  }

  it('gives a fresh version 4 UUID each time', () => {
    const [a, b] = [run('States.UUID()'), run('States.UUID()')];
    expect(a).to.match(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(a).to.not.equal(b);
  });

  it('gives the same random number for the same seed, inside of its range', () => {
    const numbers = [1, 2, 3, 4, 5].map((seed) => run(`States.MathRandom(0, 1000, ${seed})`));
    expect(numbers).to.deep.equal([1, 2, 3, 4, 5].map((seed) => run(`States.MathRandom(0, 1000, ${seed})`)));
    expect(new Set(numbers).size).to.be.greaterThan(1);
    expect(run('States.MathRandom(1, 3)', {}, () => 0.999)).to.equal(2);
  });

  const refused: readonly [string, Json, string][] = [
    ["States.Format('{}')", {}, 'places'],
    ['States.ArrayGetItem($.a, 3)', { a: [1] }, 'outside'],
    ['States.ArrayGetItem($.a, -1)', { a: [1] }, 'outside'],
    ['States.ArrayPartition($.a, 0)', { a: [1] }, 'above 0'],
    ['States.ArrayRange(1, 2000, 1)', {}, '1000'],
    ['States.ArrayRange(1, 2, 0)', {}, 'must not be 0'],
    ['States.ArrayLength($.a)', { a: 'text' }, 'an array'],
    ["States.Hash('x', 'SHA-3')", {}, 'SHA-3'],
    ['States.JsonMerge($.a, $.a, true)', { a: {} }, 'shallow'],
    ['States.StringToJson($.s)', { s: '{' }, 'not JSON'],
    ['States.StringToJson($.s)', { s: '['.repeat(50_000) + ']'.repeat(50_000) }, 'more than 1000 levels'],
    ["States.Base64Decode('*')", {}, 'base64'],
    ['States.Base64Encode($.s)', { s: 'x'.repeat(10_001) }, '10000'],
  ];
  for (const [call, input, reason] of refused) {
    it(`refuses ${call}, naming the call and the reason`, () => {
      const attempt = () => run(call, input);
      expect(attempt).to.throw(`The function '${call}' had the following error: `);
      expect(attempt).to.throw(reason);
    });
  }

  it('says in AWS’s words that a path of an argument selects nothing', () => {
    expect(() => run('States.Array($.gone)', { here: 1 })).to.throw(
      "The function 'States.Array($.gone)' had the following error: The JsonPath argument for the field '$.gone' could not be found in the input '{\"here\":1}'",
    );
  });

  for (const bad of [
    'States.Nope()',
    "States.Format('a",
    'States.Array(1,)',
    'States.Array(x)',
    'States.UUID(1)',
    'States.Array(1) 2',
    'Format()',
  ]) {
    it(`does not take ${bad} for a call`, () => {
      expect(() => run(bad)).to.throw();
    });
  }

  it('takes any string literal back out of States.Array when it is escaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const literal = text.replace(/[\\'{}]/g, '\\$&');
        expect(run(`States.Array('${literal}')`)).to.deep.equal([text]);
        expect(run(`States.Format('${literal}')`)).to.equal(text);
      }),
    );
  });

  it('keeps all items and their order in ArrayPartition', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { maxLength: 30 }), fc.integer({ min: 1, max: 9 }), (a, size) => {
        const chunks = run(`States.ArrayPartition($.a, ${size})`, { a }) as number[][];
        expect(chunks.flat()).to.deep.equal(a);
        expect(chunks.slice(0, -1).every((chunk) => chunk.length === size)).to.equal(true);
      }),
    );
  });

  it('decodes what it encodes, and parses what it writes', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), fc.jsonValue(), (s, value) => {
        expect(run('States.Base64Decode(States.Base64Encode($.s))', { s })).to.equal(s);
        const o = JSON.parse(JSON.stringify(value)) as Json;
        expect(run('States.StringToJson(States.JsonToString($.o))', { o })).to.deep.equal(o);
      }),
    );
  });
});
