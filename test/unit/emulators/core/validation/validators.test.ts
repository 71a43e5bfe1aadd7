import { expect } from 'chai';
import type { ApiModel, Shape } from '../../../../../emulators/core/validation/api-model.ts';
import { queryMembers } from '../../../../../emulators/core/validation/query-input.ts';
import { QUERY_TYPES } from '../../../../../emulators/core/validation/query-types.ts';
import {
  validatedInput,
  validatedOperations,
  validatedQueryOperations,
} from '../../../../../emulators/core/validation/request-validation.ts';
import { callContext } from '../../../../../emulators/core/wire/wire-json.ts';
import { wireRequest } from '../../cloud/wire-requests.ts';

const SHAPES: Readonly<Record<string, Shape>> = {
  Boil: {
    type: 'structure',
    required: ['Name'],
    members: {
      Name: { shape: 'Name' },
      Cups: { shape: 'Cups' },
      Liquids: { shape: 'Long' },
      Heat: { shape: 'Heat' },
      Lid: { shape: 'Lid' },
      Since: { shape: 'Since' },
      Picture: { shape: 'Picture' },
      Words: { shape: 'Words' },
      Parts: { shape: 'Parts' },
      Tags: { shape: 'Tags' },
      Handles: { shape: 'Handles' },
    },
  },
  Name: { type: 'string', min: 2, max: 3, pattern: '[a-z]+', enum: ['ab', 'abc', 'ABCD'] },
  Cups: { type: 'integer', min: 1, max: 9 },
  Long: { type: 'long' },
  Heat: { type: 'double', max: 100.5 },
  Lid: { type: 'boolean' },
  Since: { type: 'timestamp' },
  Picture: { type: 'blob' },
  Word: { type: 'string', min: 1, max: 2 },
  Words: { type: 'list', member: { shape: 'Word' }, min: 1, max: 2 },
  Part: { type: 'structure', required: ['Kind'], members: { Kind: { shape: 'Word' }, Size: { shape: 'Cups' } } },
  Parts: { type: 'list', member: { shape: 'Part' }, max: 2 },
  Tags: { type: 'map', key: { shape: 'Word' }, value: { shape: 'Word' }, min: 1, max: 2 },
  Handles: {
    type: 'map',
    key: { shape: 'Part', locationName: 'Where' },
    value: { shape: 'Part', locationName: 'What' },
  },
};
const MODEL: ApiModel = {
  metadata: { apiVersion: '2026-01-01', protocol: 'json' },
  inputs: { Boil: 'Boil' },
  shapes: SHAPES,
  operationNames: ['Boil'],
};

