import { expect } from 'chai';
import type { ApiModel } from '../../../../../emulators/core/validation/api-model.ts';
import {
  hasBodyMembers,
  type RestParts,
  restMembers,
  restPlace,
} from '../../../../../emulators/core/validation/rest-input.ts';

/** A made-up REST service, its places as Amazon's models write them. */
const MODEL: ApiModel = {
  metadata: { apiVersion: '2026-01-01', protocol: 'rest-json' },
  operationNames: ['GetCup', 'PutCup', 'FillCup', 'ListCups'],
  inputs: { GetCup: 'GetCup', PutCup: 'PutCup', FillCup: 'FillCup', ListCups: 'ListCups' },
  places: {
    ListCups: 'GET /v1/cups',
    GetCup: 'GET /v1/cups/{Name}',
    PutCup: 'PUT /v1/cups/{Name}',
    FillCup: 'POST /v1/cups/{Name}/{Size}/fill',
  },
  shapes: {
    Text: { type: 'string' },
    Count: { type: 'integer' },
    Flag: { type: 'boolean' },
    Texts: { type: 'list', member: { shape: 'Text' } },
    Handle: { type: 'structure', members: { Length: { shape: 'Count' } } },
    GetCup: {
      type: 'structure',
      members: {
        Name: { shape: 'Text', location: 'uri' },
        Full: { shape: 'Flag', location: 'querystring', locationName: 'full' },
        Owner: { shape: 'Text', location: 'header', locationName: 'X-Owner' },
      },
    },
    PutCup: {
      type: 'structure',
      members: {
        Name: { shape: 'Text', location: 'uri' },
        Colour: { shape: 'Text' },
        Handle: { shape: 'Handle', location: 'header', locationName: 'X-Handle' },
      },
    },
    FillCup: {
      type: 'structure',
      payload: 'Drink',
      members: {
        Name: { shape: 'Text', location: 'uri' },
        Size: { shape: 'Count', location: 'uri' },
        Drink: { shape: 'Text' },
      },
    },
    ListCups: {
      type: 'structure',
      members: {
        Names: { shape: 'Texts', location: 'querystring', locationName: 'name' },
        Most: { shape: 'Count', location: 'querystring', locationName: 'most' },
      },
    },
  },
};

const parts = (given: Partial<RestParts> = {}): RestParts => ({
  labels: {},
  query: new URLSearchParams(),
  headers: {},
  body: {},
  ...given,
});

describe('where a REST request goes', () => {
  it('is the operation of its method and path, with what the path has for each name', () => {
    expect(restPlace(MODEL, 'GET', ['v1', 'cups'])).to.deep.equal({ operation: 'ListCups', labels: {} });
    expect(restPlace(MODEL, 'GET', ['v1', 'cups', 'mine'])).to.deep.equal({
      operation: 'GetCup',
      labels: { Name: 'mine' },
    });
    expect(restPlace(MODEL, 'PUT', ['v1', 'cups', 'a/b {c}'])).to.deep.equal({
      operation: 'PutCup',
      labels: { Name: 'a/b {c}' },
    });
    expect(restPlace(MODEL, 'POST', ['v1', 'cups', 'mine', '3', 'fill'])).to.deep.equal({
      operation: 'FillCup',
      labels: { Name: 'mine', Size: '3' },
    });
  });

  it('is nowhere for another method, another word of the path, and a shorter or longer path', () => {
    for (const [method, path] of [
      ['DELETE', 'v1/cups'],
      ['GET', 'v2/cups'],
      ['GET', 'v1'],
      ['GET', 'v1/cups/mine/more'],
      ['POST', 'v1/cups/mine/3/empty'],
    ] as const) {
      expect(restPlace(MODEL, method, path.split('/')), `${method} ${path}`).to.equal(undefined);
    }
    const { places: _, ...without } = MODEL;
    expect(restPlace(without, 'GET', ['v1', 'cups'])).to.equal(undefined);
  });
});

describe('the body of a REST request', () => {
  it('has members where some are nowhere else and none is the whole body', () => {
    expect(hasBodyMembers(MODEL, 'PutCup')).to.equal(true);
    expect(hasBodyMembers(MODEL, 'GetCup')).to.equal(false);
    expect(hasBodyMembers(MODEL, 'FillCup')).to.equal(false);
  });
});

describe('the members of a REST request', () => {
  it('are read from path, query and headers by their names there, as values of their types', () => {
    const given = parts({
      labels: { Name: 'mine' },
      query: new URLSearchParams('full=true&Full=false'),
      headers: { 'x-owner': ['me', 'you'] },
    });
    expect(restMembers(MODEL, 'GetCup', given)).to.deep.equal({ Name: 'mine', Full: true, Owner: 'me' });
    expect(restMembers(MODEL, 'GetCup', parts({ headers: { 'x-owner': 'me' } }))).to.deep.equal({ Owner: 'me' });
    expect(restMembers(MODEL, 'GetCup', parts())).to.deep.equal({});
  });

  it('stay texts where they are no value of their type, or a header that stands for a structure', () => {
    expect(restMembers(MODEL, 'ListCups', parts({ query: new URLSearchParams('most=many') }))).to.deep.equal({
      Most: 'many',
    });
    expect(restMembers(MODEL, 'ListCups', parts({ query: new URLSearchParams('most=7') }))).to.deep.equal({ Most: 7 });
    expect(restMembers(MODEL, 'PutCup', parts({ headers: { 'x-handle': '{"Length":1}' } }))).to.deep.equal({
      Handle: '{"Length":1}',
    });
  });

  it('are lists where the query repeats a name, and absent where it does not have it', () => {
    expect(restMembers(MODEL, 'ListCups', parts({ query: new URLSearchParams('name=a&name=b') }))).to.deep.equal({
      Names: ['a', 'b'],
    });
    expect(restMembers(MODEL, 'ListCups', parts({ query: new URLSearchParams('name=') }))).to.deep.equal({
      Names: [''],
    });
  });

  it('are taken from the body otherwise, and there alone: what is elsewhere counts elsewhere', () => {
    const given = parts({ labels: { Name: 'mine' }, body: { Colour: 'red', Name: 'other', Unknown: 1 } });
    expect(restMembers(MODEL, 'PutCup', given)).to.deep.equal({ Name: 'mine', Colour: 'red', Unknown: 1 });
    expect(restMembers(MODEL, 'PutCup', parts({ body: { Name: 'other' } }))).to.deep.equal({});
  });
});
