import { expect } from 'chai';
import { indented } from '../../../../console/model/indented-json.ts';

describe('the input that a new run begins with', () => {
  it('has a line for each member', () => {
    expect(indented('{"a":1,"b":[]}')).to.equal('{\n  "a": 1,\n  "b": []\n}');
  });

  for (const text of ['{"id":12345678901234567890}', '{"a":1.0}', '{"a":1,"a":2}', '{ "a": 1 }', '{"a":']) {
    it(`stays as it was sent: ${text}`, () => expect(indented(text)).to.equal(text));
  }
});
