import { expect } from 'chai';
import { readAttributes } from '../../../../emulators/sns/message-attributes.ts';
import { type Rule, rule } from '../../../support/rule.ts';

const FIXED: Pick<Rule, 'table' | 'here' | 'source'> = {
  table: 'sns',
  here: 'same',
  source: 'https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html',
};

function given(DataType: string, members: Readonly<Record<string, string>>): URLSearchParams {
  const params = new URLSearchParams({
    'MessageAttributes.entry.1.Name': 'a',
    'MessageAttributes.entry.1.Value.DataType': DataType,
  });
  for (const [name, value] of Object.entries(members)) params.set(`MessageAttributes.entry.1.Value.${name}`, value);
  return params;
}

const refusalOf = (params: URLSearchParams) => {
  try {
    return readAttributes(params);
  } catch (error) {
    return error;
  }
};

describe('The attributes of a message', () => {
  rule(
    {
      ...FIXED,
      id: 'Publish.attributes',
      aws: 'have a type String, String.Array, Number or Binary, or one derived',
      wording: 'none',
    },
    () => {
      const text = { StringValue: '-1.5e3' };
      for (const type of ['String', 'String.mine', 'String.Array', 'Number', 'Number.float']) {
        expect(readAttributes(given(type, text))).to.deep.equal({ a: { Type: type, Value: '-1.5e3' } });
      }
      expect(readAttributes(given('Binary.gif', { BinaryValue: 'AAEC' }))).to.deep.equal({
        a: { Type: 'Binary.gif', Value: 'AAEC' },
      });
    },
  );

  const wrong: readonly [string, string, Record<string, string>, string][] = [
    [
      'type',
      'Text',
      { StringValue: 'x' },
      "The message attribute 'a' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.",
    ],
    [
      'empty',
      'String',
      { StringValue: '' },
      "The message attribute 'a' must contain non-empty message attribute value for message attribute type 'String'.",
    ],
    ['member', 'Binary', { StringValue: 'x' }, "The message attribute 'a' with type 'Binary' must use field 'Binary'."],
    ['number', 'Number', { StringValue: 'x' }, "Could not cast message attribute 'a' value to number."],
  ];
  for (const [id, type, members, message] of wrong) {
    rule({ ...FIXED, id: `Publish.attributes.${id}`, aws: 'ParameterValueInvalid', wording: 'AWS' }, () => {
      expect(refusalOf(given(type, members))).to.include({ code: 'ParameterValueInvalid', message });
    });
  }
});
