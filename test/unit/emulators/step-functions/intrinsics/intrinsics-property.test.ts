import { expect } from 'chai';
import fc from 'fast-check';
import { evaluatePathOrCall } from '../../../../../emulators/step-functions/language/expression.ts';
import { type Json, Payload } from '../../../../../emulators/step-functions/language/json.ts';
import { Variables } from '../../../../../emulators/step-functions/language/variables.ts';

const run = (call: string, input: Json): Json =>
  evaluatePathOrCall(call, 'x.$', {
    input: new Payload(input),
    context: {},
    variables: new Variables(),
    random: () => 0,
  });

const json = fc.jsonValue({ maxDepth: 2 }).map((value) => JSON.parse(JSON.stringify(value)) as Json);
const list = fc.array(json, { maxLength: 12 });

/** Same JSON whatever the order of members: written with sorted names. */
const canonical = (value: Json): string => {
  if (Array.isArray(value)) return `[${value.map(canonical).join()}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(([name, member]) => `${JSON.stringify(name)}:${canonical(member)}`);
  return `{${members.sort().join()}}`;
};

describe('intrinsic functions beside slow ones', () => {
  it('ArrayPartition puts item i into chunk floor(i / size)', () => {
    fc.assert(
      fc.property(list, fc.integer({ min: 1, max: 5 }), (a, n) => {
        const chunks: Json[][] = [];
        a.forEach((item, at) => {
          const chunk = Math.floor(at / n);
          chunks[chunk] = [...(chunks[chunk] ?? []), item];
        });
        expect(run('States.ArrayPartition($.a, $.n)', { a, n })).to.deep.equal(chunks);
      }),
    );
  });

  it('ArrayContains compares the texts of all items', () => {
    fc.assert(
      fc.property(list, json, fc.nat(), (a, other, pick) => {
        const v = a.length > 0 && pick % 2 === 0 ? (a[pick % a.length] ?? null) : other;
        const expected = a.map(canonical).includes(canonical(v));
        expect(run('States.ArrayContains($.a, $.v)', { a, v })).to.equal(expected);
      }),
    );
  });

  it('ArrayUnique keeps the first of each text', () => {
    fc.assert(
      fc.property(list, (half) => {
        const a = [...half, ...half];
        const firsts = a.filter((item, at) => a.findIndex((other) => canonical(other) === canonical(item)) === at);
        expect(run('States.ArrayUnique($.a)', { a })).to.deep.equal(firsts);
      }),
    );
  });

  it('ArrayRange counts from the first to the last', () => {
    const number = fc.integer({ min: -40, max: 40 });
    fc.assert(
      fc.property(number, number, fc.integer({ min: -7, max: 7 }), (first, last, step) => {
        fc.pre(step !== 0);
        const numbers: number[] = [];
        for (let at = first; step > 0 ? at <= last : at >= last; at += step) numbers.push(at);
        expect(run('States.ArrayRange($.f, $.l, $.s)', { f: first, l: last, s: step })).to.deep.equal(numbers);
      }),
    );
  });

  it('StringSplit takes runs of characters that do not separate', () => {
    const text = fc.string({ unit: fc.constantFrom('x', 'y', ',', ';', ' '), maxLength: 20 });
    fc.assert(
      fc.property(text, fc.constantFrom(',', ',;', ' ', 'x'), (t, s) => {
        const parts: string[] = [];
        let part = '';
        for (const char of `${t}${s[0]}`) {
          if (!s.includes(char)) part += char;
          else {
            if (part !== '') parts.push(part);
            part = '';
          }
        }
        expect(run('States.StringSplit($.t, $.s)', { t, s })).to.deep.equal(parts);
      }),
    );
  });

  it('JsonMerge lets the second object win at the top level', () => {
    const record = fc.dictionary(fc.constantFrom('a', 'b', 'c'), json, { noNullPrototype: true });
    fc.assert(
      fc.property(record, record, (a, b) => {
        const names = new Set([...Object.keys(a), ...Object.keys(b)]);
        const merged = Object.fromEntries([...names].map((name) => [name, name in b ? b[name] : a[name]]));
        expect(run('States.JsonMerge($.a, $.b, false)', { a, b })).to.deep.equal(merged);
      }),
    );
  });

  it('MathAdd rounds halves up, as Java does, before it adds', () => {
    const half = fc.integer({ min: -1_000, max: 1_000 }).map((value) => value / 4);
    fc.assert(
      fc.property(half, half, (a, b) => {
        const rounded = (value: number) => Math.floor(value + 0.5);
        expect(run('States.MathAdd($.a, $.b)', { a, b })).to.equal(rounded(a) + rounded(b));
      }),
    );
  });

  it('Format puts the values into their places one after the other', () => {
    const scalar = fc.oneof(
      fc.integer(),
      fc.boolean(),
      fc.constant(null),
      fc.string({ unit: fc.constantFrom('x', ' ') }),
    );
    fc.assert(
      fc.property(fc.array(scalar, { minLength: 1, maxLength: 4 }), (values) => {
        const template = values.map((_, at) => `${at}={}`).join(' ');
        const call = `States.Format('${template}', ${values.map((_, at) => `$.v[${at}]`).join(', ')})`;
        expect(run(call, { v: values })).to.equal(values.map((value, at) => `${at}=${value}`).join(' '));
      }),
    );
  });
});