/** The input that is read, or why it is refused. */
function answer(written: unknown): unknown {
  try {
    return validatedInput(MODEL, 'Boil', written);
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}
const detected = (...sentences: readonly string[]) =>
  `${sentences.length} validation error${sentences.length === 1 ? '' : 's'} detected: ${sentences.join('; ')}`;
const breach = (value: string, path: string, constraint: string) =>
  `Value ${value} at '${path}' failed to satisfy constraint: ${constraint}`;
const member = (value: unknown) => answer({ Name: 'ab', ...(value as object) });

describe('constraints of a model', () => {
  it('are met at their limits', () => {
    for (const input of [
      { Name: 'ab' },
      { Name: 'abc', Cups: 1, Heat: 100.5, Words: ['a'], Parts: [], Tags: { a: 'b' } },
      { Name: 'ab', Cups: 9, Words: ['ab', 'c'], Parts: [{ Kind: 'a' }, { Kind: 'b', Size: 9 }] },
      { Name: 'ab', Tags: { a: 'b', bc: 'd' }, Handles: { left: { Kind: 'a' } }, Other: { any: [1] } },
    ])
      expect(answer(input)).to.deep.equal(input);
  });

  it('are all named, in the order of AWS’s layer: longest, shortest, pattern, values', () => {
    const name = (value: string, ...constraints: readonly string[]) =>
      detected(...constraints.map((constraint) => breach(`'${value}'`, 'name', constraint)));
    const values = 'Member must satisfy enum value set: [ab, abc, ABCD]';
    const pattern = 'Member must satisfy regular expression pattern: [a-z]+';
    const longest = 'Member must have length less than or equal to 3';
    const shortest = 'Member must have length greater than or equal to 2';
    expect(answer({ Name: 'ABCD' })).to.equal(name('ABCD', longest, pattern));
    expect(answer({ Name: 'A' })).to.equal(name('A', shortest, pattern, values));
    expect(answer({ Name: 'xyz' })).to.equal(name('xyz', values));
    expect(answer({})).to.equal(detected(breach('null', 'name', 'Member must not be null')));
    // A pair of surrogates is one character.
    expect(answer({ Name: '𝒳𝒳𝒳' })).to.equal(name('𝒳𝒳𝒳', pattern, values));
  });

  it('leave the pattern of a hopelessly long text alone', () => {
    const long = (length: number) => String(answer({ Name: 'A'.repeat(length) }));
    expect(long(4096)).to.match(/^3 validation errors.*regular expression/);
    expect(long(4097))
      .to.match(/^2 validation errors/)
      .and.not.to.contain('regular expression');
  });

  it('bound numbers', () => {
    expect(member({ Cups: 0 })).to.equal(
      detected(breach("'0'", 'cups', 'Member must have value greater than or equal to 1')),
    );
    expect(member({ Cups: 10, Heat: 100.6 })).to.equal(
      detected(
        breach("'10'", 'cups', 'Member must have value less than or equal to 9'),
        breach("'100.6'", 'heat', 'Member must have value less than or equal to 100.5'),
      ),
    );
  });

  it('bound lists, and name the whole list for one of its elements', () => {
    const rule =
      'Member must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]';
    const atMost = 'Member must have length less than or equal to 2';
    expect(member({ Words: [] })).to.equal(
      detected(breach("'[]'", 'words', 'Member must have length greater than or equal to 1')),
    );
    expect(member({ Words: ['a', 'b', 'cde'] })).to.equal(
      detected(breach("'[a, b, cde]'", 'words', atMost), breach("'[a, b, cde]'", 'words', rule)),
    );
    expect(member({ Words: ['a', null] })).to.equal(
      detected(breach("'[a, null]'", 'words', 'Member must satisfy constraint: [Member must not be null]')),
    );
    expect(member({ Parts: [{ Kind: 'a' }, { Size: 0 }, null] })).to.equal(
      detected(
        breach("'[{Kind=a}, {Size=0}, null]'", 'parts', atMost),
        breach('null', 'parts.2.member.kind', 'Member must not be null'),
        breach("'0'", 'parts.2.member.size', 'Member must have value greater than or equal to 1'),
        breach('null', 'parts.3.member', 'Member must not be null'),
      ),
    );
  });

  it('bound maps, their keys and their values', () => {
    const of = (what: string) =>
      `${what} must satisfy constraint: [Member must have length less than or equal to 2, Member must have length greater than or equal to 1]`;
    expect(member({ Tags: {} })).to.equal(
      detected(breach("'{}'", 'tags', 'Member must have length greater than or equal to 1')),
    );
    expect(member({ Tags: { a: '1', b: '2', key: '' } })).to.equal(
      detected(
        breach("'{a=1, b=2, key=}'", 'tags', 'Member must have length less than or equal to 2'),
        breach("'{a=1, b=2, key=}'", 'tags', of('Map keys')),
        breach("'{a=1, b=2, key=}'", 'tags', of('Map value')),
      ),
    );
    expect(member({ Tags: { a: null } })).to.equal(
      detected(breach("'{a=null}'", 'tags', 'Map value must satisfy constraint: [Member must not be null]')),
    );
    expect(member({ Handles: { left: {}, right: null } })).to.equal(
      detected(
        breach('null', 'handles.left.member.kind', 'Member must not be null'),
        breach('null', 'handles.right.member', 'Member must not be null'),
      ),
    );
  });
});

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

  it('takes requests of 64 levels', () => {
    const nested = (levels: number): unknown => (levels === 0 ? 1 : { a: nested(levels - 1) });
    expect(member({ Other: nested(64) })).to.be.an('object');
    expect(member({ Other: nested(65) })).to.equal('[rehearsal] the request is nested deeper than 64 levels');
  });
});

