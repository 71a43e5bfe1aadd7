import { ownEntry } from '../../core/own-entry.ts';
import { isMadeOf } from '../../core/text-pieces.ts';
import type { ContextKeys } from './access-request.ts';

/** Stand for a star and a question mark that are no wildcards. */
const STAR = '\u0001';
const QUESTION_MARK = '\u0002';

/**
 * Whether the whole text fits a pattern in which `*` stands for any text and `?` for one character. With question marks it may take length
 * times length steps.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  if (!pattern.includes('?')) return isMadeOf(text, pattern.split('*').map(unprotectedText));
  let [at, read] = [0, 0];
  let star: { readonly at: number; read: number } | undefined;
  while (read < text.length) {
    const sign = pattern[at];
    if (sign === '*') {
      star = { at, read };
      at += 1;
    } else if (sign !== undefined && (sign === '?' || isSame(sign, text[read]))) {
      at += 1;
      read += 1;
    } else if (star !== undefined) {
      // The last star takes one character more.
      star.read += 1;
      at = star.at + 1;
      read = star.read;
    } else return false;
  }
  while (pattern[at] === '*') at += 1;
  return at === pattern.length;
}

/** Asked for every character: a text made for the comparison would cost more than the comparison. */
function isSame(sign: string, character: string | undefined): boolean {
  if (sign === STAR) return character === '*';
  return sign === QUESTION_MARK ? character === '?' : sign === character;
}

const VARIABLE = /\$\{([^}]*)\}/g;
const LITERALS: Readonly<Record<string, string>> = { '*': STAR, '?': QUESTION_MARK, $: '$' };

/**
 * The pattern with its policy variables filled in, or undefined when one has no value: then nothing fits.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function withVariables(pattern: string, keys: ContextKeys): string | undefined {
  if (!pattern.includes('${')) return pattern;
  let isComplete = true;
  const filled = pattern.replaceAll(VARIABLE, (_whole, content: string) => {
    const value = ownEntry(LITERALS, content) ?? filledValue(content, keys);
    if (value === undefined) isComplete = false;
    return value ?? '';
  });
  return isComplete ? filled : undefined;
}

/** Of `key` or `key, 'default'`. A key with several values cannot be filled in. */
function filledValue(content: string, keys: ContextKeys): string | undefined {
  const [, name = '', fallback] = /^\s*([^,]*?)\s*(?:,\s*'([^']*)'\s*)?$/.exec(content) ?? [];
  const values = keys.get(name.toLowerCase());
  const value = values?.length === 1 ? values[0] : fallback;
  return value?.replaceAll('*', STAR).replaceAll('?', QUESTION_MARK);
}

/** A filled-in text as it is compared where no wildcards count. */
export function unprotectedText(text: string): string {
  return text.replaceAll(STAR, '*').replaceAll(QUESTION_MARK, '?');
}
