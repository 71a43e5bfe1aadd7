import { expect } from 'chai';
import { validatedInput } from '../../../../../emulators/core/validation/request-validation.ts';
import { answer, MODEL, member, SHAPES } from './kettle-model.ts';

describe('types of a model in JSON', () => {
  it('are taken as they are written; null is absent', () => {
    for (const input of [
      { Cups: 2 },
      { Liquids: 2 ** 53 },
      { Liquids: -(2 ** 63) },
      { Heat: -1.5 },
      { Lid: false },
      { Since: 1.5 },
      { Since: '2026-01-01T00:00:00Z' },
      { Picture: 'YQ==' },
    ])
      expect(member(input)).to.deep.equal({ Name: 'ab', ...input });
    expect(member({ Cups: null, Parts: [{ Kind: 'a', Size: null }] })).to.deep.equal({
      Name: 'ab',
      Parts: [{ Kind: 'a' }],
    });
    expect(answer(null)).to.deep.equal({});
  });

  const wrong: readonly [input: object, refusal: string][] = [
    [{ Cups: 1.5 }, "'Cups' is the JSON number 1.5; the API takes a whole JSON number of at most 32 bits there"],
    [
      { Cups: 2 ** 31 },
      "'Cups' is the JSON number 2147483648; the API takes a whole JSON number of at most 32 bits there",
    ],
    [
      { Liquids: 2 ** 63 },
      "'Liquids' is the JSON number 9223372036854776000; the API takes a whole JSON number of at most 64 bits there",
    ],
    [{ Cups: '1' }, `'Cups' is the JSON string "1"; the API takes a whole JSON number of at most 32 bits there`],
    [{ Heat: '1' }, `'Heat' is the JSON string "1"; the API takes a JSON number there`],
    [{ Lid: 'true' }, `'Lid' is the JSON string "true"; the API takes true or false there`],
    [
      { Since: 'then' },
      `'Since' is the JSON string "then"; the API takes a JSON number of seconds since 1970 or an ISO 8601 string there`,
    ],
    [
      { Since: true },
      "'Since' is the JSON boolean true; the API takes a JSON number of seconds since 1970 or an ISO 8601 string there",
    ],
    [{ Picture: 1 }, "'Picture' is the JSON number 1; the API takes a JSON string of base64 there"],
    [{ Name: 1 }, "'Name' is the JSON number 1; the API takes a JSON string there"],
    [{ Name: {} }, "'Name' is a JSON object; the API takes a JSON string there"],
    [{ Words: 'a' }, `'Words' is the JSON string "a"; the API takes a JSON array there`],
    [{ Words: ['a', 1] }, "'Words[1]' is the JSON number 1; the API takes a JSON string there"],
    [{ Tags: [] }, "'Tags' is a JSON array; the API takes a JSON object there"],
    [{ Tags: { a: 1 } }, "'Tags.a' is the JSON number 1; the API takes a JSON string there"],
    [{ Parts: ['a'] }, `'Parts[0]' is the JSON string "a"; the API takes a JSON object there`],
    [{ Parts: [{ Kind: 7 }] }, "'Parts[0].Kind' is the JSON number 7; the API takes a JSON string there"],
    [
      { Cups: 'x'.repeat(200) },
      `'Cups' is the JSON string "${'x'.repeat(99)}; the API takes a whole JSON number of at most 32 bits there`,
    ],
  ];
  for (const [input, refusal] of wrong) {
    it(`refuses ${JSON.stringify(input).slice(0, 60)}`, () => {
      expect(member(input)).to.equal(`[rehearsal] ${refusal}`);
    });
  }

  it('refuses a request that is no object', () => {
    expect(answer([])).to.equal('[rehearsal] the request is a JSON array; the API takes a JSON object there');
  });

  it('takes 32 bits of integers: from -2147483648 to 2147483647', () => {
    const bits = { ...MODEL, shapes: { ...SHAPES, Cups: { type: 'integer' } as const } };
    const read = (Cups: number) => () => validatedInput(bits, 'Boil', { Name: 'ab', Cups });
    for (const cups of [2_147_483_647, -2_147_483_648]) expect(read(cups)).not.to.throw();
    for (const cups of [2_147_483_648, -2_147_483_649]) expect(read(cups)).to.throw('at most 32 bits');
  });

  it('takes any number for a float', () => {
    const floats = { ...MODEL, shapes: { ...SHAPES, Cups: { type: 'float' } as const } };
    expect(validatedInput(floats, 'Boil', { Name: 'ab', Cups: 1.5 })).to.deep.equal({ Name: 'ab', Cups: 1.5 });
    expect(() => validatedInput(floats, 'Boil', { Name: 'ab', Cups: '1' })).to.throw(
      `'Cups' is the JSON string "1"; the API takes a JSON number there`,
    );
  });

  it('takes requests of 64 levels', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
    expect(member({ Other: nested(64) })).to.be.an('object');
    expect(member({ Other: nested(65) })).to.equal('[rehearsal] the request is nested deeper than 64 levels');
  });
});