describe('types of a model in a form', () => {
  const read = (form: string) => queryMembers(MODEL, SHAPES['Boil'] ?? { type: 'blob' }, new URLSearchParams(form));
  const checked = (form: string) => {
    try {
      return validatedInput(MODEL, 'Boil', read(`Name=ab&${form}`), { types: QUERY_TYPES });
    } catch (error) {
      return error instanceof Error ? error.message : String(error);
    }
  };

  it('are read from names with steps', () => {
    expect(read('Name=ab&Words.member.10=c&Words.member.2=b&Parts.member.1.Kind=a&Other=1&Cups=2')).to.deep.equal({
      Name: 'ab',
      Words: ['b', 'c'],
      Parts: [{ Kind: 'a' }],
      Cups: '2',
    });
    expect(read('Tags.entry.2.key=b&Tags.entry.2.value=2&Tags.entry.1.key=a&Tags.entry.1.value=1')).to.deep.equal({
      Tags: { a: '1', b: '2' },
    });
    expect(read('Handles.entry.1.Where=left&Handles.entry.1.What.Kind=a')).to.deep.equal({
      Handles: { left: { Kind: 'a' } },
    });
    expect(read('Words=&Parts.member=&Tags=')).to.deep.equal({ Words: [], Parts: [], Tags: {} });
    expect(read('Name=a&Name=b')).to.deep.equal({ Name: 'a' });
  });

  it('are left as they are where they do not fit, for the check to refuse', () => {
    expect(read('Words=a&Tags=b&Name.x=c&Parts.member.1=d')).to.deep.equal({
      Words: 'a',
      Tags: 'b',
      Name: { x: '' },
      Parts: ['d'],
    });
    expect(read('Words.x=a&Tags.x=b')).to.deep.equal({ Words: {}, Tags: {} });
    expect(read('Tags.entry.1=a&Tags.entry.2.key=b')).to.deep.equal({ Tags: { '': null, b: null } });
    expect(read(`${'a.'.repeat(16)}b=1&Name=a`)).to.deep.equal({ Name: 'a' });
  });

  it('are numbers, flags and times in text', () => {
    expect(checked('Cups=2&Liquids=-5&Heat=1.5&Lid=true&Since=2026-01-01T00:00:00Z&Picture=YQ==')).to.deep.equal({
      Name: 'ab',
      Cups: 2,
      Liquids: -5,
      Heat: 1.5,
      Lid: true,
      Since: '2026-01-01T00:00:00Z',
      Picture: 'YQ==',
    });
    expect(checked('Lid=false')).to.deep.equal({ Name: 'ab', Lid: false });
  });

  const wrong: readonly [form: string, expected: string][] = [
    ['Cups=a', 'a whole number of at most 32 bits'],
    ['Cups=1.5', 'a whole number of at most 32 bits'],
    ['Cups=2147483648', 'a whole number of at most 32 bits'],
    ['Cups=', 'a whole number of at most 32 bits'],
    ['Liquids=1e19', 'a whole number of at most 64 bits'],
    ['Heat=%20', 'a number'],
    ['Heat=Infinity', 'a number'],
    ['Lid=TRUE', 'true or false'],
    ['Since=then', 'an ISO 8601 time'],
    ['Name.x=1', 'a text'],
    ['Picture.x=1', 'a text of base64'],
    ['Words=a', 'members that are numbered'],
    ['Tags=a', 'entries'],
    ['Parts.member.1=a', 'members of its own'],
  ];
  for (const [form, expected] of wrong) {
    it(`refuse ${form}`, () => {
      const problem = form.startsWith('Name') ? read(form) : read(`Name=ab&${form}`);
      expect(() => validatedInput(MODEL, 'Boil', problem, { types: QUERY_TYPES })).to.throw(
        `; the API takes ${expected} there`,
      );
    });
  }
});

describe('operations of a service', () => {
  const context = callContext(wireRequest({}));
  it('get their input checked, without nulls', async () => {
    const { Boil } = validatedOperations(() => MODEL, { Boil: (input) => ({ got: input }) });
    expect(await Boil?.({ Name: 'ab', Cups: null }, context)).to.deep.equal({ got: { Name: 'ab' } });
    expect(() => Boil?.({}, context))
      .to.throw("Value null at 'name'")
      .with.property('code', 'ValidationException');
    expect(() => Boil?.({ Name: 1 }, context))
      .to.throw()
      .with.property('code', 'SerializationException');
  });

  it('of the query protocol get the form, once it is checked', async () => {
    const { Boil } = validatedQueryOperations(() => MODEL, { Boil: (params) => ({ Got: params.get('Name') ?? '' }) });
    expect(await Boil?.(new URLSearchParams('Name=ab'), context)).to.deep.equal({ Got: 'ab' });
    const form = (text: string) => () => Boil?.(new URLSearchParams(text), context);
    expect(form('')).to.throw("Value null at 'name'").with.property('code', 'ValidationError');
    expect(form('Name=ab&Cups=x')).to.throw().with.property('code', 'MalformedInput');
  });

  it('that the model does not know are a mistake of ours', () => {
    expect(() => validatedInput(MODEL, 'Fly', {})).to.throw('the API model has no operation Fly');
    expect(() => validatedInput({ ...MODEL, shapes: {} }, 'Boil', {})).to.throw('the API model has no shape Boil');
  });
});
