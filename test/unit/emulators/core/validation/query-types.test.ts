import { expect } from 'chai';
import { queryMembers } from '../../../../../emulators/core/validation/query-input.ts';
import { QUERY_TYPES } from '../../../../../emulators/core/validation/query-types.ts';
import {
  validatedInput,
  validatedOperations,
  validatedQueryOperations,
} from '../../../../../emulators/core/validation/request-validation.ts';
import { callContext } from '../../../../../emulators/core/wire/wire-json.ts';
import { wireRequest } from '../../cloud/wire-requests.ts';
import { MODEL, SHAPES } from './kettle-model.ts';

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
