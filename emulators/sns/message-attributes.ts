import { AwsError } from '../core/wire/aws-error.ts';

export interface MessageAttribute {
  readonly Type: string;
  readonly Value: string;
}

/** Names, types and values count with the message: https://docs.aws.amazon.com/sns/latest/dg/sns-message-attributes.html */
export function attributeBytes(params: URLSearchParams): number {
  const parts = [...params].filter(([name]) => /^MessageAttributes\.entry\.\d+\./.test(name));
  return parts.reduce((total, [, value]) => total + Buffer.byteLength(value), 0);
}

/** `MessageAttributes.entry.1.Name` and so on, checked. */
export function readAttributes(params: URLSearchParams): Record<string, MessageAttribute> {
  const attributes: [string, MessageAttribute][] = [];
  for (let at = 1; params.has(`MessageAttributes.entry.${at}.Name`); at += 1) {
    const prefix = `MessageAttributes.entry.${at}`;
    const name = params.get(`${prefix}.Name`) ?? '';
    const Type = params.get(`${prefix}.Value.DataType`) ?? '';
    const member = /^Binary(?:\.|$)/.test(Type) ? 'BinaryValue' : 'StringValue';
    const other = member === 'BinaryValue' ? 'StringValue' : 'BinaryValue';
    const isOther = !params.has(`${prefix}.Value.${member}`) && params.has(`${prefix}.Value.${other}`);
    const Value = params.get(`${prefix}.Value.${member}`) ?? '';
    const problem = attributeProblem(name, { Type, Value }, isOther ? member : undefined);
    if (problem !== undefined) throw new AwsError('ParameterValueInvalid', 400, problem);
    attributes.push([name, { Type, Value }]);
  }
  return Object.fromEntries(attributes);
}

/** AWS's texts, as emulators that were compared with it have them. */
function attributeProblem(name: string, { Type, Value }: MessageAttribute, wanted?: string): string | undefined {
  const subject = `The message attribute '${name}'`;
  if (!/^(?:String|Number|Binary)(?:\.|$)/.test(Type) && Type !== 'String.Array') {
    return `${subject} has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`;
  }
  if (wanted !== undefined) return `${subject} with type '${Type}' must use field '${wanted.replace('Value', '')}'.`;
  if (Value === '') {
    return `${subject} must contain non-empty message attribute value for message attribute type '${Type}'.`;
  }
  if (/^Number(?:\.|$)/.test(Type) && !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?$/i.test(Value)) {
    return `Could not cast message attribute '${name}' value to number.`;
  }
  return undefined;
}
