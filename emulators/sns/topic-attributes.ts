import { notImplemented } from '../core/wire/aws-error.ts';
import { queryList } from '../core/wire/wire-query.ts';
import { invalidParameter } from './sns-errors.ts';

/** Kept and given back; of the policy only its form is looked at, since nobody else publishes here. */
const KEPT = ['DisplayName', 'Policy'];

/** `Attributes.entry.1.key`, `Attributes.entry.1.value` and so on. */
export function attributeEntries(params: URLSearchParams): Record<string, string> {
  const keys = [...params].filter(([name]) => /^Attributes\.entry\.\d+\.key$/.test(name));
  return Object.fromEntries(keys.map(([name, key]) => [key, params.get(name.replace(/key$/, 'value')) ?? '']));
}

/** `Tags.member.1.Key`, `Tags.member.1.Value` and so on. */
export function tagEntries(params: URLSearchParams): Record<string, string> {
  return Object.fromEntries(queryList(params, 'Tags').map((tag) => [tag.get('Key') ?? '', tag.get('Value') ?? '']));
}

export function checkedAttributes(attributes: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const other = Object.keys(attributes).find((name) => !KEPT.includes(name));
  if (other !== undefined) throw notImplemented('sns', `the topic attribute '${other}'`);
  const policy = attributes['Policy'];
  if (policy !== undefined && !isObject(policy)) throw invalidParameter('Policy statement');
  return attributes;
}

function isObject(text: string): boolean {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null;
  } catch {
    return false;
  }
}
