import { isList, isRecord, type Json, parseJson } from '../language/json.ts';
import { isNestedTooDeep, MAX_NESTING } from '../language/json-nesting.ts';
import { anyAt, stringAt } from './arguments.ts';
import { type Argument, type Intrinsic, IntrinsicError } from './call.ts';

/** Each `{}` takes the next argument; `\{`, `\}`, `\'` and `\\` stand for themselves. */
function format(args: readonly Argument[]): Json {
  const template = args[0]?.rawLiteral ?? stringAt(args, 0);
  const values = args.slice(1);
  let used = 0;
  const text = template.replace(/\\([{}'\\])|\{\}/g, (_, escaped?: string) => {
    if (escaped !== undefined) return escaped;
    used += 1;
    return formatted(values[used - 1]?.value ?? null);
  });
  if (used !== values.length) {
    throw new IntrinsicError(`[rehearsal] the template has ${used} places {} for ${values.length} values`);
  }
  return text;
}

/** Objects and arrays as Java prints its maps and lists (recorded on AWS). */
function formatted(value: Json): string {
  if (isList(value)) return `[${value.map(formatted).join(', ')}]`;
  if (!isRecord(value)) return String(value);
  return `{${Object.entries(value)
    .map(([name, item]) => `${name}=${formatted(item)}`)
    .join(', ')}}`;
}

/** As recorded on AWS, a blank string is null. */
function stringToJson(args: readonly Argument[]): Json {
  const text = stringAt(args, 0);
  if (text.trim() === '') return null;
  const value = parsed(text);
  if (!isNestedTooDeep(value)) return value;
  throw new IntrinsicError(`[rehearsal] the string is JSON of more than ${MAX_NESTING} levels`);
}

function parsed(text: string): Json {
  try {
    return parseJson(text);
  } catch {
    throw new IntrinsicError(`[rehearsal] the string is not JSON: ${text.slice(0, 200)}`);
  }
}

/** Every character of the splitter separates; empty parts are left out. */
function stringSplit(args: readonly Argument[]): Json {
  const text = stringAt(args, 0);
  const separators = new Set(stringAt(args, 1));
  const parts = [''];
  for (const char of text) {
    if (separators.has(char)) parts.push('');
    else parts[parts.length - 1] += char;
  }
  return parts.filter((part) => part !== '');
}

export const STRING_FUNCTIONS: Readonly<Record<string, Intrinsic>> = {
  'States.Format': { minArguments: 1, maxArguments: Number.POSITIVE_INFINITY, run: format },
  'States.StringToJson': { minArguments: 1, maxArguments: 1, run: stringToJson },
  'States.JsonToString': { minArguments: 1, maxArguments: 1, run: (args) => JSON.stringify(anyAt(args, 0)) },
  'States.StringSplit': { minArguments: 2, maxArguments: 2, run: stringSplit },
};
