import { parse, type ScalarTag } from 'yaml';

/** Numbers as the CLI reads them: a 0 before the digits makes them octal, and _ may stand between them. */
const number: ScalarTag = {
  tag: 'tag:yaml.org,2002:int',
  default: true,
  test: /^[-+]?(?:0[bB][01_]+|0[xX][\da-fA-F_]+|0[0-7_]+|[1-9]\d*_[\d_]*(?:\.[\d_]*)?)$/,
  resolve(text) {
    const digits = text.replaceAll('_', '').replace(/^[-+]/, '');
    const value = Number(/^0\d/.test(digits) ? `0o${digits}` : digits);
    return text.startsWith('-') ? -value : value;
  },
};

/** A date without quotes, which the CLI writes out as a moment. */
const moment: ScalarTag = {
  tag: 'tag:yaml.org,2002:timestamp',
  default: true,
  test: /^(\d{4})-(\d\d?)-(\d\d?)(?:(?:[Tt]| +)(\d\d?):(\d\d?):(\d\d?(?:\.\d+)?)Z?)?$/,
  resolve(text) {
    const [, year = '', ...rest] = /^(\d{4})-(\d+)-(\d+)(?:[Tt ]+(\d+):(\d+):(\d+)(\.\d+)?)?/.exec(text) ?? [];
    const [month, day, hour, minute, second] = rest.slice(0, 5).map((part = '0') => part.padStart(2, '0'));
    const date = `${year}-${month}-${day}`;
    const isDate = !Number.isNaN(Date.parse(date)) && new Date(date).toISOString().startsWith(date);
    const fraction = (rest[5] ?? '').replace(/\.?0+$/, '');
    return isDate ? `${date} ${hour}:${minute}:${second}${fraction} +0000 UTC` : text;
  },
};

/** A stack's file or Pulumi.yaml as Pulumi's CLI reads it, which is not quite YAML 1.2. */
export function parseStackFile(text: string): unknown {
  return parse(text, { customTags: (tags) => [number, moment, ...tags] });
}
